"""Everybody sees the practices of their own ICBs, whatever they ask."""

from datetime import date

import pytest

from lib import queries
from lib.domain.errors import NotFound
from lib.domain.files import Kind
from lib.domain.parsed import Parsed
from lib.domain.rows import GroupRow, LMCRow
from tests import factories
from tests.conftest import BOTH, BOTH_COPIES, filled
from tests.factories import PERIOD, counts, hierarchy, list_sizes, practice

OFFICER, NEIGHBOUR = factories.officer(), factories.officer("XB1")
OWN, FOREIGN = "X99001", "X99004"


@filled
def placed():
    both = {OWN: 300, FOREIGN: 400}
    factories.load(hierarchy([OWN, factories.NEIGHBOUR]))
    factories.load(list_sizes(dict.fromkeys(both, 1000)))
    factories.load(counts({OWN: 300}))
    factories.load(counts({FOREIGN: 400}), icb_code="XB1")
    factories.load(Parsed(Kind.LMC, [LMCRow(2, code, "LMC") for code in both], 2))
    groups = [GroupRow(2, code, "Mill", "place", None, None) for code in both]
    factories.load(Parsed(Kind.GROUPS, groups, 2))


def asked(user) -> dict[str, set[str]]:
    """The practices that each question tells this user of."""
    first, *_ = queries.periods.months(user) or [PERIOD]
    found = {
        name: set(table.practice_code)
        for name, table in queries.facts.tables(user).items()
        if "practice_code" in table and len(table)
    }
    panel = queries.figures.panel(user, first, first)
    return {
        **found,
        "figures": set(panel.ods_code),
        "search": set(queries.practices.search_options(user).ods_code),
        "register": set(queries.practices.register(user).ods_code),
        "groups": set(queries.organisations.groups(user, PERIOD).ods_code),
    }


@BOTH_COPIES
@pytest.mark.parametrize(("user", "sees"), [(OFFICER, OWN), (NEIGHBOUR, FOREIGN)])
def test_officers_see_their_own_icbs_practices_only(placed, user, sees):
    found = asked(user)
    assert len(found) == 9
    assert all(codes == {sees} for codes in found.values())
    assert queries.organisations.icbs(user)[0][0] == min(user.icbs)
    uploads = queries.uploads.every(user)
    assert set(uploads.icb_code.dropna()) == user.icbs


def test_people_of_all_icbs_see_all(placed):
    assert all(codes == {OWN, FOREIGN} for codes in asked(factories.lead()).values())


def test_somebody_of_no_icb_sees_none(placed):
    nobody = factories.User("n@example.org", "N", OFFICER.role, frozenset())
    found = asked(nobody)
    assert all(codes == set() for codes in found.values())
    assert queries.organisations.icbs(nobody) == []
    assert queries.periods.months(nobody) == []


def test_asking_for_another_icb_gives_nothing(placed):
    assert queries.figures.panel(OFFICER, PERIOD, PERIOD, icb_code="XB1").empty
    assert queries.practices.search_options(OFFICER, "XB1").empty
    assert queries.periods.months(OFFICER, "XB1") == []
    assert queries.figures.panel(
        OFFICER, PERIOD, PERIOD, as_known_on=date(2020, 1, 1)
    ).empty


@BOTH_COPIES
def test_another_icbs_practice_and_upload_are_not_found(placed):
    theirs = queries.uploads.every(NEIGHBOUR)
    upload = theirs.id[theirs.icb_code == "XB1"].item()
    for ask in (
        lambda: queries.practices.get(OFFICER, FOREIGN),
        lambda: queries.practices.history(OFFICER, FOREIGN),
        lambda: queries.uploads.get(OFFICER, int(upload)),
    ):
        with pytest.raises(NotFound):
            ask()


@BOTH_COPIES
def test_an_administrator_reads_the_events_of_their_own_icb(placed):
    for user in (OFFICER, factories.analyst("XB1")):
        factories.signed_up(user)
    factories.load(counts({OWN: 301}), by=OFFICER)
    found = {
        icb: set(queries.audit.entries(factories.administrator(icb)).by)
        for icb in ("XA1", "XB1")
    }
    own = factories.administrator().email  # who loaded the rest
    assert found == {"XA1": {OFFICER.email, own}, "XB1": {own}}
    assert "system" in set(queries.audit.entries(factories.administrator()).by)


@BOTH
def test_officers_of_a_closed_icb_keep_its_history(database):  # decisions 14, 21
    """QM7 closed on 31 March 2026; its location 07H went to another ICB."""
    moved = practice(sub_icb_code="07H", icb_code="QM7")
    factories.load(hierarchy([moved], on=date(2026, 1, 1)))
    factories.load(counts({OWN: 5}), icb_code="QM7")
    new = queries.practices.get(factories.lead(), OWN).icb_code
    assert new != "QM7"
    for icb in ("QM7", new):
        user = factories.officer(icb)
        panel = queries.figures.panel(user, PERIOD, date(2026, 4, 1))
        assert panel.icb_code.tolist() == ["QM7", new]
        assert panel.excluded.iloc[0] == 5
        assert len(queries.practices.history(user, OWN)) == 1
    of_closed = queries.figures.panel(
        factories.officer("QM7"), PERIOD, date(2026, 4, 1), icb_code="QM7"
    )
    assert of_closed.excluded.tolist() == [5]


def test_officers_of_frimley_keep_its_history(database):  # decisions 14, 21
    """Divided practice by practice: its location says nothing of where they went."""
    frimley = {"sub_icb_code": "D4U1Y", "icb_code": "QNQ", "icb_name": "Frimley"}
    later = {"sub_icb_code": "U2G6B", "icb_code": "S0E4D", "icb_name": "Thames Valley"}
    factories.load(hierarchy([practice(OWN, **frimley)], on=date(2026, 1, 1)))
    factories.load(hierarchy([practice(OWN, **later)], on=date(2026, 8, 1)))
    for icb in ("QNQ", "S0E4D"):
        assert queries.practices.get(factories.officer(icb), OWN).icb_code == "S0E4D"
    with pytest.raises(NotFound):
        queries.practices.get(factories.officer("QRL"), OWN)
