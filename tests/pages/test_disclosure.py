"""Observers on every page of the menu: nothing in it tells a count or names another.

Canaries: counts of five digits that no rule would show, and names of practices of
another LMC and another ICB, are looked for in all that the server sends.
"""

import re

import pytest
from streamlit.testing.v1 import AppTest

from lib import actions
from lib.domain.dates import shift
from lib.domain.users import User
from lib.ui.menu import MENU
from tests import factories
from tests.factories import PERIOD, practice
from tests.pages.screens import opened, words
from tests.pages.sent import downloaded, everything
from tests.repeated import repeated

__all__ = ["downloaded"]

OWN, OTHERS, FOREIGN = "X99001", "X99002", "X99003"
ELSEWHERE = "QY2"
NAMES = {OTHERS: "Canary Lane Surgery", FOREIGN: "Canary Hill Surgery"}
EARLIER = shift(PERIOD, -1)
LIST = 80_000
COUNTS = {
    EARLIER: {OWN: 41_982, OTHERS: 52_663, FOREIGN: 61_447},
    PERIOD: {OWN: 43_217, OTHERS: 53_329, FOREIGN: 62_918},
}
REPLACED, REPORTED = 43_221, 43_219  # the count before its correction, a report's own
ACCOUNTS = 50_000  # of online accounts, how many have access
WITH_ACCESS = {OWN: 46_123, OTHERS: 31_417, FOREIGN: 22_908}
EXACT = {REPLACED, REPORTED, *(n for month in COUNTS.values() for n in month.values())}
EXACT |= {sum(month.values()) for month in (*COUNTS.values(), WITH_ACCESS)}
EXACT |= {*WITH_ACCESS.values()}
CANARIES = {str(n) for n in EXACT} | {str(n / LIST)[2:] for n in EXACT if n < LIST}
CANARIES |= {str(n / ACCOUNTS)[2:] for n in WITH_ACCESS.values()}
NUMBER = re.compile(r"\b\d+\b")
PAGES = [e.path for e in MENU if factories.lmc_observer().may(e.permission)]

pytestmark = [
    pytest.mark.parametrize("database", ["sqlite"], indirect=True),
    pytest.mark.usefixtures("canaries"),
]
SEES = {
    factories.lmc_observer(icb=None): {OTHERS, FOREIGN},
    factories.bma_observer(): {OWN, OTHERS, FOREIGN},
}
observers = pytest.mark.parametrize("observer", SEES, ids=lambda user: user.role)


@pytest.fixture
def canaries(database):
    _hatched()


@repeated
def _hatched():
    """Two months of figures, one corrected, and casework that rests on them."""
    for period, counts in COUNTS.items():
        here = {**counts}
        there = {FOREIGN: here.pop(FOREIGN)}
        factories.load(factories.hierarchy(_places(), on=shift(period, 1)))
        sizes = dict.fromkeys(counts, LIST)
        factories.load(factories.list_sizes(sizes, on=shift(period, 1)))
        factories.load(factories.counts({**here, OWN: REPLACED}, period=period))
        factories.load(factories.counts(here, period=period))
        factories.load(factories.counts(there, period=period), icb_code=ELSEWHERE)
    here = {code: (ACCOUNTS, n) for code, n in WITH_ACCESS.items()}
    there = {FOREIGN: here.pop(FOREIGN)}
    factories.load(factories.access(here))
    factories.load(factories.access(there), icb_code=ELSEWHERE)
    factories.measured_by("104 access", icb=None, from_on=EARLIER)
    factories.load(factories.lmc_list([OWN]))
    factories.adopted()
    actions.episodes.begin(factories.ground(OWN), by=factories.administrator())
    factories.asked_for_reports(OWN)
    factories.reported(OWN, REPORTED)


def _places():
    other = {"name": NAMES[OTHERS], "pcn_code": "U99002", "pcn_name": "Canary PCN"}
    foreign = {"name": NAMES[FOREIGN], "sub_icb_code": "X02", "icb_code": ELSEWHERE}
    foreign |= {"icb_name": "Another ICB", "icb_ons_code": "E54999002"}
    foreign |= {"sub_icb_name": "South", "sub_icb_ons_code": "E38999002"}
    return [practice(OWN), practice(OTHERS, **other), practice(FOREIGN, **foreign)]


