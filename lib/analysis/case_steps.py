"""Where a case stands, step by step: asked for, received, agreed, reported, closed."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

import pandas as pd

from lib.analysis.frame import Row, day
from lib.analysis.words import capital, listing, month_near, number
from lib.domain.action_plan import (
    ANSWERED,
    UNDER_WAY,
    WITH_THE_ICB,
    Status,
    is_overdue,
)
from lib.domain.dates import uk
from lib.domain.monthly_report import RECEIVED, Timeliness

DONE, LATER = "Done", "Cannot start yet"
# What has come to an end without a plan: nothing is awaited.
_SET_ASIDE = {*ANSWERED, Status.EXEMPT, Status.WITHDRAWN, Status.CLOSED}
_RECEIVED = {*WITH_THE_ICB, *UNDER_WAY, Status.CHANGES_REQUESTED, Status.COMPLETE}


class Step(NamedTuple):
    title: str
    note: str
    status: str


class Plan(NamedTuple):
    """Of a stored case: `status` None before anything is stored."""

    status: Status | None
    before: Status | None = None
    requested_on: date | None = None
    due_on: date | None = None
    moved_on: date | None = None


class Version(NamedTuple):
    """A version of the plan that came, and the day on which it was agreed."""

    number: int
    received_on: date
    agreed_on: date | None = None


def plan_of(case: Row) -> Plan:
    """Of a row of `casework.cases.table`."""
    if not isinstance(case["status"], str):
        return Plan(None)
    before = case["before"]
    return Plan(
        Status(case["status"]),
        Status(before) if isinstance(before, str) else None,
        *(_day(case[name]) for name in ("requested_on", "due_on", "moved_on")),
    )


def steps(
    case: Row, versions: Sequence[Version], cells: pd.DataFrame, today: date
) -> list[Step]:
    """`versions`: those of the plan that came; `cells`: the practice's cells of the
    matrix of reports (period, timeliness)."""
    plan = plan_of(case)
    return [
        _asked_for(plan),
        _received(plan, versions, today),
        _agreed(plan, versions),
        reports(cells, today),
        _closed(case, plan),
    ]


def _asked_for(plan: Plan) -> Step:
    title = "Plan asked for"
    if plan.status is Status.WITHDRAWN:
        return Step(title, _on("The request was withdrawn", plan.moved_on), "Withdrawn")
    if plan.requested_on is None:
        return Step(title, "Nobody has asked for a plan.", "Not asked")
    due = f", due {uk(plan.due_on)}" if plan.due_on else "; no due day is set"
    return Step(title, f"{uk(plan.requested_on)}{due}", DONE)


def _received(plan: Plan, versions: Sequence[Version], today: date) -> Step:
    title = "Plan received"
    note = "; ".join(f"version {v.number} on {uk(v.received_on)}" for v in versions)
    note = capital(note) or "None has come."
    if plan.status in _SET_ASIDE:
        words = capital(plan.status) if plan.status in ANSWERED else "Not awaited"
        return Step(title, _on(note, plan.moved_on), words)
    if plan.status is Status.CHANGES_REQUESTED or plan.status in WITH_THE_ICB:
        overdue = is_overdue(plan.status, plan.before, plan.due_on, today)
        words = capital(plan.status)
        return Step(title, note, f"{words}, overdue" if overdue else words)
    if versions or plan.status in _RECEIVED:
        return Step(title, note, DONE)
    return Step(title, note, _awaited(plan, today))


def _awaited(plan: Plan, today: date) -> str:
    if plan.requested_on is None:
        return LATER
    if is_overdue(plan.status, plan.before, plan.due_on, today):
        return "Overdue"
    if plan.status is Status.EXTENSION_AGREED:
        return capital(plan.status)
    return "Awaited"


def _agreed(plan: Plan, versions: Sequence[Version]) -> Step:
    title = "Plan agreed"
    agreed = [
        f"version {v.number} on {uk(v.agreed_on)}" for v in versions if v.agreed_on
    ]
    if agreed:
        return Step(title, capital("; ".join(agreed)), DONE)
    status = plan.before if plan.status is Status.EXTENSION_AGREED else plan.status
    if status in UNDER_WAY or status is Status.COMPLETE:
        return Step(title, _on(capital(status), plan.moved_on), DONE)
    if status in _RECEIVED:
        return Step(title, "Another person than the last editor agrees it.", "Not yet")
    return Step(title, "There is no plan to agree.", LATER)


def reports(cells: pd.DataFrame, today: date) -> Step:
    """3 of 4 received; August missing."""
    title = "Monthly reports"
    asked = cells[cells["timeliness"] != Timeliness.NOT_ASKED]
    if asked.empty:
        return Step(title, "Nobody has asked for monthly reports.", "Not asked")
    come = int(asked["timeliness"].isin([str(t) for t in RECEIVED]).sum())
    note = f"{number(come)} of {number(len(asked))} received"
    missing = asked.loc[asked["timeliness"] == Timeliness.MISSING, "period"]
    if missing.empty:
        latest = asked.sort_values("period")["timeliness"].iloc[-1]
        return Step(title, note, DONE if latest in RECEIVED else str(latest))
    names = listing([month_near(day(each), today) for each in missing])
    return Step(title, f"{note}; {names} missing", "Missing")


def _closed(case: Row, plan: Plan) -> Step:
    title = "Closed"
    note = case["close_when"] if isinstance(case["close_when"], str) else ""
    note = note or "Nobody has said yet what has to be true to close."
    if plan.status is not None and case["proposes_closure"] is True:
        return Step(title, note, "Closure proposed")
    return Step(title, note, LATER)


def _on(words: str | None, on: date | None) -> str:
    return f"{words}, {uk(on)}" if on else f"{words}"


def _day(stamp: pd.Timestamp) -> date | None:
    return None if pd.isna(stamp) else day(stamp)
