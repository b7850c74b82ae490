"""One act on many practices: each its own transaction, with one reason and a result."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

import pandas as pd

from lib import actions, queries
from lib.actions.asks import Asking
from lib.actions.episodes import Case
from lib.analysis.frame import Row, day
from lib.casework import acting
from lib.domain.dates import month_name, uk
from lib.domain.episode import Direction
from lib.domain.errors import Refused, RuleBroken
from lib.domain.free_text import LINE, needed
from lib.domain.recipients import Recipient
from lib.domain.users import User


@dataclass(frozen=True)
class Said:
    """What a person says once for all; an act takes its own fields of it."""

    reason: str
    owner: str | None = None
    next_action: str = ""
    on: date | None = None
    recipient: Recipient | None = None
    asked_on: date | None = None
    due_on: date | None = None
    agreed_by: str = ""
    month: date | None = None


class Doing(NamedTuple):
    """One practice's part: its row of `casework.cases.table`, as it was seen."""

    figures: pd.DataFrame
    case: Row
    said: Said
    by: User


class Act(NamedTuple):
    label: str
    fields: tuple[str, ...]  # of Said, beside the reason
    do: Callable[[Doing], None]
    becomes: Callable[[Said], str]


class Outcome(NamedTuple):
    ods_code: str
    done: bool
    words: str


def apply(
    act: Act, cases: Iterable[Row], said: Said, figures: pd.DataFrame, *, by: User
) -> list[Outcome]:
    """What came of each; a refusal of one leaves the others as they are."""
    needed(said.reason, "Say why, once for all of them", most=LINE)
    return [_one(act, Doing(figures, case, said, by)) for case in cases]


def _one(act: Act, doing: Doing) -> Outcome:
    code = str(doing.case["ods_code"])
    try:
        act.do(doing)
    except Refused as refusal:
        return Outcome(code, done=False, words=str(refusal))
    return Outcome(code, done=True, words=act.becomes(doing.said))


def _owner(doing: Doing) -> None:
    _change(doing, owner=doing.said.owner)


def _next_action(doing: Doing) -> None:
    said = doing.said
    _change(doing, next_action=said.next_action, next_action_on=said.on)


def _change(doing: Doing, **different: Any) -> None:
    """The case as it was seen, but for that."""
    case = doing.case
    episode_id, version = acting.begun(doing.figures, case, by=doing.by)
    on, way = case["next_action_on"], case["direction"]
    seen: dict[str, Any] = {
        "owner": _text(case["owner"]) or None,
        "direction": Direction(way) if _text(way) else None,
        "close_when": _text(case["close_when"]),
        "next_action": _text(case["next_action"]),
        "next_action_on": None if pd.isna(on) else day(on),
    }
    actions.episodes.change(
        episode_id,
        Case(**{**seen, **different}),
        seen_version=version,
        by=doing.by,
        reason=doing.said.reason,
    )


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _request(doing: Doing) -> None:
    plan_id, version = _plan(doing)
    actions.action_plans.request(
        plan_id, _asking(doing.said), seen_version=version, by=doing.by
    )


def _set_due(doing: Doing) -> None:
    plan_id, version = _plan(doing)
    due_on = _day(doing.said.due_on)
    actions.action_plans.set_due(
        plan_id, due_on, doing.said.reason, seen_version=version, by=doing.by
    )


def _extend(doing: Doing) -> None:
    plan_id, version = _plan(doing)
    plans, said = actions.action_plans, doing.said
    more = plans.Extension(_day(said.due_on), said.reason, said.agreed_by)
    plans.extend(plan_id, more, seen_version=version, by=doing.by)


def _ask_reports(doing: Doing) -> None:
    actions.report_duties.ask(
        doing.case["ods_code"],
        _asking(doing.said),
        _month(doing.said.month),
        by=doing.by,
    )


def _waive(doing: Doing) -> None:
    said = doing.said
    actions.report_duties.waive(
        doing.case["ods_code"],
        _month(said.month),
        said.reason,
        due_on=said.due_on,
        by=doing.by,
    )


def _plan(doing: Doing) -> tuple[int, int]:
    """The plan and its version as it was seen; that of a case begun now is the first."""
    if not pd.isna(doing.case["episode_id"]):
        return int(doing.case["plan_id"]), int(doing.case["plan_version"])
    episode_id, _ = acting.begun(doing.figures, doing.case, by=doing.by)
    stored = queries.episodes.every(doing.by).set_index("episode_id")
    return int(stored.loc[episode_id, "plan_id"]), 1


def _asking(said: Said) -> Asking:
    if said.recipient is None:
        raise RuleBroken("Say to whom it goes.")
    return Asking(said.reason, said.recipient, _day(said.asked_on), said.due_on)


def _day(said: date | None) -> date:
    if said is None:
        raise RuleBroken("Say the day.")
    return said


def _month(said: date | None) -> date:
    if said is None:
        raise RuleBroken("Say the month.")
    return said


def _until(said: Said) -> str:
    return f", due {uk(said.due_on)}" if said.due_on else ", no due day"


ACTS = {
    "owner": Act("Owner", ("owner",), _owner, lambda said: f"Owner: {said.owner}"),
    "next": Act(
        "Next action and its day",
        ("next_action", "on"),
        _next_action,
        lambda said: f"Next: {said.next_action}{f', {uk(said.on)}' if said.on else ''}",
    ),
    "request": Act(
        "Ask for an action plan",
        ("recipient", "asked_on", "due_on"),
        _request,
        lambda said: f"Plan requested{_until(said)}",
    ),
    "due": Act(
        "Due day of the plan",
        ("due_on",),
        _set_due,
        lambda said: f"Plan{_until(said)}",
    ),
    "extend": Act(
        "Extension of the plan",
        ("due_on", "agreed_by"),
        _extend,
        lambda said: f"Extension agreed{_until(said)}",
    ),
    "reports": Act(
        "Ask for monthly reports",
        ("recipient", "asked_on", "month"),
        _ask_reports,
        lambda _: "Monthly reports asked for",
    ),
    "waive": Act(
        "Waive a month's report, or put it off",
        ("month", "due_on"),
        _waive,
        lambda said: f"Report of {month_name(_month(said.month))} waived or put off",
    ),
}
