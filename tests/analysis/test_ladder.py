"""The ladder: each step once, on its day; and silence where there is an answer."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.analysis import due_letters, ladder
from lib.domain.action_plan import ANSWERED, AWAITED, ActionPlan, Status
from lib.domain.ask import Ask, AskKind
from lib.domain.episode import Episode
from lib.domain.files import Basis
from lib.domain.letter import Key, LetterKind, LetterState
from lib.domain.monthly_report import ReportDuty
from lib.domain.organisations import Practice, PracticeStatus
from lib.domain.recipients import Recipient
from lib.domain.standing import DutyStanding, PlanStanding, ReportStanding
from lib.domain.threshold import ThresholdRule

DUE = date(2023, 8, 14)
STEPS = [-5, 1, 10]
SENT = LetterState.SENT
PERIOD = date(2023, 7, 1)

ladders = st.lists(st.integers(-60, 60), max_size=6, unique=True)
days = st.integers(-400, 400).map(lambda n: DUE + timedelta(days=n))


def practice(**different):
    return Practice(ods_code="X99001", name="Hill Road", icb_code="XA1", **different)


def ask(**different):
    usual = {"id": 12, "practice_code": "X99001", "icb_code": "XA1"}
    usual |= {"kind": AskKind.PLAN, "authority": "A minute", "minutes": 120}
    usual |= {"recipient": Recipient.ICB, "asked_on": date(2023, 7, 17)}
    return Ask(**{**usual, "asked_by": "o@example.org", **different})


def episode(**different):
    return Episode(
        id=3,
        practice_code="X99001",
        icb_code="XA1",
        opened_period=PERIOD,
        excluded=6_000,
        list_size=10_000,
        basis=Basis.REGISTERED,
        rule_id=1,
        upload_id=1,
        row=2,
        worked_out_on=PERIOD,
        opened_by="o@example.org",
        **different,
    )


RULE = ThresholdRule(
    id=1,
    percent=50,
    basis=Basis.REGISTERED,
    from_on=date(2023, 1, 1),
    source="press",
    sequence=1,
    recorded_by="system",
)


def plan(status=Status.REQUESTED, *, of=None, asked=None, **different):
    usual = {"due_on": DUE, "moved_on": date(2023, 7, 17)}
    stored = ActionPlan(
        id=7,
        episode_id=3,
        practice_code="X99001",
        icb_code="XA1",
        status=status,
        last_editor="o@example.org",
        **{**usual, **different},
    )
    return PlanStanding(
        of or practice(), episode(), RULE, stored, asked or ask(), 1, ["Pace: say more"]
    )


def report(*, of=None, declined_on=None, plan_status=None, **different):
    duty = ReportDuty(
        practice_code="X99001",
        icb_code="XA1",
        ask_id=12,
        recipient=Recipient.ICB,
        from_period=PERIOD,
        declined_on=declined_on,
    )
    asked = DutyStanding(of or practice(), duty, ask(kind=AskKind.REPORT), plan_status)
    return ReportStanding(asked, PERIOD, **{"due_on": DUE, **different})


@given(ladders, days)
def test_a_step_is_one_of_the_ladder_whose_day_has_come(steps, today):
    step = ladder.step_due(DUE, steps, today)
    if step is None:
        return
    assert step in steps
    assert DUE + timedelta(days=step) <= today
    later = [each for each in steps if each > step]
    assert all(DUE + timedelta(days=each) > today for each in later)


@given(ladders.filter(bool), st.data())
def test_on_its_own_day_each_step_is_due(steps, data):
    step = data.draw(st.sampled_from(steps))
    assert ladder.step_due(DUE, steps, DUE + timedelta(days=step)) == step


@given(ladders, days)
def test_past_the_due_day_no_early_step_is_due(steps, today):
    step = ladder.step_due(DUE, steps, today)
    assert not (step is not None and step <= 0 and today > DUE)


@pytest.mark.parametrize(
    ("today", "step"),
    [
        (date(2023, 8, 8), None),
        (date(2023, 8, 9), -5),
        (DUE, -5),
        (date(2023, 8, 15), 1),
        (date(2023, 8, 23), 1),
        (date(2023, 8, 24), 10),
        (date(2024, 1, 1), 10),
    ],
)
def test_the_shipped_ladder(today, step):
    assert ladder.step_due(DUE, STEPS, today) == step


def test_a_setting_without_steps_is_an_empty_ladder():
    assert ladder.steps(None) == ladder.steps("") == []
    assert ladder.step_due(DUE, [], date(2024, 1, 1)) is None


@given(st.sampled_from(Status), days)
def test_only_what_is_awaited_is_chased(status, today):
    silent = ladder.plan_silent(plan(status, before=Status.REQUESTED), SENT, today)
    assert status in AWAITED or silent


@given(st.sampled_from(sorted(ANSWERED | {Status.EXEMPT, Status.WITHDRAWN})), days)
def test_chasing_stops_by_itself_once_there_is_an_answer(status, today):
    written = {Key("X99001", LetterKind.PLAN_REQUEST, "request 12"): SENT}
    found = list(due_letters.of_plan(plan(status), STEPS, written, today))
    assert [each.kind for each in found] == []


def test_an_extension_silences_until_its_day_has_passed():
    extended = plan(Status.EXTENSION_AGREED, before=Status.REQUESTED)
    assert ladder.plan_silent(extended, SENT, DUE) == ladder.EXTENDED
    assert ladder.plan_silent(extended, SENT, DUE + timedelta(days=1)) is None


@pytest.mark.parametrize(
    ("request_state", "why"),
    [
        (SENT, None),
        (LetterState.DRAFT, ladder.NOT_SENT),
        (None, ladder.NOT_SENT),
        (LetterState.UNDELIVERED, ladder.UNDELIVERED),
    ],
)
def test_the_clock_runs_from_the_day_of_sending(request_state, why):
    assert ladder.plan_silent(plan(), request_state, DUE) == why
    assert ladder.report_silent(report(), request_state, DUE) == why


@pytest.mark.parametrize(
    ("standing", "why"),
    [
        (plan(due_on=None), ladder.NO_DAY),
        (plan(of=practice(status=PracticeStatus.CLOSED)), ladder.CLOSED),
        (plan(of=practice(closed_on=DUE)), ladder.CLOSED),
        (plan(asked=ask(withdrawn_on=DUE)), ladder.WITHDRAWN),
        (
            plan(Status.CHANGES_REQUESTED, moved_on=DUE + timedelta(days=1)),
            ladder.NO_DAY,
        ),
    ],
)
def test_a_plan_is_not_chased_without_a_day_or_a_practice(standing, why):
    assert ladder.plan_silent(standing, SENT, DUE) == why


@pytest.mark.parametrize(
    ("standing", "why"),
    [
        (report(received_on=DUE), "in"),
        (report(waived=True), "waived"),
        (report(closed=True), "closed"),
        (report(extended=True), "extension"),
        (report(due_on=None), "No due day"),
        (report(declined_on=DUE), "declined"),
        (report(plan_status=Status.EXEMPT), "exempt"),
        (report(plan_status=Status.DPIA_POSITION), "DPIA"),
        (report(plan_status=Status.DECLINED), "declined"),
        (report(of=practice(closed_on=DUE)), "closed"),
    ],
)
def test_a_report_is_not_chased_where_nothing_is_missing(standing, why):
    assert why in (ladder.report_silent(standing, SENT, DUE) or "")
    key = Key("X99001", LetterKind.REPORT_REQUEST, "request 12")
    assert list(due_letters.of_report(standing, STEPS, {key: SENT}, DUE)) == []


def test_a_reminder_names_the_due_day_and_its_step():
    written = {Key("X99001", LetterKind.PLAN_REQUEST, "request 12"): SENT}
    request, reminder = due_letters.of_plan(plan(), STEPS, written, DUE)
    assert request.key.about == "request 12"
    assert reminder.key[1:] == (
        LetterKind.PLAN_REMINDER,
        "plan 7 due 2023-08-14",
        "-5",
    )
    assert (reminder.day, reminder.due_on) == (date(2023, 8, 9), DUE)


def test_changes_are_chased_once_the_letter_that_asks_for_them_was_sent():
    standing = plan(Status.CHANGES_REQUESTED)
    asked = Key("X99001", LetterKind.PLAN_CHANGES, "plan 7 version 1")
    later = date(2023, 8, 15)
    assert [d.kind for d in due_letters.of_plan(standing, STEPS, {}, later)] == [
        LetterKind.PLAN_CHANGES
    ]
    found = due_letters.of_plan(standing, STEPS, {asked: SENT}, later)
    assert LetterKind.PLAN_REMINDER in [each.kind for each in found]


def test_an_agreement_is_told_while_it_is_news():
    agreed = plan(Status.AGREED, moved_on=DUE)
    (due,) = due_letters.of_plan(agreed, STEPS, {}, DUE)
    assert due.kind is LetterKind.PLAN_AGREED
    assert list(due_letters.of_plan(agreed, STEPS, {}, DUE + timedelta(days=32))) == []


def test_a_closure_is_told_while_it_is_news():
    closed = plan(Status.CLOSED)
    standing = PlanStanding(
        closed.practice, episode(closed_on=DUE), RULE, closed.plan, closed.ask
    )
    (due,) = due_letters.of_plan(standing, STEPS, {}, DUE)
    assert due.kind is LetterKind.CLOSURE


def test_what_is_not_chased_is_listed_with_its_reason():
    found = due_letters.silences([plan(Status.DECLINED)], [report()], {}, DUE)
    assert [(each.about, each.why) for each in found] == [
        ("Action plan", ladder.DECLINED),
        ("Report for 2023-07", ladder.NOT_SENT),
    ]
