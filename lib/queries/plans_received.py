"""Action plans that practices have sent: what each version says of method and pace."""

from typing import Any

import pandas as pd
import sqlalchemy as sa
from sqlmodel import col

from lib import db
from lib.domain.action_plan import ActionPlan
from lib.domain.agreement import Shown, agreeing
from lib.domain.plan_content import PlanVersion
from lib.domain.roles import Permission
from lib.domain.scope import practices_visible_to
from lib.domain.users import User
from lib.queries import truth

_SAID = (
    *("number", "method", "reviews_per_week", "starts_on", "finishes_on"),
    *("dpia", "access_model", "received_on", "agreed_on"),
)
_CONTENT = [
    *("method", "reviews_per_week", "starts_on", "finishes_on"),
    *("dpia", "access_model"),
]
_DAYS = ("starts_on", "finishes_on", "received_on", "agreed_on")


def every(user: User, icb_code: str | None = None) -> pd.DataFrame:
    """A row for each version received, in order: ods_code, episode_id, number, method,
    reviews_per_week, starts_on, finishes_on, dpia, access_model, received_on,
    agreed_on. When it came and was agreed is for all; what it says is for the team, and
    for others where the practice agreed to show it."""
    statement: Any = (
        sa.select(
            col(ActionPlan.practice_code).label("ods_code"),
            col(ActionPlan.episode_id),
            *(_column(user, name) for name in _SAID),
        )
        .join(ActionPlan, col(ActionPlan.id) == col(PlanVersion.plan_id))
        .where(
            col(PlanVersion.received_on).is_not(None),
            col(ActionPlan.practice_code).in_(practices_visible_to(user)),
        )
        .order_by(col(ActionPlan.practice_code), col(PlanVersion.plan_id))
        .order_by(col(PlanVersion.number))
    )
    if icb_code:
        statement = statement.where(col(ActionPlan.icb_code) == icb_code)
    with db.reading() as session:
        found = truth.frame(session, statement, _DAYS)
    return found.astype({"reviews_per_week": "Int64"})


def _column(user: User, name: str) -> Any:
    column = col(getattr(PlanVersion, name))
    if name not in _CONTENT or user.may(Permission.READ_CASEWORK):
        return column
    agreed_to_it = col(ActionPlan.practice_code).in_(agreeing(Shown.PLAN))
    return sa.case((agreed_to_it, column)).label(name)
