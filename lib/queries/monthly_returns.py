"""Returns to NHS England: every version, as it was drawn up."""

from datetime import date
from typing import Any

import pandas as pd
import sqlalchemy as sa
from sqlmodel import col, select

from lib import db
from lib.domain.errors import NotFound
from lib.domain.monthly_return import MonthlyReturn
from lib.domain.roles import Permission
from lib.domain.scope import in_icbs_of
from lib.domain.users import User
from lib.queries import truth

_COLUMNS = (
    *("icb_code", "period", "number", "state", "recipient", "basis", "scope"),
    *("made_by", "made_at", "final_by", "sent_on", "sent_by", "sent_how", "version"),
)


def every(
    user: User, icb_code: str | None = None, period: date | None = None
) -> pd.DataFrame:
    """return_id, icb_code, period, number, state, recipient, basis, scope, made_by,
    made_at, final_by, sent_on, sent_by, sent_how, version; the newest first."""
    statement: Any = sa.select(
        col(MonthlyReturn.id).label("return_id"),
        *(col(getattr(MonthlyReturn, name)) for name in _COLUMNS),
    ).order_by(
        col(MonthlyReturn.icb_code),
        col(MonthlyReturn.period).desc(),
        col(MonthlyReturn.number).desc(),
    )
    statement = statement.where(in_icbs_of(user, MonthlyReturn.icb_code))
    if icb_code:
        statement = statement.where(col(MonthlyReturn.icb_code) == icb_code)
    if period:
        statement = statement.where(col(MonthlyReturn.period) == period)
    with db.reading() as session:
        return truth.frame(session, statement, ["period", "sent_on"])


def get(user: User, return_id: int) -> MonthlyReturn:
    """With its exact figures; for staff."""
    user.require(Permission.SEE_EXACT)
    own = in_icbs_of(user, MonthlyReturn.icb_code)
    found = db.first(select(MonthlyReturn).where(MonthlyReturn.id == return_id, own))
    if found is None:
        raise NotFound("There is no such return among those of your ICBs.")
    return found
