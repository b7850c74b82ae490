"""Observers on every page of the menu: nothing in it tells a count, names another, or
is of what staff wrote.

Canaries: counts of five digits that no rule would show, names of practices of another
LMC and another ICB, and the words of staff, are looked for in all that the server sends.
"""

import re
from itertools import product

import pytest
from streamlit.testing.v1 import AppTest

from lib import actions, queries
from lib.actions.contacts import Person
from lib.actions.episodes import Case
from lib.actions.figure_queries import Raised
from lib.actions.log import Entry
from lib.actions.plan_versions import NO_DRAFT, Receipt
from lib.actions.statements import Said
from lib.domain.correspondence import Channel
from lib.domain.dates import shift
from lib.domain.figure_query import About
from lib.domain.files import Kind
from lib.domain.parsed import Parsed
from lib.domain.plan_content import Content
from lib.domain.rows import GroupRow
from lib.domain.users import User
from lib.ui.menu import MENU
from tests import factories
from tests.factories import PERIOD, practice
from tests.pages.screens import opened, words
from tests.pages.sent import downloaded, everything
from tests.repeated import repeated

__all__ = ["downloaded"]

OWN, OTHERS, FOREIGN = "X99001", "X99002", "X99003"
FAR = "QY2"
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
STAFF = [who() for who in factories.STAFF]
IN_THE_PLAN = {"Dr J. Invented", "Redaction training"}
WRITTEN = {
    *("Our group", "On leave", "Invented Manager", "manager@example", "Call them"),
    *("At half", *IN_THE_PLAN),
}
NUMBER = re.compile(r"\b\d+\b")
PAGES = [e.path for e in MENU if factories.lmc_observer().may(e.permission)]

OF_A_PRACTICE = ("oversight/practice", "casework/action_plan")
# An address that leads to another: its code, the search, and what it belongs to.
ELSEWHERE = {"ods": OTHERS, "search": "Canary", "pcn": "Canary PCN", "sort": "Name"}

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
        factories.load(factories.counts(there, period=period), icb_code=FAR)
    here = {code: (ACCOUNTS, n) for code, n in WITH_ACCESS.items()}
    there = {FOREIGN: here.pop(FOREIGN)}
    factories.load(factories.access(here))
    factories.load(factories.access(there), icb_code=FAR)
    factories.measured_by("104 access", icb=None, from_on=EARLIER)
    factories.load(factories.lmc_list([OWN]))
    factories.adopted()
    factories.asked_for_reports(OWN)
    factories.reported(OWN, REPORTED)
    for each in STAFF:
        factories.signed_up(each)
    _worked(by=factories.officer())


def _worked(by: User) -> None:
    """A case with all that an observer must not see, and what they may beside it."""
    factories.load(
        Parsed(Kind.GROUPS, [GroupRow(2, OWN, "Our group", "team", None, None)], 2)
    )
    episode = actions.episodes.begin(factories.ground(OWN), by=by)
    plan = queries.action_plans.of_episode(by, episode).id
    actions.action_plans.request(plan, factories.asking(), seen_version=1, by=by)
    said = Content(lead="Dr J. Invented", training="Redaction training")
    actions.plan_versions.save(plan, said, seen_version=NO_DRAFT, by=by)
    came = Receipt("Invented Manager", "By e-mail")
    actions.plan_versions.receive(plan, came, seen_version=2, by=by)
    manager = Person("Manager", "Invented Manager", "manager@example.org")
    actions.contacts.record(OWN, manager, by=by)
    for channel in (Channel.CALL, Channel.NOTE):
        entry = Entry(channel, PERIOD, "On leave", "Invented Manager")
        actions.log.record(OWN, entry, by=by)
    case = Case(by.email, close_when="At half", next_action="Call them")
    actions.episodes.change(episode, case, seen_version=1, by=by)
    letter = Said("We wait for our DPIA.", "Letter of 30 March 2026", PERIOD)
    actions.statements.record(OWN, letter, by=by)
    observer = factories.lmc_observer(icb=None)
    for query in (Raised("Which search?", period=PERIOD), Raised("Why?", About.PLAN)):
        actions.figure_queries.raise_(OWN, query, by=observer)


