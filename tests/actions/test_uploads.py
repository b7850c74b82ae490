"""Withdrawing an upload takes every fact of it back, and keeps it on record."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from lib import actions, queries
from lib.domain.errors import NotFound, Refused, RuleBroken, Stale
from tests import factories
from tests.conftest import BOTH_COPIES, filled
from tests.factories import counts, hierarchy, practice
from tests.queries.reading import figure

BY = factories.administrator()


@filled
def loaded() -> int:
    factories.load(hierarchy())
    return factories.load(counts({"X99001": 70})).upload_id


@BOTH_COPIES
def test_its_facts_count_no_more_and_stay_on_record(loaded):
    actions.uploads.withdraw(loaded, " the wrong month ", by=BY)
    assert figure()["state"] == "no-data"
    upload = queries.uploads.get(BY, loaded)
    assert upload.withdrawn_by == BY.email
    assert upload.withdrawn_reason == "the wrong month"
    assert upload.version == 2
    found = queries.practices.history(BY, "X99001")
    assert (found.value.tolist(), found.withdrawn.tolist()) == ([70], [True])
    assert not found.current.any()


def test_a_reason_is_asked_for(loaded):
    with pytest.raises(RuleBroken, match="why"):
        actions.uploads.withdraw(loaded, "  ", by=BY)
    assert figure()["excluded"] == 70


def test_it_is_withdrawn_once(loaded):
    actions.uploads.withdraw(loaded, "a slip", by=BY)
    with pytest.raises(RuleBroken, match="already"):
        actions.uploads.withdraw(loaded, "a slip", by=BY)


@BOTH_COPIES
def test_of_several_at_once_one_withdraws_it(loaded):
    def attempt(_: int) -> bool:
        try:
            actions.uploads.withdraw(loaded, "a slip", by=BY)
        except Refused:
            return False
        return True

    with ThreadPoolExecutor(4) as threads:
        assert list(threads.map(attempt, range(4))).count(True) == 1


def test_the_version_seen_must_be_the_newest(loaded):
    with pytest.raises(Stale):
        actions.uploads.withdraw(loaded, "a slip", by=BY, seen_version=7)
    actions.uploads.withdraw(loaded, "a slip", by=BY, seen_version=1)


def test_one_that_is_not_there_is_not_found(loaded):
    with pytest.raises(NotFound):
        actions.uploads.withdraw(loaded + 1, "a slip", by=BY)


def test_a_withdrawn_hierarchy_gives_the_earlier_place_back(database):
    factories.load(hierarchy(["X99001"]))
    moved = practice(name="New name", sub_icb_code="X02", supplier="TPP")
    newer = factories.load(hierarchy([moved], on=factories.shift(factories.PERIOD, 2)))
    facts = queries.practices.get(BY, "X99001")
    assert (facts.name, facts.former_names) == ("New name", ["Practice 01"])
    actions.uploads.withdraw(newer.upload_id, "a slip", by=BY)
    facts = queries.practices.get(BY, "X99001")
    assert (facts.name, facts.former_names) == ("Practice 01", [])
    assert (facts.sub_icb_code, facts.supplier) == ("X01", "EMIS")