def sent_by(screen: AppTest, files: list[str]) -> str:
    return "\n".join([everything(screen), *files])


def told(sent: str) -> set[str]:
    """The canaries in it, thousands separators or not; a hash holds any digits."""
    together = re.sub(r"(?<=\d),(?=\d{3})", "", sent)
    return CANARIES & {*NUMBER.findall(sent), *NUMBER.findall(together)}


def named(sent: str, observer: User, asked: str = "") -> set[str]:
    """Who of the others is in it, but for the code that the address asked for."""
    others = SEES[observer]
    names = {NAMES.get(code, "Practice 01") for code in others}
    return {word for word in names | others - {asked} if word in sent}


@pytest.mark.parametrize("page", PAGES)
@observers
def test_no_page_tells_a_count_or_names_another(
    monkeypatch, sqlite_url, observer, page, downloaded
):
    screen = opened(monkeypatch, sqlite_url, observer, page, ods=OWN)
    sent = sent_by(screen, downloaded)
    assert told(sent) == set()
    assert named(sent, observer, OWN) == set()
    assert [each.value for each in screen.error] == []


@pytest.mark.parametrize("page", PAGES)
@observers
def test_no_address_leads_to_another(
    monkeypatch, sqlite_url, observer, page, downloaded
):
    """By the practice's code, the search, and filters of what it belongs to."""
    asked = {"ods": OTHERS, "search": "Canary", "pcn": "Canary PCN", "sort": "Name"}
    screen = opened(monkeypatch, sqlite_url, observer, page, **asked)
    sent = sent_by(screen, downloaded)
    assert told(sent) == set()
    assert named(sent, observer, OTHERS) == set()


@pytest.mark.usefixtures("remembered_as_served")
@observers
def test_an_answer_kept_for_staff_is_not_given_to_others(
    monkeypatch, sqlite_url, observer, downloaded
):
    for page in ("oversight/overview", "oversight/over_threshold"):
        opened(monkeypatch, sqlite_url, factories.officer(None), page)
        downloaded.clear()
        screen = opened(monkeypatch, sqlite_url, observer, page)
        assert told(sent_by(screen, downloaded)) == set()
        assert named(sent_by(screen, downloaded), observer) == set()


def test_canaries_are_found_where_somebody_may_see_them(
    monkeypatch, sqlite_url, downloaded
):
    page = "oversight/practice"
    screen = opened(monkeypatch, sqlite_url, factories.officer(), page, ods=OWN)
    assert {str(COUNTS[PERIOD][OWN]), str(REPLACED)} <= told(everything(screen))
    assert {str(COUNTS[PERIOD][OWN]), str(REPLACED)} <= told("\n".join(downloaded))
    page = "oversight/over_threshold"
    screen = opened(monkeypatch, sqlite_url, factories.officer(), page)
    assert named(everything(screen), next(iter(SEES))) == {OTHERS, NAMES[OTHERS]}


def test_an_observer_reads_shown_numbers_and_the_rule(
    monkeypatch, sqlite_url, downloaded
):
    observer = factories.lmc_observer(icb=None)
    page = "oversight/practice"
    screen = opened(monkeypatch, sqlite_url, observer, page, ods=OWN)
    said = words(screen)
    assert "About 54.0% of 80,000 patients have an active 104 code (about 43,215)" in (
        said
    )
    assert "the exact count is more than 50%" in said
    assert "others to the nearest 5" in said
    files = "\n".join(downloaded)
    assert "43215" in files
    assert "others to the nearest 5" in files


def test_hidden_counts_are_a_star_on_screen_and_in_files(
    monkeypatch, sqlite_url, downloaded
):
    few = {**COUNTS[PERIOD], OWN: LIST - 3}
    del few[FOREIGN]
    factories.load(factories.counts(few))
    observer = factories.lmc_observer(icb=None)
    page = "oversight/over_threshold"
    screen = opened(monkeypatch, sqlite_url, observer, page)
    [table] = [each.value for each in screen.table if "Practice" in each.value]
    assert "X99001" in table["Practice"].iloc[0]
    files = [file for file in downloaded if "X99001" in file]
    assert files
    assert all("*" in file for file in files)
    assert str(LIST - 3) not in sent_by(screen, downloaded)
