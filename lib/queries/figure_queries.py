"""Figure queries: those still open, those of one practice, and all of them as counts."""

from collections.abc import Iterable
from typing import Any

import pandas as pd
import sqlalchemy as sa
from sqlmodel import col, select

from lib import db
from lib.domain.errors import NotFound
from lib.domain.figure_query import FigureQuery, QueryKind
from lib.domain.organisations import Practice
from lib.domain.roles import Permission
from lib.domain.scope import counted_for, rows_of_practice, visible_to
from lib.domain.users import User
from lib.queries import truth

_COUNTED = ("icb_code", "about", "kind", "period", "raised_on", "due_on", "answered_on")
_OPEN = ("icb_code", "about", "period", "body", "text", "raised_on", "due_on")
_DAYS = ("period", "raised_on", "due_on")


def open_(user: User, icb_code: str | None = None) -> pd.DataFrame:
    """Not yet answered, of practices seen by name: query_id, ods_code, name, icb_code,
    about, period (NaT: a plan), body, text, raised_on, due_on; the oldest first."""
    statement: Any = (
        sa.select(
            col(FigureQuery.id).label("query_id"),
            col(FigureQuery.practice_code).label("ods_code"),
            col(Practice.name),
            *(col(getattr(FigureQuery, name)) for name in _OPEN),
        )
        .join(Practice, col(Practice.ods_code) == col(FigureQuery.practice_code))
        .where(visible_to(user), col(FigureQuery.kind) == QueryKind.QUERY)
        .where(col(FigureQuery.answered_on).is_(None))
    )
    return _frame(statement, icb_code, _DAYS)


def nameless(user: User, icb_code: str | None = None) -> pd.DataFrame:
    """Every query and comment that stands, of whoever counts in this user's figures,
    without practices, bodies and words: icb_code, about, kind, period, raised_on,
    due_on, answered_on."""
    statement: Any = (
        sa.select(*(col(getattr(FigureQuery, name)) for name in _COUNTED))
        .join(Practice, col(Practice.ods_code) == col(FigureQuery.practice_code))
        .where(counted_for(user))
    )
    return _frame(statement, icb_code, (*_DAYS, "answered_on"))


def _frame(statement: Any, icb_code: str | None, days: Iterable[str]) -> pd.DataFrame:
    standing = statement.where(col(FigureQuery.withdrawn_on).is_(None))
    if icb_code:
        standing = standing.where(col(FigureQuery.icb_code) == icb_code)
    in_order = standing.order_by(col(FigureQuery.raised_on), col(FigureQuery.id))
    with db.reading() as session:
        return truth.frame(session, in_order, days)


def get(user: User, query_id: int) -> FigureQuery:
    found = db.first(select(FigureQuery).where(FigureQuery.id == query_id))
    for query in of_practice(user, found.practice_code) if found else ():
        if query.id == query_id:
            return query
    raise NotFound(f"There is no such query ({query_id}) on your practices.")


def of_practice(user: User, ods_code: str) -> list[FigureQuery]:
    """Those that stand, with their answers, the newest first. Who typed them is for
    those alone who may read who did what."""
    standing = rows_of_practice(user, FigureQuery, ods_code).where(
        col(FigureQuery.withdrawn_on).is_(None)
    )
    found = db.rows(standing.order_by(col(FigureQuery.id).desc()))
    if not user.may(Permission.READ_EVENTS):
        for query in found:
            query.raised_by = query.answered_by = ""
    return found
