"""The ICB's return to NHS England on all 104 exclusions: what was sent, by version.

No national template is known; columns and scope are settings, and its cover says so.
"""

from datetime import date, datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlmodel import Field

from lib.domain.ask import Recipient
from lib.domain.base import Table, UTCDateTime, choice
from lib.domain.dates import now


class ReturnState(StrEnum):
    DRAFT = "draft"
    FINAL = "final"
    SENT = "sent"


class MonthlyReturn(Table, table=True):
    """`rows` and `cover` are JSON, frozen as rendered; `cut_off` is the place in the
    order of commits up to which facts were known."""

    __tablename__ = "monthly_return"
    __table_args__ = (sa.UniqueConstraint("icb_code", "period", "number"),)

    id: int | None = Field(default=None, primary_key=True)
    icb_code: str = Field(foreign_key="icb.code", index=True)
    period: date
    number: int
    state: ReturnState = Field(
        default=ReturnState.DRAFT, sa_type=choice(ReturnState, "state")
    )
    recipient: Recipient = Field(sa_type=choice(Recipient, "recipient"))
    basis: str  # in words, as printed
    scope: str  # which practices: "asked for reports", "over the threshold", "every"
    rows: str
    cover: str
    cut_off: int
    made_by: str
    made_at: datetime = Field(default_factory=now, sa_type=UTCDateTime)
    final_by: str = ""
    sent_on: date | None = None
    sent_by: str = ""
    sent_how: str = ""
    version: int = 1
