"""Agreements: what practices let observers see, and what is seen by virtue of it."""

from typing import Any

import pandas as pd
import sqlalchemy as sa
from sqlmodel import Session, col

from lib import db
from lib.domain import plan_content
from lib.domain.action_plan import ActionPlan
from lib.domain.agreement import Agreement, Shown, agreeing
from lib.domain.correspondence import Paper, PaperKind
from lib.domain.errors import NotFound
from lib.domain.plan_content import Content, PlanVersion
from lib.domain.roles import Permission
from lib.domain.scope import practices_visible_to, rows_of_practice
from lib.domain.users import User
from lib.queries import truth

OF_THE_PLAN = (PaperKind.PLAN, PaperKind.EVIDENCE)


def of_practice(user: User, ods_code: str) -> list[Agreement]:
    """All that it has said, the newest first; for staff."""
    user.require(Permission.READ_CASEWORK)
    found = rows_of_practice(user, Agreement, ods_code)
    return db.rows(found.order_by(col(Agreement.sequence).desc()))


def shows(user: User, ods_code: str, about: Shown) -> bool:
    """Whether its last word was yes; no where the user does not see the practice."""
    with db.reading() as session:
        return _shows(session, user, ods_code, about)


def _shows(session: Session, user: User, ods_code: str, about: Shown) -> bool:
    agreed = agreeing(about).where(
        Agreement.practice_code == ods_code,
        col(Agreement.practice_code).in_(practices_visible_to(user)),
    )
    return session.exec(agreed).first() is not None


def plan(user: User, plan_id: int) -> tuple[PlanVersion | None, Content]:
    """What the version received last says, where the practice agreed to show it."""
    with db.reading() as session:
        found = session.get(ActionPlan, plan_id)
        if found is None or not _shows(session, user, found.practice_code, Shown.PLAN):
            raise NotFound("There is no plan that its practice agreed to show.")
        every = session.exec(plan_content.versions(plan_id)).all()
        last = next((each for each in every if not each.is_draft), None)
        if last is None or last.id is None:
            return None, Content()
        steps = session.exec(plan_content.milestones(last.id)).all()
        session.expunge_all()
        return last, last.content(steps)


def papers(user: User, ods_code: str) -> pd.DataFrame:
    """Its plans and evidence as they came, where it agreed to show them: paper_id, kind,
    title, file_name, media_type, received_on."""
    statement = _papers(user).where(col(Paper.practice_code) == ods_code)
    names = ("kind", "title", "file_name", "media_type", "received_on")
    columns = (col(getattr(Paper, name)) for name in names)
    listed = statement.with_only_columns(col(Paper.id).label("paper_id"), *columns)
    with db.reading() as session:
        return truth.frame(session, listed, ["received_on"])


def paper(user: User, paper_id: int) -> bytes:
    """The file of one of these."""
    statement = _papers(user).where(col(Paper.id) == paper_id)
    with db.reading() as session:
        found: bytes | None = session.execute(
            statement.with_only_columns(col(Paper.content))
        ).scalar()
    if found is None:
        raise NotFound("There is no such paper that its practice agreed to show.")
    return found


def _papers(user: User) -> Any:
    return (
        sa.select(col(Paper.id))
        .where(
            col(Paper.practice_code).in_(agreeing(Shown.PLAN)),
            col(Paper.practice_code).in_(practices_visible_to(user)),
            col(Paper.kind).in_(OF_THE_PLAN),
            col(Paper.withdrawn_on).is_(None),
        )
        .order_by(col(Paper.received_on).desc(), col(Paper.id).desc())
    )
