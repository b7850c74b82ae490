"""Organisations by their names, and groups by their dates."""

from datetime import date

import pytest

from lib import queries
from lib.domain.dates import period_end
from lib.domain.files import Kind
from lib.domain.parsed import Parsed
from lib.domain.rows import GroupRow
from tests import factories
from tests.conftest import BOTH
from tests.factories import PERIOD, hierarchy, practice

ENDS = period_end(PERIOD)


@BOTH
def test_icbs_are_those_with_practices(database):
    assert queries.organisations.icbs(factories.lead()) == []
    factories.load(hierarchy())
    assert queries.organisations.icbs(factories.lead()) == [("XA1", "Invented ICB")]


@BOTH
def test_the_newest_snapshot_gives_the_names(database):
    renamed = practice(icb_name="New name", pcn_name="New PCN")
    factories.load(hierarchy([renamed], on=date(2026, 5, 1)))
    factories.load(hierarchy(on=date(2026, 4, 1)))
    names = queries.organisations.names(factories.lead())
    assert (names["XA1"], names["U99001"]) == ("New name", "New PCN")
    assert (names["X01"], names["XR1"]) == ("North", "Invented region")


def test_names_from_before_july_2022_do_not_replace_those_of_today(database):
    """The CCGs of that time had the codes of today's sub-ICB locations."""
    ccg = practice(sub_icb_code="00L", sub_icb_name="A CCG", icb_code="QHM")
    factories.load(hierarchy([ccg], on=date(2022, 1, 1)))
    assert queries.organisations.names(factories.lead())["00L"] != "A CCG"


@BOTH
@pytest.mark.parametrize(
    ("since", "until", "member"),
    [
        (None, None, True),
        (ENDS, None, True),
        (date(2026, 4, 1), None, False),
        (None, ENDS, True),
        (None, date(2026, 3, 30), False),
    ],
)
def test_groups_are_those_of_the_months_end(database, since, until, member):
    factories.load(hierarchy())
    row = GroupRow(2, "X99001", "Mill", "place", since, until)
    factories.load(Parsed(Kind.GROUPS, [row], 1))
    found = queries.organisations.groups(factories.officer(), PERIOD)
    assert found.to_dict("records") == (
        [{"ods_code": "X99001", "group_name": "Mill", "kind": "place"}]
        if member
        else []
    )
