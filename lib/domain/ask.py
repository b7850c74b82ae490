"""Asks: everything that an ICB asks of a practice, by whose authority, and what it costs.

The same rows are the burden ledger: each ask counts once, with the minutes it may take.
"""

from datetime import date, datetime
from enum import StrEnum

from sqlmodel import Field

from lib.domain.base import Table, UTCDateTime, choice, whole_number
from lib.domain.dates import now
from lib.domain.recipients import Recipient


class AskKind(StrEnum):
    PLAN = "action plan"
    PLAN_CHANGES = "changes to the action plan"
    REPORT = "monthly report"
    QUERY = "answer to a query"
    INFORMATION = "other information"


class Ask(Table, table=True):
    """`due_on` is a day that a person has set; there is no default."""

    __table_args__ = (whole_number("minutes"),)

    id: int | None = Field(default=None, primary_key=True)
    practice_code: str = Field(foreign_key="practice.ods_code", index=True)
    icb_code: str = Field(foreign_key="icb.code", index=True)
    episode_id: int | None = Field(default=None, foreign_key="episode.id", index=True)
    kind: AskKind = Field(sa_type=choice(AskKind, "kind"))
    what: str = ""  # in a few words, where the kind does not say it
    authority: str
    authority_link: str = ""
    authority_on: date | None = None
    recipient: Recipient = Field(sa_type=choice(Recipient, "recipient"))
    asked_on: date
    due_on: date | None = None
    minutes: int  # an estimate, said to be one
    asked_by: str
    recorded_at: datetime = Field(default_factory=now, sa_type=UTCDateTime)
    withdrawn_on: date | None = None
    withdrawn_reason: str = ""
    extension_sought_on: date | None = None  # the practice asked for more time
    extension_sought_why: str = ""
    lmc_told_on: date | None = None
    version: int = 1

    @property
    def days_allowed(self) -> int | None:
        return (self.due_on - self.asked_on).days if self.due_on else None
