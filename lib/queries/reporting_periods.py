"""The days of reporting periods, as people have set them."""

from datetime import date
from typing import Any

import pandas as pd
import sqlalchemy as sa
from sqlmodel import col

from lib import db
from lib.domain.monthly_report import ReportingPeriod
from lib.domain.organisations import Practice
from lib.domain.scope import practices_visible_to
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
        found = truth.frame(session, statement)
    days = ("period", "opens_on", "due_on", "closes_on")
    return found.assign(
        closed=found["closed"].astype(bool),
        **{name: truth.days(found[name]) for name in days},
    )


def get(user: User, icb_code: str, period: date) -> ReportingPeriod | None:
    """None where nobody has set its days."""
    with db.reading() as session:
        found = session.exec(
            sa.select(ReportingPeriod).where(  # type: ignore[call-overload]
                _visible(user),
                col(ReportingPeriod.icb_code) == icb_code,
                col(ReportingPeriod.period) == period,
            )
        ).first()
        session.expunge_all()
        return office.rows(user, [found[0]])[0] if found else None


def _visible(user: User) -> sa.ColumnElement[bool]:
    """Also where a practice of theirs went, or came from, another ICB."""
    if user.icbs is None:
        return sa.true()
    theirs = sa.select(col(Practice.icb_code)).where(
        col(Practice.ods_code).in_(practices_visible_to(user))
    )
    icb = col(ReportingPeriod.icb_code)
    return sa.or_(icb.in_(user.icbs), icb.in_(theirs))
