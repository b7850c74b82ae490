"""Sign-ins: one row for each, and what ends one; never the cookie that carries it."""

from datetime import datetime, timedelta
from enum import StrEnum

from sqlmodel import Field

from lib.domain.base import Table, UTCDateTime, choice
from lib.domain.dates import now

IDLE = timedelta(minutes=30)
LASTS = timedelta(hours=12)
# A sign of life is written no oftener than this, so that a click costs no write.
NOTED = timedelta(minutes=1)


class Ending(StrEnum):
    SIGNED_OUT = "signed out"
    BY_ADMINISTRATOR = "ended by an administrator"
    IDLE = "idle"
    TOO_LONG = "too long"


class SignIn(Table, table=True):
    """`key` is a hash: it recognises the cookie and cannot stand in for it."""

    __tablename__ = "sign_in"

    key: str = Field(primary_key=True, max_length=64)
    email: str = Field(foreign_key="account.email", index=True, max_length=254)
    begun_at: datetime = Field(default_factory=now, sa_type=UTCDateTime)
    seen_at: datetime = Field(default_factory=now, sa_type=UTCDateTime)
    ended_at: datetime | None = Field(default=None, sa_type=UTCDateTime)
    ended_why: Ending | None = Field(default=None, sa_type=choice(Ending, "ended_why"))


def ending(sign_in: SignIn, at: datetime) -> Ending | None:
    """Why it no longer holds at that instant; None while it does."""
    if sign_in.ended_why is not None:
        return sign_in.ended_why
    if at - sign_in.begun_at >= LASTS:
        return Ending.TOO_LONG
    if at - sign_in.seen_at >= IDLE:
        return Ending.IDLE
    return None
