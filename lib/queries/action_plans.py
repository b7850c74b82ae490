"""Action plans: where they stand, what their versions say, and what reviewers said."""

from collections.abc import Sequence
from typing import Any, TypeVar

import pandas as pd
import sqlalchemy as sa
from sqlmodel import Session, SQLModel, col, select

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

Found = TypeVar("Found", bound=SQLModel)


def of_episode(user: User, episode_id: int) -> ActionPlan:
    with db.reading() as session:
        plan_id = session.exec(
            select(ActionPlan.id).where(ActionPlan.episode_id == episode_id)
        ).first()
        plan = _plan(session, user, plan_id)
        session.expunge_all()
        return office.rows(user, [plan])[0]


def _plan(session: Session, user: User, plan_id: int | None) -> ActionPlan:
    found = session.exec(
        select(ActionPlan).where(
            ActionPlan.id == plan_id,
            col(ActionPlan.practice_code).in_(practices_visible_to(user)),
        )
    ).first()
    if found is None:
        raise NotFound("There is no such action plan among your practices.")
    return found


def versions(user: User, plan_id: int) -> list[PlanVersion]:
    """The newest first; only that can be a draft."""
    user.require(Permission.READ_CASEWORK)
    with db.reading() as session:
        _plan(session, user, plan_id)
        return _taken_out(session, session.exec(plan_content.versions(plan_id)).all())


def milestones(user: User, version: PlanVersion) -> list[Milestone]:
    user.require(Permission.READ_CASEWORK)
    assert version.id is not None  # noqa: S101 stored
    with db.reading() as session:
        _plan(session, user, version.plan_id)
        found = session.exec(plan_content.milestones(version.id)).all()
        return _taken_out(session, found)


def content(user: User, version: PlanVersion | None) -> Content:
    """What it says, with its milestones; nothing where there is no version."""
    return version.content(milestones(user, version)) if version else Content()


def reviews(user: User, version: PlanVersion) -> dict[Section, SectionReview]:
    """The last word on each section that somebody has marked."""
    user.require(Permission.READ_CASEWORK)
    assert version.id is not None  # noqa: S101 stored
    with db.reading() as session:
        _plan(session, user, version.plan_id)
        found = session.exec(plan_content.reviews(version.id)).all()
        return plan_content.standing(_taken_out(session, found))


def asks(user: User, episode_id: int) -> list[Ask]:
    """What was asked of the practice in that case, the newest first."""
    with db.reading() as session:
        found = session.exec(
            select(Ask)
            .where(
                Ask.episode_id == episode_id,
                col(Ask.practice_code).in_(practices_visible_to(user)),
            )
            .order_by(col(Ask.id).desc())
        ).all()
        return office.rows(user, _taken_out(session, found))


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
    with db.reading() as session:
        found = _taken_out(session, session.exec(statement).all())
    return {version.plan_id: version for version in found}


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
    with db.reading() as session:
        absent = session.exec(
            represented_by(user.email, today()).order_by(col(Account.name))
        )
        return [a.name for a in absent if Permission.DECIDE in PERMISSIONS[a.role]]


def _taken_out(session: Session, found: Sequence[Found]) -> list[Found]:
    session.expunge_all()
    return list(found)
