"""The letters of an ICB as they stand: due by rule, written once, silent on an answer."""

from datetime import date, timedelta

import pytest

from lib import actions
from lib.analysis import ladder
from lib.analysis.flips import Flips
from lib.casework import letters
from lib.domain.action_plan import Status
from lib.domain.dates import playing_on
from lib.domain.files import Basis
from lib.domain.letter import LetterKind, LetterState
from lib.domain.settings import Name
from tests import factories, lettering
from tests.factories import ICB, PERIOD, officer
from tests.lettering import DUE_ON, REPORT_DUE


@pytest.fixture
def case(database):
    with playing_on(lettering.ASKED_ON):
        return factories.case()


def desk(on: date, **asked):
    with playing_on(on):
        return letters.of(officer(), ICB, {}, **asked)


def kinds(on: date, **asked):
    return [each.due.kind for each in desk(on, **asked).to_write]


def write_all(on: date) -> list[int]:
    with playing_on(on):
        found = letters.of(officer(), ICB, {}).to_write
        return actions.letters.draft([each.new() for each in found], by=officer())


def asked_and_sent(case):
    lettering.requested(case)
    write_all(lettering.ASKED_ON)
    lettering.sent()


def test_a_request_is_due_once_the_plan_was_asked_for(case):
    assert kinds(lettering.ASKED_ON) == []
    lettering.requested(case)
    (request,) = desk(lettering.ASKED_ON).to_write
    assert request.due.kind is LetterKind.PLAN_REQUEST
    body = request.text().body
    assert "6,000 of your 10,000 registered patients (60.0%)" in body
    assert "at 31 march 2026" in body.lower()
    assert lettering.AUTHORITY in body


def test_what_is_written_is_not_due_again(case):
    lettering.requested(case)
    assert len(write_all(lettering.ASKED_ON)) == 1
    assert write_all(lettering.ASKED_ON) == []
    assert kinds(lettering.ASKED_ON) == []


def test_the_ladder_of_a_plan_day_by_day(case):
    asked_and_sent(case)
    assert kinds(DUE_ON - timedelta(days=6)) == []
    assert kinds(DUE_ON - timedelta(days=5)) == [LetterKind.PLAN_REMINDER]
    write_all(DUE_ON - timedelta(days=5))
    assert kinds(DUE_ON) == []
    first = DUE_ON + timedelta(days=1)
    assert kinds(first) == [LetterKind.PLAN_REMINDER]
    write_all(first)
    assert kinds(DUE_ON + timedelta(days=9)) == []
    assert kinds(DUE_ON + timedelta(days=10)) == [LetterKind.PLAN_REMINDER]


@pytest.mark.parametrize(
    ("status", "why"),
    [
        (Status.RECEIVED, None),
        (Status.EXTENSION_AGREED, ladder.EXTENDED),
        (Status.EXEMPT, ladder.EXEMPT),
        (Status.DECLINED, ladder.DECLINED),
        (Status.DPIA_POSITION, ladder.DISPUTED),
    ],
)
def test_chasing_stops_by_itself(case, status, why):
    asked_and_sent(case)
    day = DUE_ON + timedelta(days=1)
    lettering.stands(
        case, status=status, before=Status.REQUESTED, due_on=DUE_ON + timedelta(days=9)
    )
    found = desk(day)
    assert found.to_write == []
    assert [each.why for each in found.silences] == [why] * (why is not None)


def test_a_draft_that_is_overtaken_is_said_to_be_needless(case):
    asked_and_sent(case)
    day = DUE_ON + timedelta(days=1)
    (draft,) = write_all(day)
    assert letters.needless(officer(), desk(day), [draft]) == set()
    lettering.stands(case, status=Status.RECEIVED)
    assert letters.needless(officer(), desk(day), [draft]) == {draft}


def test_a_draft_with_another_due_day_is_needless(case):
    lettering.requested(case)
    (draft,) = write_all(lettering.ASKED_ON)
    found = desk(lettering.ASKED_ON)
    assert letters.needless(officer(), found, [draft]) == set()
    lettering.stands(case, due_on=DUE_ON + timedelta(days=7))
    found = desk(lettering.ASKED_ON)
    assert letters.needless(officer(), found, [draft]) == {draft}


def test_an_early_reminder_of_a_report_goes_only_to_those_not_in(case):
    lettering.owes_reports("X99001", episode_id=case.id)
    lettering.owes_reports("X99002")
    write_all(lettering.ASKED_ON)
    lettering.sent()
    lettering.report_came("X99002", on=REPORT_DUE - timedelta(days=9))
    (reminder,) = desk(REPORT_DUE - timedelta(days=3)).to_write
    assert reminder.due.practice.ods_code == "X99001"
    assert "is due on 15 May 2026" in reminder.text().body
    assert "March 2026" in reminder.text().subject


def test_an_icb_has_a_ladder_of_its_own(case):
    asked_and_sent(case)
    actions.settings.record(
        Name.PLAN_LADDER,
        "3",
        icb_code=ICB,
        from_on=PERIOD,
        source="minute",
        by=factories.administrator(),
    )
    assert kinds(DUE_ON + timedelta(days=2)) == []
    assert kinds(DUE_ON + timedelta(days=3)) == [LetterKind.PLAN_REMINDER]


def test_the_letters_of_a_month(case):
    asked_and_sent(case)
    lettering.owes_reports("X99002")
    later = REPORT_DUE + timedelta(days=90)
    write_all(lettering.ASKED_ON)
    lettering.sent()
    assert kinds(later, period=PERIOD) == [LetterKind.REPORT_REMINDER]
    assert kinds(later, period=date(2026, 4, 1)) == []
    assert kinds(later, period=date(2026, 5, 1)) == [LetterKind.PLAN_REMINDER]


def test_what_was_thrown_away_comes_up_again_and_says_so(case):
    lettering.requested(case)
    (draft,) = write_all(lettering.ASKED_ON)
    actions.letters.discard({draft: 1}, "They called", by=officer())
    (again,) = desk(lettering.ASKED_ON).to_write
    assert again.discarded


def test_a_flag_that_depends_on_the_basis_is_found(database):
    factories.over({"X99001": 5_100})
    adults = dict.fromkeys(factories.PRACTICES, 9_000)
    factories.load(factories.list_sizes(adults, basis=Basis.AGED_16_PLUS))
    found = letters.unsettled(officer(), ICB)
    assert found["X99001"].flips is Flips.BASIS
    assert "X99002" not in found


def test_the_same_figure_on_either_basis_needs_no_confirmation(database):
    factories.over({"X99001": 9_500})
    adults = dict.fromkeys(factories.PRACTICES, 9_000)
    factories.load(factories.list_sizes(adults, basis=Basis.AGED_16_PLUS))
    assert letters.unsettled(officer(), ICB) == {}
    assert letters.unsettled(officer("XB1"), "XB1") == {}


def test_an_envelope_has_the_contact_and_the_address_of_the_lmc(case):
    lettering.under_an_lmc("X99001")
    lettering.contact()
    actions.lmc_addresses.record("Invented LMC", "1 High Street", "web", by=officer())
    lettering.requested(case)
    draft = write_all(lettering.ASKED_ON)
    (envelope,) = letters.envelopes(officer(), draft)
    assert envelope.contact.email == "pat@example.org"
    assert envelope.lmc_address == "1 High Street"
    assert "Invented LMC, 1 High Street" in envelope.letter.body
    assert envelope.letter.state is LetterState.DRAFT
