"""Action plans: where they stand, what their versions say, and what reviewers said."""

from typing import Any

import pandas as pd
import sqlalchemy as sa
from sqlmodel import col, select

from lib import db
from lib.domain import plan_content
from lib.domain.action_plan import ActionPlan, Status
from lib.domain.ask import Ask
from lib.domain.dates import today
from lib.domain.errors import NotFound
from lib.domain.organisations import Practice
from lib.domain.plan_content import (
    Content,
    Milestone,
    PlanVersion,
    Section,
    SectionReview,
)
from lib.domain.roles import PERMISSIONS, Permission
from lib.domain.scope import counted_for, plans_shown_to, practices_visible_to
from lib.domain.users import Account, User, represented_by
from lib.queries import office, truth


def of_episode(user: User, episode_id: int) -> ActionPlan:
    plan = _one(user, ActionPlan.episode_id == episode_id)
    return office.rows(user, [plan])[0]


def _one(user: User, which: Any) -> ActionPlan:
    seen = col(ActionPlan.practice_code).in_(practices_visible_to(user))
    found = db.first(select(ActionPlan).where(which, seen))
    if found is None:
        raise NotFound("There is no such action plan among your practices.")
    return found


def versions(user: User, plan_id: int) -> list[PlanVersion]:
    """The newest first; only that can be a draft."""
    user.require(Permission.READ_CASEWORK)
    _one(user, ActionPlan.id == plan_id)
    return db.rows(plan_content.versions(plan_id))


def milestones(user: User, version: PlanVersion) -> list[Milestone]:
    user.require(Permission.READ_CASEWORK)
    assert version.id is not None  # noqa: S101 stored
    _one(user, ActionPlan.id == version.plan_id)
    return db.rows(plan_content.milestones(version.id))


def content(user: User, version: PlanVersion | None) -> Content:
    """What it says, with its milestones; nothing where there is no version."""
    return version.content(milestones(user, version)) if version else Content()


def reviews(user: User, version: PlanVersion) -> dict[Section, SectionReview]:
    """The last word on each section that somebody has marked."""
    user.require(Permission.READ_CASEWORK)
    assert version.id is not None  # noqa: S101 stored
    _one(user, ActionPlan.id == version.plan_id)
    return plan_content.standing(db.rows(plan_content.reviews(version.id)))


def asks(user: User, episode_id: int) -> list[Ask]:
    """What was asked of the practice in that case, the newest first."""
    found = (
        select(Ask)
        .where(
            Ask.episode_id == episode_id,
            col(Ask.practice_code).in_(practices_visible_to(user)),
        )
        .order_by(col(Ask.id).desc())
    )
    return office.rows(user, db.rows(found))


def agreed(user: User, icb_code: str | None = None) -> dict[int, PlanVersion]:
    """Of each plan that was ever agreed, by its id, the version agreed last; for
    observers, of practices that agreed to show it."""
    statement = (
        select(PlanVersion)
        .join(ActionPlan, col(ActionPlan.id) == col(PlanVersion.plan_id))
        .where(
            col(PlanVersion.agreed_on).is_not(None),
            col(ActionPlan.practice_code).in_(plans_shown_to(user)),
        )
        .order_by(col(PlanVersion.number))
    )
    if icb_code:
        statement = statement.where(ActionPlan.icb_code == icb_code)
    return {version.plan_id: version for version in db.rows(statement)}


def nameless(user: User, icb_code: str | None = None) -> pd.DataFrame:
    """Every plan of whoever counts in this user's figures: icb_code, status, extended
    (more time was given)."""
    statement: Any = (
        sa.select(
            col(ActionPlan.icb_code),
            col(ActionPlan.status),
            col(ActionPlan.extension_agreed_by).label("agreed_by"),
        )
        .join(Practice, col(Practice.ods_code) == col(ActionPlan.practice_code))
        .where(counted_for(user))
    )
    if icb_code:
        statement = statement.where(col(ActionPlan.icb_code) == icb_code)
    with db.reading() as session:
        found = truth.frame(session, statement)
    stands = found["status"] == Status.EXTENSION_AGREED
    return found.assign(extended=stands | (found.pop("agreed_by") != ""))


def decides_for(user: User) -> list[str]:
    """The names of those who are away today and for whom this person decides."""
    absent = db.rows(represented_by(user.email, today()).order_by(col(Account.name)))
    return [a.name for a in absent if Permission.DECIDE in PERMISSIONS[a.role]]
