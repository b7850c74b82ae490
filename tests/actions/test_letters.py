"""Letters: written once, sent by a person, and clocks that run from that day."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from sqlalchemy.exc import IntegrityError

from lib import actions, db, queries
from lib.actions.letters import NewLetter, Sending
from lib.casework import letters
from lib.domain.ask import Ask
from lib.domain.dates import playing_on
from lib.domain.errors import NotFound, RuleBroken, Stale
from lib.domain.letter import Key, Letter, LetterKind, LetterState
from lib.domain.monthly_report import ReportQuery
from lib.domain.settings import Name
from tests import factories, lettering
from tests.conftest import BOTH_COPIES, filled
from tests.factories import PERIOD, officer

NOW = date(2026, 5, 20)
ON = date(2026, 4, 22)
KEY = Key("X99001", LetterKind.PLAN_REMINDER, "plan 1 due 2026-05-18", "+1")


@pytest.fixture(autouse=True)
def on_the_day():
    with playing_on(NOW):
        yield


@filled
def case():
    return factories.case()


def draft(key: Key = KEY, **different) -> list[int]:
    new = NewLetter(key, "Reminder", "Dear colleague,", **different)
    return actions.letters.draft([new], by=officer())


def send(letter_id: int, version: int = 1, *, on: date = ON, how: str = "e-mail"):
    actions.letters.mark_sent({letter_id: version}, Sending(on, how), by=officer())


def stored(letter_id: int) -> Letter:
    ((letter, _),) = queries.letters.some(officer(), [letter_id])
    return letter


def get(table, row_id):
    with db.reading() as session:
        found = session.get(table, row_id)
        session.expunge_all()
        return found


def test_a_letter_is_drafted_once(case):
    (first,) = draft()
    assert draft() == []
    assert stored(first).state is LetterState.DRAFT
    assert len(queries.letters.every(officer())) == 1


@BOTH_COPIES
def test_two_people_at_the_same_time_draft_one(case):
    with ThreadPoolExecutor(2) as both:
        found = list(both.map(lambda _: draft(), range(2)))
    assert sorted(found, key=len) == [[], [1]]
    assert len(queries.letters.every(officer())) == 1


def test_another_step_of_the_ladder_is_another_letter(case):
    assert draft() + draft(KEY._replace(rung="+10")) == [1, 2]


def test_what_was_discarded_may_be_drafted_again(case):
    (first,) = draft()
    actions.letters.discard({first: 1}, "The practice called", by=officer())
    assert stored(first).state is LetterState.DISCARDED
    assert draft() == [2]


def test_the_database_itself_keeps_one_of_each(case):
    draft()
    with pytest.raises(IntegrityError), db.transaction() as session:
        session.add(
            Letter(
                practice_code="X99001",
                icb_code="XA1",
                kind=KEY.kind,
                about=KEY.about,
                rung=KEY.rung,
                subject="S",
                body="B",
                drafted_by="x@example.org",
            )
        )


def test_a_batch_is_stored_whole_or_not_at_all(case):
    good, other = NewLetter(KEY, "S", "B"), KEY._replace(practice_code="X00000")
    with pytest.raises(NotFound):
        actions.letters.draft([good, NewLetter(other, "S", "B")], by=officer())
    assert queries.letters.every(officer()).empty


def test_where_the_flag_depends_on_the_basis_a_person_confirms(case):
    with pytest.raises(RuleBroken, match="depends on the basis"):
        draft(depends=True)
    (letter,) = draft(depends=True, confirmed=True)
    assert stored(letter).depends_confirmed_by == officer().email


def test_a_letter_about_a_patient_is_refused(case):
    new = NewLetter(KEY, "Reminder", "About 943 476 5919")
    with pytest.raises(RuleBroken, match="NHS number"):
        actions.letters.draft([new], by=officer())


def test_sending_says_who_when_and_how(case):
    (letter,) = draft()
    send(letter, how="e-mail to the practice manager")
    told = stored(letter)
    assert (told.sent_on, told.sent_by) == (ON, officer().email)
    assert told.sent_how == "e-mail to the practice manager"
    with pytest.raises(RuleBroken, match="is sent"):
        send(letter, 2)


@pytest.mark.parametrize(
    ("on", "how", "why"),
    [(date(2026, 5, 21), "e-mail", "not come yet"), (ON, " ", "how")],
)
def test_a_sending_without_day_or_way_is_refused(case, on, how, why):
    (letter,) = draft()
    with pytest.raises(RuleBroken, match=why):
        send(letter, on=on, how=how)


def test_a_letter_is_marked_in_the_version_that_was_seen(case):
    (letter,) = draft()
    send(letter)
    with pytest.raises(Stale):
        actions.letters.discard({letter: 1}, "Not needed", by=officer())


def test_the_clock_of_a_request_runs_from_the_day_of_sending(case):
    ask_id = lettering.requested(case)
    (letter,) = draft(lettering.request_key(ask_id), ask_id=ask_id, episode_id=case.id)
    send(letter)
    assert get(Ask, ask_id).asked_on == ON
    assert lettering.plan_of(case).requested_on == ON
    assert lettering.plan_of(case).due_on == lettering.DUE_ON


def test_a_reminder_moves_no_clock(case):
    ask_id = lettering.requested(case)
    (letter,) = draft(ask_id=ask_id, episode_id=case.id)
    send(letter)
    assert get(Ask, ask_id).asked_on == lettering.ASKED_ON


def test_a_request_for_reports_has_its_own_clock(case):
    lettering.owes_reports()
    key = Key("X99001", LetterKind.REPORT_REQUEST, "request 1")
    (letter,) = draft(key, ask_id=1)
    send(letter)
    assert get(Ask, 1).asked_on == ON


def test_a_request_is_not_sent_after_the_day_that_it_sets(case):
    ask_id = lettering.requested(case)
    (letter,) = draft(lettering.request_key(ask_id), ask_id=ask_id, episode_id=case.id)
    with pytest.raises(RuleBroken, match="18 May 2026"):
        send(letter, on=date(2026, 5, 19))
    assert stored(letter).state is LetterState.DRAFT


def test_a_request_that_was_withdrawn_is_not_sent(case):
    ask_id = lettering.requested(case)
    (letter,) = draft(lettering.request_key(ask_id), ask_id=ask_id, episode_id=case.id)
    actions.asks.withdraw(ask_id, "Known already", seen_version=1, by=officer())
    with pytest.raises(RuleBroken, match="withdrawn"):
        send(letter)


def test_what_did_not_arrive_can_be_sent_again_and_the_clock_with_it(case):
    ask_id = lettering.requested(case)
    (letter,) = draft(lettering.request_key(ask_id), ask_id=ask_id, episode_id=case.id)
    send(letter)
    actions.letters.undelivered(letter, date(2026, 4, 23), seen_version=2, by=officer())
    assert stored(letter).state is LetterState.UNDELIVERED
    send(letter, 3, on=date(2026, 4, 24), how="by post")
    assert stored(letter).undelivered_on is None
    assert lettering.plan_of(case).requested_on == date(2026, 4, 24)


@pytest.mark.parametrize("on", [date(2026, 4, 21), date(2026, 5, 21)])
def test_it_comes_back_after_it_went_and_not_in_the_future(case, on):
    (letter,) = draft()
    send(letter)
    with pytest.raises(RuleBroken, match="between"):
        actions.letters.undelivered(letter, on, seen_version=2, by=officer())


def test_a_draft_has_not_come_back(case):
    (letter,) = draft()
    with pytest.raises(RuleBroken, match="is draft"):
        actions.letters.undelivered(letter, ON, seen_version=1, by=officer())


def test_a_query_is_sent_with_its_letter(case):
    lettering.report_came()
    with db.transaction() as session:
        session.add(
            ReportQuery(
                report_id=1,
                practice_code="X99001",
                icb_code="XA1",
                period=PERIOD,
                text="The extract says 5,900.",
                drafted_by="officer@example.org",
            )
        )
    (letter,) = draft(Key("X99001", LetterKind.QUERY, "query 1"))
    send(letter)
    assert get(ReportQuery, 1).sent_on == ON


def test_nothing_chosen_is_said(case):
    with pytest.raises(RuleBroken, match="at least one"):
        actions.letters.discard({}, "No reason", by=officer())


def test_the_newest_address_of_an_lmc_counts(case):
    lettering.under_an_lmc("X99001")
    assert queries.lmc_addresses.every(officer()) == {"Invented LMC": None}
    for address in ("1 High Street", "2 Low\nStreet"):
        actions.lmc_addresses.record(
            "Invented LMC", address, "its website", by=officer()
        )
    found = queries.lmc_addresses.every(officer())["Invented LMC"]
    assert found.address == "2 Low Street"


@pytest.mark.parametrize(
    ("rule", "known", "told"),
    [("yes", True, ON), ("yes", False, None), ("no", True, None), (None, True, None)],
)
def test_a_letter_that_copies_the_lmc_tells_it(case, rule, known, told):
    lettering.under_an_lmc("X99001")
    if known:
        actions.lmc_addresses.record(
            "Invented LMC", "office@lmc.example", "its website", by=officer()
        )
    if rule:
        actions.settings.record(
            Name.LMC_COPIED,
            rule,
            icb_code=factories.ICB,
            from_on=ON,
            source="a minute",
            by=factories.administrator(),
        )
    ask_id = lettering.requested(case)
    (letter,) = draft(lettering.request_key(ask_id), ask_id=ask_id, episode_id=case.id)
    send(letter)
    assert get(Ask, ask_id).lmc_told_on == told
    (envelope,) = letters.envelopes(officer(), [letter])
    assert envelope.copy_to == (
        "Invented LMC, office@lmc.example" if told is not None else ""
    )
