"""Practices are found by what people know them by, and their history is whole."""

import pytest

from lib import actions, queries
from lib.domain.codes import Measure
from lib.domain.dates import shift
from lib.domain.errors import NotFound
from lib.domain.files import Kind
from lib.domain.parsed import Parsed
from lib.domain.rows import GroupRow
from tests import factories
from tests.conftest import BOTH
from tests.factories import PERIOD, counts, hierarchy, practice

OFFICER = factories.officer()
BEFORE = shift(PERIOD, -1)


@BOTH
def test_the_label_holds_name_former_name_code_and_postcode(database):
    factories.load(hierarchy([practice(name="Old Mill")], on=BEFORE))
    factories.load(hierarchy([practice(name="New Mill")]))
    label = queries.practices.search_options(OFFICER).label.item()
    assert label == "New Mill · formerly Old Mill · X99001 · ZZ99 1AA"


def test_a_practice_without_a_name_is_found_by_its_code(database):
    factories.load(factories.list_sizes({"X99001": 900}))
    assert queries.practices.search_options(factories.lead()).label.item() == "X99001"
    facts = queries.practices.get(factories.lead(), "X99001")
    assert (facts.name, facts.icb, facts.region, facts.groups) == (
        "X99001",
        None,
        None,
        [],
    )


def test_without_practices_there_is_nothing_to_find(database):
    assert queries.practices.search_options(OFFICER).empty
    with pytest.raises(NotFound):
        queries.practices.get(OFFICER, "X99001")


@BOTH
def test_its_facts_carry_names(database):
    factories.load(hierarchy())
    joined = GroupRow(2, "X99001", "Mill Federation", "federation", None, None)
    factories.load(Parsed(Kind.GROUPS, [joined], 1))
    facts = queries.practices.get(OFFICER, "X99001")
    assert (facts.pcn, facts.sub_icb, facts.icb, facts.region) == (
        "North PCN",
        "North",
        "Invented ICB",
        "Invented region",
    )
    assert facts.groups == ["Mill Federation"]


@BOTH
def test_the_history_names_upload_and_row_of_every_figure(database):
    factories.load(hierarchy())
    assert queries.practices.history(OFFICER, "X99001").empty
    factories.load(counts({"X99001": 1}, period=BEFORE), file_name="february.csv")
    wrong = factories.load(counts({"X99001": 2}), file_name="wrong.csv")
    factories.load(counts({"X99002": 9, "X99001": None}), file_name="march.csv")
    factories.load(counts({"X99001": 4}, measure=Measure.CODED_106))
    actions.uploads.withdraw(wrong.upload_id, "a slip", by=OFFICER)
    found = queries.practices.history(OFFICER, "X99001")
    of_104 = found[found.measure == "104"]
    assert of_104.file_name.tolist() == ["march.csv", "wrong.csv", "february.csv"]
    assert of_104.row.tolist() == [3, 2, 2]
    assert of_104.current.tolist() == [True, False, True]
    assert of_104.suppressed.tolist() == [True, False, False]
    assert of_104.withdrawn.tolist() == [False, True, False]
    assert found.period.is_monotonic_decreasing
