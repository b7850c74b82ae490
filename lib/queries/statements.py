"""Statements: what practices say in their own words; whoever sees the number sees them."""

from typing import Any

import pandas as pd
import sqlalchemy as sa
from sqlmodel import col

from lib import db
from lib.domain.correspondence import Statement
from lib.domain.scope import practices_visible_to, rows_of_practice
from lib.domain.users import Account, User
from lib.queries import office, truth


def current(user: User) -> pd.DataFrame:
    """One row for each practice that has said something: the newest that stands.

    ods_code, text, said_on, source, confirmed_on, typed_by (a name), typed_at.
    """
    typist: Any = sa.func.coalesce(col(Account.name), col(Statement.typed_by))
    statement = (
        sa.select(
            col(Statement.practice_code).label("ods_code"),
            *(col(getattr(Statement, name)) for name in _SAID),
            typist.label("typed_by"),
        )
        .outerjoin(Account, col(Account.email) == col(Statement.typed_by))
        .where(col(Statement.withdrawn_on).is_(None))
        .where(col(Statement.practice_code).in_(practices_visible_to(user)))
        .order_by(col(Statement.said_on), col(Statement.id))
    )
    with db.reading() as session:
        found = truth.frame(session, statement, ["said_on", "confirmed_on"])
    last = found.drop_duplicates("ods_code", keep="last", ignore_index=True)
    return office.frame(user, last)


_SAID = ("text", "said_on", "source", "confirmed_on", "typed_at")


def of_practice(user: User, ods_code: str) -> list[Statement]:
    """All that it has said and that stands, the newest first."""
    standing = rows_of_practice(user, Statement, ods_code).where(
        col(Statement.withdrawn_on).is_(None)
    )
    newest = (col(Statement.said_on).desc(), col(Statement.id).desc())
    return office.rows(user, db.rows(standing.order_by(*newest)))
