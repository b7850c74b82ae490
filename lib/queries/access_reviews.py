"""For the review of accounts: what lies in each scope, and where closed ICBs went."""

from collections.abc import Iterable

import sqlalchemy as sa
from sqlmodel import col, select

from lib import db
from lib.domain.dates import today
from lib.domain.facts import HierarchyEntry
from lib.domain.organisations import ICB, Practice, SubICBLocationICB
from lib.domain.roles import Permission
from lib.domain.scope import counted_for
from lib.domain.succession import Succession
from lib.domain.users import Person, User


def practices(user: User, people: Iterable[Person]) -> dict[str, int]:
    """By e-mail, how many practices that have not closed lie in each person's scope."""
    user.require(Permission.MANAGE_PEOPLE)
    closed_on = col(Practice.closed_on)
    opened = sa.or_(closed_on.is_(None), closed_on > today())
    count = select(sa.func.count()).select_from(Practice).where(opened)
    with db.reading() as session:
        return {
            each.user.email: session.exec(count.where(counted_for(each.user))).one()
            for each in people
        }


def successors(user: User) -> dict[str, set[str]]:
    """By each closed ICB those to which its locations, or its practices, went."""
    user.require(Permission.MANAGE_PEOPLE)
    day = today()
    closed = select(ICB.code).where(col(ICB.closed_on) < day)
    went = (
        select(HierarchyEntry.icb_code, Practice.icb_code)
        .join(Practice, col(Practice.ods_code) == col(HierarchyEntry.practice_code))
        .where(col(HierarchyEntry.icb_code).in_(closed))
        .distinct()
    )
    with db.reading() as session:
        codes = set(session.exec(closed))
        links = Succession(session.exec(select(SubICBLocationICB)))
        found = links.successors(codes, day)
        for former, now in session.exec(went):
            if now and now != former:
                found[former].add(now)
    return found
