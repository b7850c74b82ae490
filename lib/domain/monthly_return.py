"""The ICB's return to NHS England on all 104 exclusions: what was sent, by version.

No national template is known; columns and scope are settings, and its cover says so.
"""

from datetime import date, datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlmodel import Field

from lib.domain.base import Table, UTCDateTime, choice
from lib.domain.dates import now
from lib.domain.errors import RuleBroken
from lib.domain.recipients import Recipient


class ReturnState(StrEnum):
    DRAFT = "draft"
    FINAL = "final"
    SENT = "sent"


# Which state may follow which, of one version. Another version starts as a draft.
NEXT: dict[ReturnState, list[ReturnState]] = {
    ReturnState.DRAFT: [ReturnState.FINAL],
    ReturnState.FINAL: [ReturnState.SENT],
    ReturnState.SENT: [],
}


class Scope(StrEnum):
    """Which practices a return has a row for."""

    ASKED = "practices asked for reports"
    OVER = "practices over the threshold"
    EVERY = "every expected practice"


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
    scope: Scope = Field(sa_type=choice(Scope, "scope", length=64))
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

    def move_to(self, state: ReturnState) -> None:
        if state not in NEXT[self.state]:
            raise RuleBroken(f"A return that is {self.state} cannot become {state}.")
        self.state = state
