"""Part of the actions that move a plan: the table of states, the event, and the row."""

from datetime import date
from typing import Any

from sqlmodel import Session

from lib.actions import events
from lib.domain.action_plan import READINGS, ActionPlan, Status
from lib.domain.users import User


def make(  # noqa: PLR0913 a move is these
    session: Session,
    plan: ActionPlan,
    to: Status,
    reason: str,
    *,
    on: date,
    by: User,
    **detail: Any,
) -> int:
    """Raise where the table does not allow it; else one event, whose place it returns,
    and a new version."""
    was = plan.status
    plan.move_to(to)
    sequence = events.record(
        session,
        by,
        "move action plan",
        subject=plan.practice_code,
        reason=reason,
        plan=plan.id,
        was=was,
        now=to,
        on=on,
        **detail,
    )
    plan.moved_on = on
    if to not in READINGS:
        plan.last_editor = by.email
    plan.version += 1
    return sequence
