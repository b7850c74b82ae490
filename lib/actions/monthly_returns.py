"""The return to NHS England: draw it up, call it final, record that it was sent."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col

from lib import db
from lib.actions import events, within
from lib.domain.dates import happened, period_text
from lib.domain.errors import NotFound, RuleBroken, require_seen
from lib.domain.events import Ledger
from lib.domain.free_text import LINE, needed
from lib.domain.monthly_return import MonthlyReturn, ReturnState, Scope
from lib.domain.recipients import Recipient
from lib.domain.roles import Permission
from lib.domain.users import User


@dataclass(frozen=True)
class Drawn:
    """A return as rendered: its rows, and what its cover says, in order."""

    icb_code: str
    period: date
    recipient: Recipient
    basis: str
    scope: Scope
    rows: Sequence[Mapping[str, Any]]
    cover: Sequence[tuple[str, str]]


def draft(drawn: Drawn, *, by: User) -> int:
    """Keep it as the month's next version; returns its id. Nothing is sent by this."""
    by.require(Permission.DO_CASEWORK)
    if not drawn.rows:
        raise RuleBroken("The return has no row: no practice falls in its scope.")
    with db.transaction() as session:
        within.known_icb(session, drawn.icb_code, by=by)
        session.get(Ledger, 1, with_for_update=True)  # numbers are given in turn
        number = (_last_number(session, drawn.icb_code, drawn.period) or 0) + 1
        cut_off = events.record(
            session,
            by,
            "draw up return",
            subject=drawn.icb_code,
            period=period_text(drawn.period),
            number=number,
            rows=len(drawn.rows),
            scope=drawn.scope,
        )
        made = MonthlyReturn(
            icb_code=drawn.icb_code,
            period=drawn.period,
            number=number,
            recipient=drawn.recipient,
            basis=drawn.basis,
            scope=drawn.scope,
            rows=json.dumps([dict(row) for row in drawn.rows], default=str),
            cover=json.dumps(list(drawn.cover)),
            cut_off=cut_off,
            made_by=by.email,
        )
        return db.add(session, made)


def call_final(return_id: int, *, seen_version: int, by: User) -> None:
    """Somebody who decides has checked it. Only the newest version can be."""
    by.require(Permission.DECIDE)
    with db.transaction() as session:
        made = _editable(session, return_id, seen_version, by)
        if made.number != _last_number(session, made.icb_code, made.period):
            raise RuleBroken("A newer version has been drawn up. Look at that one.")
        _record(session, by, "call return final", made)
        made.move_to(ReturnState.FINAL)
        made.final_by = by.email
        made.version += 1


def send(return_id: int, on: date, how: str, *, seen_version: int, by: User) -> None:
    """Record that a person has sent it, when and how."""
    by.require(Permission.DO_CASEWORK)
    way = needed(how, "Say how it was sent, and to which address", most=LINE)
    happened(on)
    with db.transaction() as session:
        made = _editable(session, return_id, seen_version, by)
        _record(session, by, "send return", made, on=on, how=way)
        made.move_to(ReturnState.SENT)
        made.sent_on, made.sent_by, made.sent_how = on, by.email, way
        made.version += 1


def _editable(
    session: Session, return_id: int, seen_version: int, by: User
) -> MonthlyReturn:
    made = session.get(MonthlyReturn, return_id, with_for_update=True)
    if made is None:
        raise NotFound(f"There is no return of that number ({return_id}) among yours.")
    within.icb(made.icb_code, by=by)
    require_seen(made.version, seen_version)
    return made


def _last_number(session: Session, icb_code: str, period: date) -> int | None:
    icb = col(MonthlyReturn.icb_code) == icb_code
    month = col(MonthlyReturn.period) == period
    number: int | None = session.execute(
        sa.select(sa.func.max(col(MonthlyReturn.number))).where(icb, month)
    ).scalar_one()
    return number


def _record(
    session: Session, by: User, what: str, made: MonthlyReturn, **detail: Any
) -> None:
    events.record(
        session,
        by,
        what,
        subject=made.icb_code,
        period=period_text(made.period),
        number=made.number,
        **detail,
    )
