"""Escalation: the steps that people have recorded."""

from typing import Any

import pandas as pd
import sqlalchemy as sa
from sqlmodel import col

from lib import db
from lib.domain.escalation import FORMAL, Escalation
from lib.domain.organisations import Practice
from lib.domain.roles import Permission
from lib.domain.scope import counted_for, rows_of_practice
from lib.domain.users import User
from lib.queries import truth


def of_practice(user: User, ods_code: str) -> list[Escalation]:
    """The newest first."""
    user.require(Permission.READ_CASEWORK)
    found = rows_of_practice(user, Escalation, ods_code)
    newest = (col(Escalation.given_on).desc(), col(Escalation.id).desc())
    return db.rows(found.order_by(*newest))


def nameless(user: User, icb_code: str | None = None) -> pd.DataFrame:
    """Formal notices to whoever counts in this user's figures: icb_code, step, given_on,
    lmc_told_on."""
    columns = ("icb_code", "step", "given_on", "lmc_told_on")
    statement: Any = (
        sa.select(*(col(getattr(Escalation, name)) for name in columns))
        .join(Practice, col(Practice.ods_code) == col(Escalation.practice_code))
        .where(counted_for(user), col(Escalation.step).in_(FORMAL))
        .order_by(col(Escalation.given_on), col(Escalation.id))
    )
    if icb_code:
        statement = statement.where(col(Escalation.icb_code) == icb_code)
    with db.reading() as session:
        return truth.frame(session, statement, ["given_on", "lmc_told_on"])
