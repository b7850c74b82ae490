"""The days of reporting periods, as people have set them."""

from datetime import date
from typing import Any

import pandas as pd
import sqlalchemy as sa
from sqlmodel import col, select

from lib import db
from lib.domain.monthly_report import ReportingPeriod
from lib.domain.organisations import Practice
from lib.domain.scope import in_icbs_of, practices_visible_to
from lib.domain.users import User
from lib.queries import office, truth

_COLUMNS = ("icb_code", "period", "opens_on", "due_on", "closes_on", "reason")


def every(user: User, icb_code: str | None = None) -> pd.DataFrame:
    """icb_code, period, opens_on, due_on, closes_on, reason, closed (true or false),
    version; of the ICBs that have practices in scope."""
    statement: Any = sa.select(
        *(col(getattr(ReportingPeriod, name)) for name in _COLUMNS),
        col(ReportingPeriod.closed_at).is_not(None).label("closed"),
        col(ReportingPeriod.version),
    ).order_by(col(ReportingPeriod.icb_code), col(ReportingPeriod.period))
    statement = statement.where(_visible(user))
    if icb_code:
        statement = statement.where(col(ReportingPeriod.icb_code) == icb_code)
    with db.reading() as session:
        days = ("period", "opens_on", "due_on", "closes_on")
        return truth.frame(session, statement, days).astype({"closed": bool})


def get(user: User, icb_code: str, period: date) -> ReportingPeriod | None:
    """None where nobody has set its days."""
    found = select(ReportingPeriod).where(
        _visible(user),
        ReportingPeriod.icb_code == icb_code,
        ReportingPeriod.period == period,
    )
    return next(iter(office.rows(user, db.rows(found))), None)


def _visible(user: User) -> sa.ColumnElement[bool]:
    """Also where a practice of theirs went, or came from, another ICB."""
    theirs = sa.select(col(Practice.icb_code)).where(
        col(Practice.ods_code).in_(practices_visible_to(user))
    )
    icb = col(ReportingPeriod.icb_code)
    return sa.or_(in_icbs_of(user, icb), icb.in_(theirs))
