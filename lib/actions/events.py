"""The record of what was done: each action writes one event and takes one place."""

import json
from functools import cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy.sql.dml import ReturningUpdate
from sqlmodel import Session, col

from lib.domain.dates import now
from lib.domain.events import LEAVE_DATA_ALONE, LEAVE_FIGURES_ALONE, Event, Ledger
from lib.domain.users import User


def record(
    session: Session,
    by: User,
    action: str,
    *,
    subject: str = "",
    reason: str = "",
    **detail: Any,
) -> int:
    """Write the event and return its place in the order of commits.

    The ledger's row stays locked until the commit, so that places are given in the
    order in which work becomes visible.
    """
    next_place = _next_place(
        data=action not in LEAVE_DATA_ALONE, figures=action not in LEAVE_FIGURES_ALONE
    )
    sequence: int = session.execute(next_place).scalar_one()
    session.add(
        Event(
            sequence=sequence,
            at=now(),
            by=by.email,
            role=by.title,
            action=action,
            subject=subject,
            reason=reason,
            detail=json.dumps(detail, default=str) if detail else "",
        )
    )
    session.flush()
    return sequence


@cache  # to put it together costs more than to carry it out
def _next_place(*, data: bool, figures: bool) -> ReturningUpdate[tuple[int]]:
    grown = [col(Ledger.sequence)]
    if data:
        grown.append(col(Ledger.data_version))
    if figures:  # which an older schema does not have
        grown.append(col(Ledger.figures_version))
    return (
        sa.update(Ledger)
        .values({column: column + 1 for column in grown})
        .returning(col(Ledger.sequence))
    )
