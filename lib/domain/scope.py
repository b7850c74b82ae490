"""Scope: which practices somebody may see, as a condition for SQL."""

from functools import lru_cache
from typing import Any, TypeVar

import sqlalchemy as sa
from sqlalchemy.sql.elements import ColumnElement
from sqlmodel import Session, SQLModel, col, select
from sqlmodel.sql.expression import SelectOfScalar

from lib.domain.agreement import Shown, agreeing
from lib.domain.errors import NotFound
from lib.domain.facts import HierarchyEntry
from lib.domain.organisations import ICB, Practice, SubICBLocationICB
from lib.domain.roles import Permission
from lib.domain.users import Account, AccountICB, User

Row = TypeVar("Row", bound=SQLModel)

# Put together once for each person: every question asks it, most of them several times.
once = lru_cache(maxsize=200)


@once
def visible_to(user: User) -> ColumnElement[bool]:
    """True of the practices that the user may see by name."""
    if user.named_icbs is None:
        return counted_for(user)
    named = sa.or_(
        col(Practice.icb_code).in_(user.named_icbs),
        col(Practice.ods_code).in_(agreeing(Shown.NAME)),
    )
    return sa.and_(counted_for(user), named)


@once
def counted_for(user: User) -> ColumnElement[bool]:
    """True of the practices in whose figures the user may look, named or not."""
    if user.lmc is None:
        return _of_icbs(user)
    return sa.and_(_of_icbs(user), col(Practice.lmc_name) == user.lmc)


def _of_icbs(user: User) -> ColumnElement[bool]:
    """A practice keeps its whole history when its sub-ICB location moves to another ICB:
    the officers of the closed ICB and those of its successor both see it. So do the
    officers of Frimley, which was divided practice by practice.
    """
    if user.icbs is None:
        return sa.true()
    belonged = select(SubICBLocationICB.sub_icb_code).where(
        col(SubICBLocationICB.icb_code).in_(user.icbs)
    )
    divided = (
        select(HierarchyEntry.practice_code)
        .join(ICB, col(ICB.code) == col(HierarchyEntry.icb_code))
        .where(col(ICB.code).in_(user.icbs), col(ICB.closed_on).is_not(None))
    )
    return sa.or_(
        col(Practice.icb_code).in_(user.icbs),
        col(Practice.sub_icb_code).in_(belonged),
        col(Practice.ods_code).in_(divided),
    )


@once
def plans_shown_to(user: User) -> SelectOfScalar[str]:
    """The ODS codes of the practices of which this user may read what their plans say:
    staff of those that they see, observers of those that agreed to it."""
    seen = practices_visible_to(user)
    if user.may(Permission.SEE_EXACT):
        return seen
    return seen.where(col(Practice.ods_code).in_(agreeing(Shown.PLAN)))


@once
def practices_visible_to(user: User) -> SelectOfScalar[str]:
    """The ODS codes of the practices that this user may see."""
    return select(Practice.ods_code).where(visible_to(user))


def practice_seen_by(user: User, session: Session, ods_code: str) -> Practice:
    """Refused where the user may not see it by name, as where there is none."""
    found = session.exec(
        select(Practice).where(Practice.ods_code == ods_code, visible_to(user))
    ).first()
    if found is None:
        raise NotFound(f"There is no practice {ods_code} among yours.")
    return found


def rows_of_practice(
    user: User, table: type[Row], ods_code: str
) -> SelectOfScalar[Row]:
    """What a table has of one practice, where this user may see it by name."""
    code = sa.inspect(table).columns["practice_code"]
    return select(table).where(code == ods_code, code.in_(practices_visible_to(user)))


def in_icbs_of(user: User, icb_code: Any) -> ColumnElement[bool]:
    """True where that column has one of the user's ICBs."""
    return sa.true() if user.icbs is None else col(icb_code).in_(user.icbs)


def own_or_for_all(user: User, icb_code: Any) -> ColumnElement[bool]:
    """As `in_icbs_of`, and true where it has none: what is so recorded is for all."""
    return sa.or_(col(icb_code).is_(None), in_icbs_of(user, icb_code))


def icbs_of(account: Account) -> SelectOfScalar[str]:
    """The ICBs in an account's scope, where these are not all: its own, or those in
    which the practices of its LMC lie."""
    if account.lmc_name is None:
        return select(AccountICB.icb_code).where(AccountICB.email == account.email)
    return icbs_of_lmc(account.lmc_name)


def icbs_of_lmc(name: str) -> SelectOfScalar[str]:
    lying = select(Practice.icb_code).where(Practice.lmc_name == name)
    return select(ICB.code).where(col(ICB.code).in_(lying))