def _places():
    other = {"name": NAMES[OTHERS], "pcn_code": "U99002", "pcn_name": "Canary PCN"}
    foreign = {"name": NAMES[FOREIGN], "sub_icb_code": "X02", "icb_code": FAR}
    foreign |= {"icb_name": "Another ICB", "icb_ons_code": "E54999002"}
    foreign |= {"sub_icb_name": "South", "sub_icb_ons_code": "E38999002"}
    return [practice(OWN), practice(OTHERS, **other), practice(FOREIGN, **foreign)]


def sent_by(screen: AppTest, files: list[str]) -> str:
    return "\n".join([everything(screen), *files])


def kept_in_the_address(screen: AppTest) -> set[str]:
    """What the page's boxes read there."""
    boxes = [*screen.selectbox, *screen.text_input, *screen.multiselect]
    return {each.proto.query_param_key for each in boxes}


def told(sent: str) -> set[str]:
    """The canaries in it, thousands separators or not; a hash holds any digits."""
    together = re.sub(r"(?<=\d),(?=\d{3})", "", sent)
    return CANARIES & {*NUMBER.findall(sent), *NUMBER.findall(together)}


def told_of_staff(sent: str) -> set[str]:
    """Who they are, and what they wrote."""
    names = {name for each in STAFF for name in (each.name, each.email)}
    plain = sent.replace("\u2060", "").replace("\\", "")
    return {words for words in WRITTEN | names if words in plain}


def named(sent: str, observer: User, asked: str = "") -> set[str]:
    """Who of the others is in it, but for the code that the address asked for."""
    others = SEES[observer]
    names = {NAMES.get(code, "Practice 01") for code in others}
    return {word for word in names | others - {asked} if word in sent}


@pytest.mark.parametrize("page", PAGES)
@observers
def test_no_page_tells_a_count_names_another_or_says_what_staff_wrote(
    monkeypatch, sqlite_url, observer, page, downloaded
):
    screen = opened(monkeypatch, sqlite_url, observer, page, ods=OWN)
    sent = sent_by(screen, downloaded)
    assert told(sent) == set()
    assert named(sent, observer, OWN) == set()
    assert told_of_staff(sent) == set()
    assert "**Read-only.**" in words(screen)
    assert [each.value for each in screen.error] == []
    if page not in OF_A_PRACTICE and kept_in_the_address(screen).isdisjoint(ELSEWHERE):
        return
    downloaded.clear()
    screen = opened(monkeypatch, sqlite_url, observer, page, **ELSEWHERE)
    sent = sent_by(screen, downloaded)
    assert told(sent) == set()
    assert named(sent, observer, OTHERS) == set()


@pytest.mark.usefixtures("remembered_as_served")
def test_an_answer_kept_for_staff_is_not_given_to_others(
    monkeypatch, sqlite_url, downloaded
):
    pages = ("oversight/overview", "oversight/over_threshold")
    for page in pages:
        opened(monkeypatch, sqlite_url, factories.officer(None), page)
    for observer, page in product(SEES, pages):
        downloaded.clear()
        screen = opened(monkeypatch, sqlite_url, observer, page)
        assert told(sent_by(screen, downloaded)) == set(), page
        assert named(sent_by(screen, downloaded), observer) == set(), page


def test_canaries_are_found_where_somebody_may_see_them(
    monkeypatch, sqlite_url, downloaded
):
    page = "oversight/practice"
    screen = opened(monkeypatch, sqlite_url, factories.officer(), page, ods=OWN)
    assert {str(COUNTS[PERIOD][OWN]), str(REPLACED)} <= told(everything(screen))
    assert {str(COUNTS[PERIOD][OWN]), str(REPLACED)} <= told("\n".join(downloaded))
    assert WRITTEN - told_of_staff(everything(screen)) == IN_THE_PLAN
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
    assert "**Practice 01**, number not shown: “We wait for our DPIA" in words(screen)
