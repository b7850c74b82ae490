"""Screens follow the measures that the ICB goes by: one, the other, or both apart."""

from datetime import date

import pytest

from lib import actions
from lib.actions.thresholds import Limit
from lib.demo import people
from lib.demo.places import ICBS, NORTHMERE
from lib.domain.files import Basis
from lib.domain.measures import Key
from lib.domain.roles import Role
from lib.domain.settings import Name
from tests.pages.screens import practices, seen, visited, words
from tests.repeated import repeated

FROM = date(2023, 6, 1)
BOSS = people.ADMINISTRATOR
OFFICER = people.OFFICER
PAGE, LIST = "oversight/online_accounts", "oversight/over_threshold"
OF_ACCESS, OF_104 = "online accounts", "Patients with an active 104"
LMC = next(each for each in people.OBSERVERS if each.role is Role.LMC_OBSERVER)

pytestmark = pytest.mark.usefixtures("demonstration")


@repeated
def go_by(value: str) -> None:
    said = {"icb_code": NORTHMERE, "from_on": FROM, "source": "minute 4"}
    actions.settings.record(Name.MEASURES, value, by=BOSS, **said)
    limit = Limit(90, Basis.ONLINE_ACCOUNTS, FROM, "minute 4")
    actions.thresholds.record(NORTHMERE, limit, by=BOSS)


def test_with_the_104_alone_nothing_of_access_shows():
    of_the_icb = {"icb": ICBS[NORTHMERE]}
    for page, asked in (("oversight/overview", of_the_icb), (LIST, {})):
        assert OF_ACCESS not in words(seen(OFFICER, page, **asked))
    assert OF_ACCESS not in words(seen(OFFICER, "oversight/practice", ods="X99002"))
    assert "is not shown for September 2023" in words(seen(OFFICER, PAGE))


def test_with_both_each_has_its_own_section_and_they_are_told_apart():
    go_by("104 access")
    overview = seen(OFFICER, "oversight/overview")
    said = words(overview)
    assert OF_104 in said and "another figure than the 104" in said
    assert "90% of online accounts, set by Northmere and Tarn Valley ICB" in said
    assert "of 45 practices" in said or "practices are at or above 90%" in said
    labels = {each.label: each.value for each in overview.metric}
    sides = ("At or above the limit", "Below the limit", "Not known")
    listed = seen(OFFICER, PAGE)
    table = listed.table[0].value
    for label, shown in zip(sides, ("At or above", "Below", "Not told"), strict=True):
        with_it = table["Side of the limit"].str.startswith(shown)
        assert int(labels[label]) == int(with_it.sum())
    below = seen(OFFICER, PAGE, side="Below it").table[0].value
    assert set(below["Side of the limit"]) == {"Below"}
    assert len(practices(below)) == int(labels["Below the limit"])
    one = words(seen(OFFICER, "oversight/practice", ods="X99002"))
    assert "online accounts have access in September 2023" in one
    assert "northmere-online-accounts.csv, row" in str(
        [each.value for each in seen(OFFICER, "oversight/practice", ods="X99002").table]
    )


def test_with_access_alone_the_lists_of_the_104_do_not_show():
    go_by(Key.ACCESS)
    overview = words(seen(OFFICER, "oversight/overview"))
    assert OF_104 not in overview and "Month by month" not in overview
    assert "“Excluded of patients” is not shown" in words(seen(OFFICER, LIST))
    one = words(seen(OFFICER, "oversight/practice", ods="X99002"))
    assert "Why is this practice here?" not in one and "have access in" in one


def test_an_observer_reads_shown_numbers_with_the_rule_beside_them():
    go_by("104 access")
    exact = seen(OFFICER, PAGE).table[0].value.set_index("Practice")
    theirs = seen(LMC, PAGE)
    assert "others to the nearest 5" in words(theirs)
    table = theirs.table[0].value
    assert 0 < len(table) < len(exact)
    shown = table["With access"].dropna().astype(int)
    assert len(shown) and (shown % 5 == 0).mean() > 0.9
    assert set(table["Side of the limit"]) >= {"At or above", "Below"}


def test_the_position_of_the_icb_stands_on_the_overview_in_its_words():
    said = "Practices are advised not to switch access on automatically."
    actions.stances.record(
        NORTHMERE, said, date(2023, 5, 3), "letter of 3 May", by=BOSS
    )
    for person in (OFFICER, LMC):
        shown = words(visited(person, "oversight/overview"))
        assert "position, from 3 May 2023:** “" in shown and said[:-1] in shown
