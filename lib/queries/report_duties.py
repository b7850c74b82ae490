"""Who has been asked for reports, and for which months nothing or later is owed."""

from typing import Any

import pandas as pd
import sqlalchemy as sa
from sqlmodel import col, select

from lib import db
from lib.domain.ask import Ask
from lib.domain.monthly_report import ReportDuty, ReportWaiver
from lib.domain.organisations import Practice
from lib.domain.scope import practices_visible_to, visible_to
from lib.domain.users import User
from lib.queries import office, truth

_DUTY = ("icb_code", "recipient", "from_period", "until_period", "declined_on")


def every(user: User, icb_code: str | None = None) -> pd.DataFrame:
    """Of requests that stand: ods_code, icb_code, recipient, from_period, until_period,
    declined_on; by practice and from_period."""
    statement: Any = (
        sa.select(
            col(ReportDuty.practice_code).label("ods_code"),
            *(col(getattr(ReportDuty, name)) for name in _DUTY),
        )
        .join(Ask, col(Ask.id) == col(ReportDuty.ask_id))
        .join(Practice, col(Practice.ods_code) == col(ReportDuty.practice_code))
        .where(visible_to(user), col(Ask.withdrawn_on).is_(None))
        .order_by(col(ReportDuty.practice_code), col(ReportDuty.from_period))
    )
    if icb_code:
        statement = statement.where(col(ReportDuty.icb_code) == icb_code)
    with db.reading() as session:
        days = ("from_period", "until_period", "declined_on")
        return truth.frame(session, statement, days)


def of_practice(user: User, ods_code: str) -> list[tuple[ReportDuty, Ask]]:
    """Each with the request that it rests on, the newest first."""
    with db.reading() as session:
        found = session.exec(
            select(ReportDuty, Ask)
            .join(Ask, col(Ask.id) == col(ReportDuty.ask_id))
            .where(
                ReportDuty.practice_code == ods_code,
                col(ReportDuty.practice_code).in_(practices_visible_to(user)),
                col(Ask.withdrawn_on).is_(None),
            )
            .order_by(col(ReportDuty.from_period).desc())
        ).all()
        session.expunge_all()
        for _, asked in found:
            office.rows(user, [asked])
        return [(duty, asked) for duty, asked in found]


def waivers(user: User, icb_code: str | None = None) -> pd.DataFrame:
    """The last word on each practice and month: ods_code, period, due_on (NaT: waived),
    reason, recorded_by."""
    columns = ("period", "due_on", "reason", "recorded_by")
    statement: Any = (
        sa.select(
            col(ReportWaiver.practice_code).label("ods_code"),
            *(col(getattr(ReportWaiver, name)) for name in columns),
        )
        .join(Practice, col(Practice.ods_code) == col(ReportWaiver.practice_code))
        .where(visible_to(user))
        .order_by(col(ReportWaiver.sequence))
    )
    if icb_code:
        statement = statement.where(col(ReportWaiver.icb_code) == icb_code)
    with db.reading() as session:
        found = truth.frame(session, statement, ["period", "due_on"])
    last = found.drop_duplicates(["ods_code", "period"], keep="last")
    return office.frame(user, last)
