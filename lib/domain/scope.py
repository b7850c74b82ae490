"""Scope: which practices somebody may see, as a condition for SQL."""

import sqlalchemy as sa
from sqlalchemy.sql.elements import ColumnElement
from sqlmodel import col, select
from sqlmodel.sql.expression import SelectOfScalar

from lib.domain.organisations import Practice, SubICBLocationICB
from lib.domain.users import User


def visible_to(user: User) -> ColumnElement[bool]:
    """True of the practices of the user's ICBs.

    A practice keeps its whole history when its sub-ICB location moves to another ICB:
    the officers of the closed ICB and those of its successor both see it.
    """
    if user.icbs is None:
        return sa.true()
    belonged = select(SubICBLocationICB.sub_icb_code).where(
        col(SubICBLocationICB.icb_code).in_(user.icbs)
    )
    return sa.or_(
        col(Practice.icb_code).in_(user.icbs), col(Practice.sub_icb_code).in_(belonged)
    )


def practices_visible_to(user: User) -> SelectOfScalar[str]:
    """The ODS codes of the practices that this user may see."""
    return select(Practice.ods_code).where(visible_to(user))
