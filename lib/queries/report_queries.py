"""Queries on reports: drafted, sent, answered."""

from typing import Any

import pandas as pd
import sqlalchemy as sa
from sqlmodel import col

from lib import db
from lib.domain.monthly_report import ReportQuery
from lib.domain.organisations import Practice
from lib.domain.roles import Permission
from lib.domain.scope import rows_of_practice, visible_to
from lib.domain.users import User
from lib.queries import truth


def open_ones(user: User, icb_code: str | None = None) -> pd.DataFrame:
    """Not yet answered: query_id, ods_code, icb_code, period, sent_on (NaT: a draft,
    which staff alone see)."""
    columns = ("icb_code", "period", "sent_on")
    statement: Any = (
        sa.select(
            col(ReportQuery.id).label("query_id"),
            col(ReportQuery.practice_code).label("ods_code"),
            *(col(getattr(ReportQuery, name)) for name in columns),
        )
        .join(Practice, col(Practice.ods_code) == col(ReportQuery.practice_code))
        .where(visible_to(user), col(ReportQuery.answered_on).is_(None))
        .order_by(col(ReportQuery.id))
    )
    if icb_code:
        statement = statement.where(col(ReportQuery.icb_code) == icb_code)
    if not user.may(Permission.READ_CASEWORK):
        statement = statement.where(col(ReportQuery.sent_on).is_not(None))
    with db.reading() as session:
        return truth.frame(session, statement, ["period", "sent_on"])


def of_practice(user: User, ods_code: str) -> list[ReportQuery]:
    """With their words, the newest first."""
    user.require(Permission.READ_CASEWORK)
    found = rows_of_practice(user, ReportQuery, ods_code)
    return db.rows(found.order_by(col(ReportQuery.id).desc()))
