"""Organisations by code: their names, and those in somebody's scope."""

from datetime import date

import pandas as pd
import sqlalchemy as sa
from sqlmodel import SQLModel, col, select

from lib import db
from lib.domain.dates import period_end
from lib.domain.organisations import ICB, PCN, Practice, Region, SubICBLocation
from lib.domain.scope import counted_for, in_icbs_of, visible_to
from lib.domain.users import User
from lib.queries import memberships, office

_NAMED: tuple[type[SQLModel], ...] = (Region, ICB, SubICBLocation, PCN)


def icbs(user: User) -> list[tuple[str, str]]:
    """Code and name of each ICB whose practices, named or not, are in scope, by name."""
    held = select(Practice.icb_code).where(counted_for(user)).distinct()
    found = select(ICB.code, ICB.name).where(col(ICB.code).in_(held))
    with db.reading() as session:
        return [(code, name) for code, name in session.exec(found.order_by(ICB.name))]


def every_icb(user: User) -> dict[str, str]:
    """Name by code of each ICB within the user's scope, closed and empty ones too."""
    found = select(ICB.code, ICB.name).where(in_icbs_of(user, ICB.code))
    with db.reading() as session:
        return dict(session.exec(found.order_by(ICB.name)).all())


def names(user: User) -> dict[str, str]:  # noqa: ARG001 names are public
    """The name of every region, ICB, sub-ICB location and PCN by its code."""
    with db.reading() as session:
        return {
            code: name
            for table in _NAMED
            for code, name in session.execute(
                sa.select(*(sa.inspect(table).columns[c] for c in ("code", "name")))
            )
        }


def ons_codes(user: User) -> dict[str, str]:  # noqa: ARG001 codes are public
    """The ONS code, where the hierarchy tells it, of every ICB and sub-ICB location."""
    found: dict[str, str] = {}
    with db.reading() as session:
        for table in (ICB, SubICBLocation):
            rows = session.exec(select(table.code, table.ons_code))
            found |= {code: ons_code for code, ons_code in rows if ons_code}
    return found


def groups(user: User, period: date) -> pd.DataFrame:
    """ods_code, group_name, kind: the ICB's own groupings at the month's end."""
    with db.reading() as session:
        scope = sa.and_(visible_to(user), office.groups(user))
        found = memberships.memberships(session, scope)
    held = memberships.at(found, period_end(period))
    return held[["ods_code", "group_name", "kind"]].drop_duplicates(ignore_index=True)
