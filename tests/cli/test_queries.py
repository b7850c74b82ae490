"""`oversight queries`: listed and answered by whoever may, within their scope."""

import pytest

from lib import actions, queries
from lib.actions.figure_queries import Raised
from tests import factories
from tests.factories import PERIOD


@pytest.fixture
def asked(run) -> int:
    factories.load(factories.hierarchy())
    factories.load(factories.lmc_list())
    for person in (factories.officer(), factories.lmc_observer(), factories.lead()):
        factories.signed_up(person)
    said = Raised("Which search?", period=PERIOD)
    return actions.figure_queries.raise_("X99001", said, by=factories.lmc_observer())


def as_(person) -> tuple[str, str]:
    return "--as", person.email


@pytest.mark.parametrize("person", [factories.officer, factories.lmc_observer])
def test_both_sides_list_what_waits(asked, ask, person):
    (row,) = ask("queries", "list", *as_(person()))
    assert (row["query_id"], row["body"]) == (asked, "North LMC")
    assert (row["ods_code"], row["period"]) == ("X99001", "2026-03-01")
    assert row["due_on"] is None


def test_who_does_casework_answers_and_others_do_not(asked, ask, run):
    for other in (factories.lmc_observer(), factories.lead()):
        refused = run("queries", "answer", asked, "Ours", *as_(other))
        assert refused.exit_code == 1
        assert "may not" in refused.stderr
    assert ask("queries", "answer", asked, "Ours", *as_(factories.officer())) == []
    (query,) = queries.figure_queries.of_practice(factories.lmc_observer(), "X99001")
    assert query.answer == "Ours"


def test_what_is_not_there_is_said(asked, run):
    result = run("queries", "answer", 99, "Ours", *as_(factories.officer()))
    assert result.exit_code == 1
    assert "no such query" in result.stderr
