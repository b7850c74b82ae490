"""Deputies: who stands in for whom, and when."""

from datetime import date

from sqlmodel import col, select

from lib import db
from lib.domain.roles import Permission
from lib.domain.users import AccountICB, Deputy, User


def every(user: User) -> list[Deputy]:
    """One's own, those whose deputy one is, and, to whoever sets rules, those of the
    people of their ICBs; the latest first."""
    user.require(Permission.READ_CASEWORK)
    found = select(Deputy).order_by(col(Deputy.from_on).desc(), col(Deputy.id))
    mine = (col(Deputy.email) == user.email) | (col(Deputy.deputy) == user.email)
    if not user.may(Permission.SET_RULES):
        found = found.where(mine)
    elif user.icbs is not None:
        near = select(AccountICB.email).where(col(AccountICB.icb_code).in_(user.icbs))
        found = found.where(mine | col(Deputy.email).in_(near))
    return db.rows(found)


def standing_in_for(user: User, on: date) -> list[str]:
    """The e-mail addresses of those for whom the user decides on that day."""
    user.require(Permission.READ_CASEWORK)
    found = select(Deputy.email).where(
        Deputy.deputy == user.email, Deputy.from_on <= on, Deputy.until_on >= on
    )
    with db.reading() as session:
        return sorted(set(session.exec(found)))
