"""Sign-ins: whether one still holds, who has one, and when people were last here."""

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlmodel import col, select

from lib import db
from lib.domain.dates import now
from lib.domain.roles import Permission
from lib.domain.sign_in import IDLE, LASTS, NOTED, Ending, SignIn, ending
from lib.domain.users import User
from lib.queries import users


@dataclass(frozen=True)
class Standing:
    """What a sign-in is worth: to whom it belongs now, or why it has ended."""

    user: User | None = None  # None: ended, or the account is closed
    ended: Ending | None = None
    to_be_noted: bool = False  # the last sign of life is not the newest any more


def standing(key: str) -> Standing:
    """Read afresh for each message of a browser."""
    found = db.first(select(SignIn).where(SignIn.key == key))
    if found is None:
        return Standing()
    at = now()
    ended = ending(found, at)
    if ended is not None:
        return Standing(ended=ended)
    return Standing(
        users.by_email(found.email), to_be_noted=at - found.seen_at >= NOTED
    )


def open_(user: User) -> list[SignIn]:
    """Those that hold at this moment, of the people in one's charge; newest first."""
    user.require(Permission.MANAGE_PEOPLE)
    at = now()
    found = (
        select(SignIn)
        .where(
            _in_charge_of(user),
            col(SignIn.ended_at).is_(None),
            SignIn.begun_at > at - LASTS,
            SignIn.seen_at > at - IDLE,
        )
        .order_by(col(SignIn.begun_at).desc())
    )
    return db.rows(found)


def last(user: User) -> dict[str, datetime]:
    """By e-mail address, when each of the people in one's charge last signed in."""
    user.require(Permission.MANAGE_PEOPLE)
    newest = sa.func.max(col(SignIn.begun_at))
    found = select(SignIn.email, newest).where(_in_charge_of(user))
    with db.reading() as session:
        return dict(session.exec(found.group_by(col(SignIn.email))).all())


def _in_charge_of(user: User) -> sa.ColumnElement[bool]:
    """Of the same people as the page People lists; an observer's reach is that of
    their LMC, which no row of ICBs tells."""
    if user.icbs is None:
        return sa.true()
    near = [person.user.email for person in users.every(user)]
    return col(SignIn.email).in_(near)
