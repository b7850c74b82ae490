"""Monthly reports as they are stored: every version, and the newest of each month."""

from typing import Any

import pandas as pd
import sqlalchemy as sa
from sqlmodel import col

from lib import db
from lib.domain.monthly_report import MonthlyReport
from lib.domain.organisations import Practice
from lib.domain.report_figures import Figures
from lib.domain.roles import Permission
from lib.domain.scope import rows_of_practice, visible_to
from lib.domain.users import User
from lib.queries import truth

_COLUMNS = (
    *("icb_code", "period", "number", "content", "state", "recipient"),
    *Figures._fields,
    *("received_on", "upload_id", "row", "version"),
)


def every(user: User, icb_code: str | None = None) -> pd.DataFrame:
    """One row per practice, month and version, without what was written beside them.

    report_id, ods_code, icb_code, period, number, content, state, recipient, the
    figures, received_on, upload_id, row, version (of the row); `newest` marks the last
    version of a month, and `first_on` is the day on which the first one came. To an
    observer the figures are missing: with each other, and with the count, sums would
    tell them.
    """
    statement: Any = (
        sa.select(
            col(MonthlyReport.id).label("report_id"),
            col(MonthlyReport.practice_code).label("ods_code"),
            *(col(getattr(MonthlyReport, name)) for name in _COLUMNS),
        )
        .join(Practice, col(Practice.ods_code) == col(MonthlyReport.practice_code))
        .where(visible_to(user))
        .order_by(
            col(MonthlyReport.practice_code),
            col(MonthlyReport.period),
            col(MonthlyReport.number),
        )
    )
    if icb_code:
        statement = statement.where(col(MonthlyReport.icb_code) == icb_code)
    with db.reading() as session:
        found = truth.frame(session, statement, ["period", "received_on"])
    whole = dict.fromkeys((*Figures._fields, "upload_id", "row"), "Int64")
    if not user.may(Permission.SEE_EXACT):
        found = found.assign(**dict.fromkeys(whole))
    found = found.astype(whole)
    months = found.groupby(["ods_code", "period"])
    return found.assign(
        newest=~found.duplicated(["ods_code", "period"], keep="last"),
        first_on=months["received_on"].transform("first"),
    )


def versions(user: User, ods_code: str) -> list[MonthlyReport]:
    """Every version of a practice's reports, with what was written beside the figures.

    The newest month first, within a month the newest version.
    """
    user.require(Permission.READ_CASEWORK)
    found = rows_of_practice(user, MonthlyReport, ods_code)
    newest = (col(MonthlyReport.period).desc(), col(MonthlyReport.number).desc())
    return db.rows(found.order_by(*newest))
