"""Keys to the data feeds, which let a spreadsheet fetch what its owner may see."""

import hashlib
import secrets
from datetime import date, datetime, timedelta

from sqlmodel import Field

from lib.domain.base import Table, UTCDateTime
from lib.domain.dates import now

LONGEST = timedelta(days=366)


class FeedKey(Table, table=True):
    """A key as it is kept: by its hash, so that nobody can read it from the database."""

    __tablename__ = "feed_key"

    id: int | None = Field(default=None, primary_key=True)
    name: str  # what it is for: "the team's workbook"
    owner: str = Field(foreign_key="account.email", index=True, max_length=254)
    icb_code: str | None = Field(default=None, foreign_key="icb.code")
    digest: str = Field(unique=True, max_length=64)
    made_at: datetime = Field(default_factory=now, sa_type=UTCDateTime)
    ends_on: date  # its last day
    revoked_on: date | None = None
    used_at: datetime | None = Field(default=None, sa_type=UTCDateTime)
    version: int = 1


def fresh() -> str:
    """A key as its owner gets it, once; the prefix tells a scanner for lost secrets."""
    return f"rao_{secrets.token_urlsafe(32)}"


def digest(key: str) -> str:
    """A key has 256 random bits, so that a plain hash of it cannot be turned back."""
    return hashlib.sha256(key.encode()).hexdigest()
