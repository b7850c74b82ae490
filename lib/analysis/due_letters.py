"""Which letters are due to be written, by rule, from how plans and reports stand."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from lib.analysis import ladder
from lib.domain.action_plan import Status
from lib.domain.ask import Ask
from lib.domain.dates import period_text
from lib.domain.letter import Key, LetterKind, LetterState
from lib.domain.standing import (
    Due,
    DutyStanding,
    PlanStanding,
    QueryStanding,
    ReportStanding,
    has_closed,
)

# An agreement or a closure of longer ago has been told otherwise.
TOLD_WITHIN = 31  # days

Written = Mapping[Key, LetterState]  # the letters that are not discarded


class Silence(NamedTuple):
    """Something awaited of which no reminder is due, and why."""

    practice_code: str
    practice: str
    about: str
    due_on: date | None
    why: str


def request_about(ask: Ask) -> str:
    return f"request {ask.id}"


def plan_about(standing: PlanStanding) -> str:
    return f"plan {standing.plan.id} due {standing.plan.due_on}"


def report_about(report: ReportStanding) -> str:
    return f"report {period_text(report.period)} due {report.due_on}"


def of_plan(
    standing: PlanStanding, steps: Sequence[int], written: Written, today: date
) -> Iterator[Due]:
    """At most one letter of each kind; those that are written already too."""
    plan, code = standing.plan, standing.practice.ods_code
    if _asks(standing, today) and standing.ask:
        key = Key(code, LetterKind.PLAN_REQUEST, request_about(standing.ask))
        asked = standing.ask
        yield Due(key, asked.asked_on, standing, plan.due_on, asked)
    if plan.status is Status.CHANGES_REQUESTED and standing.changes:
        key = Key(code, LetterKind.PLAN_CHANGES, _version(standing))
        yield Due(key, plan.moved_on, standing, plan.due_on, standing.ask)
    yield from _plan_reminder(standing, steps, written, today)
    yield from _told(standing, today)


def _asks(standing: PlanStanding, today: date) -> bool:
    asked = standing.ask is not None and standing.ask.withdrawn_on is None
    return (
        asked
        and standing.plan.status is Status.REQUESTED
        and not has_closed(standing.practice, today)
    )


def _version(standing: PlanStanding) -> str:
    return f"plan {standing.plan.id} version {standing.number}"


def _plan_reminder(
    standing: PlanStanding, steps: Sequence[int], written: Written, today: date
) -> Iterator[Due]:
    due_on = ladder.plan_due_on(standing.plan)
    request = _plan_request(written, standing)
    if due_on is None or ladder.plan_silent(standing, request, today):
        return
    step = ladder.step_due(due_on, steps, today)
    if step is not None:
        key = Key(
            standing.practice.ods_code,
            LetterKind.PLAN_REMINDER,
            plan_about(standing),
            ladder.rung(step),
        )
        day = due_on + timedelta(days=step)
        yield Due(key, day, standing, due_on, standing.ask)


def _plan_request(written: Written, standing: PlanStanding) -> LetterState | None:
    """What became of the letter that asked for what is awaited now."""
    if standing.plan.status is Status.CHANGES_REQUESTED and standing.changes:
        code = standing.practice.ods_code
        return written.get(Key(code, LetterKind.PLAN_CHANGES, _version(standing)))
    return _request(written, standing, LetterKind.PLAN_REQUEST)


def _request(
    written: Written, asked: PlanStanding | DutyStanding, kind: LetterKind
) -> LetterState | None:
    if asked.ask is None:
        return None
    key = Key(asked.practice.ods_code, kind, request_about(asked.ask))
    return written.get(key)


def _told(standing: PlanStanding, today: date) -> Iterator[Due]:
    """What a practice is told without being asked for anything."""
    plan, code = standing.plan, standing.practice.ods_code
    since = today - timedelta(days=TOLD_WITHIN)
    if plan.status is Status.AGREED and plan.moved_on >= since:
        key = Key(code, LetterKind.PLAN_AGREED, _version(standing))
        yield Due(key, plan.moved_on, standing)
    closed = standing.episode.closed_on
    if closed is not None and closed >= since:
        key = Key(code, LetterKind.CLOSURE, f"plan {plan.id}")
        yield Due(key, closed, standing)


def of_duty(asked: DutyStanding, today: date) -> Iterator[Due]:
    if ladder.duty_silent(asked, today) is None:
        code = asked.practice.ods_code
        key = Key(code, LetterKind.REPORT_REQUEST, request_about(asked.ask))
        yield Due(key, asked.ask.asked_on, asked, asked.ask.due_on, asked.ask)


def of_report(
    report: ReportStanding, steps: Sequence[int], written: Written, today: date
) -> Iterator[Due]:
    due_on, asked = report.due_on, report.asked
    request = _request(written, asked, LetterKind.REPORT_REQUEST)
    if due_on is None or ladder.report_silent(report, request, today):
        return
    step = ladder.step_due(due_on, steps, today)
    if step is not None:
        key = Key(
            asked.practice.ods_code,
            LetterKind.REPORT_REMINDER,
            report_about(report),
            ladder.rung(step),
        )
        yield Due(key, due_on + timedelta(days=step), report, due_on, asked.ask)


def of_query(standing: QueryStanding) -> Due:
    query = standing.query
    key = Key(query.practice_code, LetterKind.QUERY, f"query {query.id}")
    return Due(key, query.drafted_at.date(), standing)


def silences(
    plans: Sequence[PlanStanding],
    reports: Sequence[ReportStanding],
    written: Written,
    today: date,
) -> list[Silence]:
    """What is awaited or was answered, and is not reminded of."""
    found = []
    for plan in plans:
        request = _plan_request(written, plan)
        why = ladder.plan_silent(plan, request, today)
        if why and plan.episode.is_open and plan.plan.status in _ASKED:
            about = "Action plan"
            found.append(_silence(plan, about, plan.plan.due_on, why))
    for report in reports:
        request = _request(written, report.asked, LetterKind.REPORT_REQUEST)
        why = ladder.report_silent(report, request, today)
        if why and report.received_on is None:
            about = f"Report for {period_text(report.period)}"
            found.append(_silence(report.asked, about, report.due_on, why))
    return found


_ASKED = {
    Status.REQUESTED,
    Status.CHANGES_REQUESTED,
    Status.EXTENSION_AGREED,
    Status.DECLINED,
    Status.DPIA_POSITION,
    Status.EXEMPT,
}


def _silence(
    standing: PlanStanding | DutyStanding, about: str, due_on: date | None, why: str
) -> Silence:
    practice = standing.practice
    return Silence(practice.ods_code, practice.name, about, due_on, why)
