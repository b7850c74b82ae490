"""One timeline for a practice: every figure, letter, call, paper, step and decision."""

from datetime import date, timedelta

import pytest

from lib import actions, queries
from lib.actions.asks import Asking
from lib.actions.contacts import Person
from lib.actions.corrections import Correction
from lib.actions.episodes import Case
from lib.actions.log import Entry
from lib.actions.papers import Filing
from lib.actions.statements import Said
from lib.casework import calls, timeline
from lib.casework.moments import Kind
from lib.domain import dates
from lib.domain.ask import AskKind
from lib.domain.codes import Measure
from lib.domain.correspondence import Channel, PaperKind
from lib.domain.errors import NotAllowed, NotFound
from lib.domain.recipients import Recipient
from tests import factories
from tests.conftest import BOTH
from tests.factories import PERIOD

CODE = "X99001"
LOADED = date(2026, 4, 2)
BY = factories.officer()


@pytest.fixture
def told(database):
    """A case with something of each kind; the day of each is its own."""
    with dates.playing_on(LOADED):
        episode = factories.case()
        factories.signed_up(BY)
    with dates.playing_on(LOADED + timedelta(days=30)):
        _work(episode)


def _work(episode) -> None:
    asking = Asking(
        "letter of 1 May", Recipient.ICB, date(2026, 4, 3), date(2026, 6, 1)
    )
    actions.asks.ask(CODE, AskKind.INFORMATION, asking, what="Date of the DPIA", by=BY)
    case = Case(next_action="Ring again", next_action_on=date(2026, 5, 20))
    actions.episodes.change(episode.id, case, seen_version=1, by=BY)
    filing = Filing(PaperKind.DPIA, "DPIA", date(2026, 4, 5), "Pat Manager")
    actions.papers.file(CODE, filing, factories.document(), by=BY)
    said = Said("We review.", "letter of 6 April", date(2026, 4, 6))
    actions.statements.record(CODE, said, by=BY)
    call = Entry(Channel.CALL, date(2026, 4, 7), "They will write", "Pat Manager")
    actions.log.record(CODE, call, by=BY)
    note = Entry(Channel.NOTE, date(2026, 4, 8), "Share the search")
    actions.log.record(CODE, note, by=BY)
    actions.contacts.record(
        CODE, Person("Manager", "Pat", telephone="01632 960123"), by=BY
    )
    wrong = Correction(CODE, PERIOD, Measure.CODED_104, 5_900, "Had left", "E-mail")
    actions.corrections.correct(wrong, by=BY)


def lines(user=BY) -> list[tuple[date, Kind, str]]:
    return [moment[:1] + moment[2:4] for moment in timeline.of(user, CODE)]


@BOTH
def test_it_tells_everything_on_its_own_day_the_newest_first(told):
    today = LOADED + timedelta(days=30)
    assert lines() == [
        (today, Kind.CORRECTIONS, "March 2026 corrected: 5,900 with an active 104"),
        (today, Kind.OTHER, "Add contact: Manager"),
        (
            today,
            Kind.OTHER,
            "Change case: next action Ring again, next action on 2026-05-20",
        ),
        (date(2026, 4, 8), Kind.CALLS, "Note: Share the search"),
        (date(2026, 4, 7), Kind.CALLS, "Call with Pat Manager: They will write"),
        (date(2026, 4, 6), Kind.VOICE, "The practice said: “We review.”"),
        (date(2026, 4, 5), Kind.PAPERS, "DPIA received: DPIA"),
        (
            date(2026, 4, 3),
            Kind.ASKS,
            "Asked for other information: Date of the DPIA, due 1 June 2026",
        ),
        (LOADED, Kind.DECISIONS, "Open episode: March 2026"),
        (LOADED, Kind.FIGURES, "March 2026 loaded: 6,000 with an active 104"),
    ]


def test_each_line_says_who_and_a_reason_where_there_is_one(told):
    found = {moment.kind: moment for moment in timeline.of(BY, CODE)}
    assert found[Kind.CORRECTIONS].reason == "Had left"
    assert found[Kind.FIGURES].who.endswith("counts.csv, row 2")
    assert found[Kind.VOICE].who == "Letter of 6 April · typed by Olive Officer"
    assert found[Kind.PAPERS].who == "Olive Officer · from Pat Manager"


def test_observers_see_no_calls_papers_contacts_or_reasons(told):
    found = timeline.of(factories.lead(), CODE)
    assert {moment.kind for moment in found} == {
        *(Kind.CORRECTIONS, Kind.VOICE, Kind.ASKS, Kind.DECISIONS, Kind.FIGURES)
    }
    assert all(moment.reason == "" for moment in found)
    with pytest.raises(NotAllowed):
        queries.timeline.staff_parts(factories.lead(), CODE)


@pytest.mark.parametrize("code", [CODE, "X99999"])
def test_people_of_another_icb_read_no_line(told, code):
    for ask in (timeline.of, queries.timeline.staff_parts, calls.card):
        with pytest.raises(NotFound):
            ask(factories.officer("XB1"), code)


def test_a_figure_withdrawn_is_told_with_its_reason(database):
    loaded = factories.over()
    actions.uploads.withdraw(
        loaded.upload_id, "Wrong month", by=factories.administrator()
    )
    newest = timeline.of(BY, CODE)[0]
    assert (newest.kind, newest.reason) == (Kind.CORRECTIONS, "Wrong month")


@BOTH
def test_the_card_has_what_a_call_needs(told):
    with dates.playing_on(date(2026, 5, 10)):
        assert calls.card(BY, CODE) == calls.Card(
            asked=["Date of the DPIA, asked 3 April 2026, due 1 June 2026"],
            said="“We review.” Letter of 6 April.",
            last_contact="7 April 2026. Call with Pat Manager: They will write",
            next_date="20 May 2026: Ring again",
            people=["01632 960123, Pat, Manager"],
            logged=2,
        )
    with dates.playing_on(date(2026, 7, 1)):
        assert calls.card(BY, CODE).next_date == "1 June 2026: Date of the DPIA due"


def test_the_card_of_a_practice_without_contact_is_empty(database):
    factories.over()
    assert calls.card(BY, CODE) == calls.Card([], "", "", "", [], 0)
    with pytest.raises(NotAllowed):
        calls.card(factories.lead(), CODE)
