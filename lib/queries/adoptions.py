"""Which ICBs act on the rule, from when and on what authority."""

from sqlmodel import col, select

from lib import db
from lib.domain.adoption import Adoption
from lib.domain.users import User


def every(user: User) -> list[Adoption]:
    """Each decision of the user's ICBs, in the order in which it was recorded."""
    found = select(Adoption).order_by(col(Adoption.sequence))
    if user.icbs is not None:
        found = found.where(col(Adoption.icb_code).in_(user.icbs))
    with db.reading() as session:
        decisions = list(session.exec(found))
        session.expunge_all()
        return decisions
