"""Escalation: the steps that people have recorded."""

from sqlmodel import col, select

from lib import db
from lib.domain.escalation import Escalation
from lib.domain.scope import practices_visible_to
from lib.domain.users import Permission, User


def of_practice(user: User, ods_code: str) -> list[Escalation]:
    """The newest first."""
    user.require(Permission.READ_CASEWORK)
    found = (
        select(Escalation)
        .where(
            Escalation.practice_code == ods_code,
            col(Escalation.practice_code).in_(practices_visible_to(user)),
        )
        .order_by(col(Escalation.given_on).desc(), col(Escalation.id).desc())
    )
    with db.reading() as session:
        steps = list(session.exec(found))
        session.expunge_all()
        return steps
