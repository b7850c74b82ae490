"""Safety checks: the answers that people gave."""

from sqlmodel import col, select

from lib import db
from lib.domain.roles import Permission
from lib.domain.safety import SafetyCheck
from lib.domain.scope import practices_visible_to
from lib.domain.users import User


def every(user: User) -> list[SafetyCheck]:
    user.require(Permission.READ_CASEWORK)
    found = (
        select(SafetyCheck)
        .where(col(SafetyCheck.practice_code).in_(practices_visible_to(user)))
        .order_by(col(SafetyCheck.practice_code), col(SafetyCheck.period))
    )
    return db.rows(found)
