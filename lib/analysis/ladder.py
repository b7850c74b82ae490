"""The ladder: on which days before and after a due day a reminder is due, and when not.

Only what was asked for and has not come is reminded of. Chasing stops by itself when it
is in, and while it is extended, exempt, declined or disputed.
"""

from collections.abc import Sequence
from datetime import date, timedelta

from lib.domain.action_plan import AWAITED, UNDER_WAY, WITH_THE_ICB, ActionPlan, Status
from lib.domain.ask import Ask
from lib.domain.letter import LetterState
from lib.domain.standing import DutyStanding, PlanStanding, ReportStanding, has_closed

CLOSED = "The practice has closed."
WITHDRAWN = "The request was withdrawn."
NOT_SENT = "The request has not been marked as sent."
UNDELIVERED = "The request did not arrive."
NO_DAY = "No due day is set."
EXTENDED = "An extension was agreed."
DECLINED = "The practice declined, which is an answer."
DISPUTED = "The practice has a DPIA or opt-in position, which is an answer."
EXEMPT = "The practice is exempt."

# Why a plan in this status is not reminded of; of the case's reports the same.
_ANSWERS = {
    Status.DECLINED: DECLINED,
    Status.DPIA_POSITION: DISPUTED,
    Status.EXEMPT: EXEMPT,
}


def steps(setting: str | None) -> list[int]:
    """The value of a ladder's setting: "-5 1 10"."""
    return sorted({int(step) for step in (setting or "").split()})


def step_due(due_on: date, ladder: Sequence[int], today: date) -> int | None:
    """The last step that was reached: an earlier one that was missed is left out.

    One before the due day is early, and past the due day it is not written any more.
    """
    reached = [step for step in ladder if due_on + timedelta(days=step) <= today]
    last = max(reached, default=None)
    if last is not None and last <= 0 and today > due_on:
        return None
    return last


def rung(step: int) -> str:
    """As it is stored, with its sign: -5, +0, +10."""
    return f"{step:+d}"


def plan_silent(
    standing: PlanStanding, request: LetterState | None, today: date
) -> str | None:
    """Why no reminder of this plan is due; None where one may be."""
    plan = standing.plan
    if plan.status in _ANSWERS:
        return _ANSWERS[plan.status]
    if plan.status is Status.WITHDRAWN:
        return WITHDRAWN
    if plan.status not in AWAITED or plan.before in UNDER_WAY | WITH_THE_ICB:
        return "Nothing is awaited: the plan is in, or has not been asked for."
    if has_closed(standing.practice, today):
        return CLOSED
    return _request_silent(standing.ask, request) or _day_silent(
        plan_due_on(plan), today, extended=plan.status is Status.EXTENSION_AGREED
    )


def plan_due_on(plan: ActionPlan) -> date | None:
    """The due day of what is awaited: that of the plan is none for changes to it which
    were asked for afterwards."""
    passed = plan.due_on is not None and plan.due_on < plan.moved_on
    return None if plan.status is Status.CHANGES_REQUESTED and passed else plan.due_on


def report_silent(
    report: ReportStanding, request: LetterState | None, today: date
) -> str | None:
    """Why no reminder of this month's report is due; None where one may be."""
    if report.received_on is not None:
        return "The report is in."
    if report.waived:
        return "The report is waived."
    if report.closed:
        return "The month is closed."
    return (
        duty_silent(report.asked, today)
        or _request_silent(report.asked.ask, request)
        or _day_silent(report.due_on, today, extended=report.extended)
    )


def duty_silent(asked: DutyStanding, today: date) -> str | None:
    """Why a practice is not written to about its monthly reports at all."""
    if asked.duty.declined_on is not None:
        return DECLINED
    if asked.plan_status in _ANSWERS:
        return _ANSWERS[asked.plan_status]
    if has_closed(asked.practice, today):
        return CLOSED
    return WITHDRAWN if asked.ask.withdrawn_on else None


def _request_silent(ask: Ask | None, request: LetterState | None) -> str | None:
    """The clock runs from the day on which the request was sent.

    Without an ask the request was made before this application was used.
    """
    if ask is None:
        return None
    if ask.withdrawn_on is not None:
        return WITHDRAWN
    if request is LetterState.UNDELIVERED:
        return UNDELIVERED
    return None if request is LetterState.SENT else NOT_SENT


def _day_silent(due_on: date | None, today: date, *, extended: bool) -> str | None:
    if due_on is None:
        return NO_DAY
    return EXTENDED if extended and today <= due_on else None
