"""The record of what was done, and the version of all data."""

from typing import NamedTuple

import sqlalchemy as sa
from sqlalchemy.sql.elements import ColumnElement
from sqlmodel import col, select

from lib import db
from lib.domain.events import Event, Ledger
from lib.domain.users import AccountICB, User


class Versions(NamedTuple):
    """In every session and process: `data` changes whenever data do, `figures` whenever
    figures may, and stays while people work on cases."""

    data: int
    figures: int


def versions() -> Versions:
    asked = select(Ledger.data_version, Ledger.figures_version)
    with db.reading() as session:
        return Versions(*session.exec(asked).one())


def written() -> int:
    """How often this process has written so far, to ask again after it."""
    return db.written()


def near(user: User) -> ColumnElement[bool]:
    """True of the events of the user and of people of the same ICBs."""
    if user.icbs is None:
        return sa.true()
    near = select(AccountICB.email).where(col(AccountICB.icb_code).in_(user.icbs))
    by = col(Event.by)
    return sa.or_(by == user.email, by.in_(near))
