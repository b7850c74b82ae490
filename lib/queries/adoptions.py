"""Which ICBs act on the rule, from when and on what authority."""

from sqlmodel import col, select

from lib import db
from lib.domain.adoption import Adoption
from lib.domain.scope import in_icbs_of
from lib.domain.users import User


def every(user: User) -> list[Adoption]:
    """Each decision of the user's ICBs, in the order in which it was recorded."""
    own = select(Adoption).where(in_icbs_of(user, Adoption.icb_code))
    return db.rows(own.order_by(col(Adoption.sequence)))
