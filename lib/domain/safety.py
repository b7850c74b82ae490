"""The safety floor: a fall that is faster than the plan explains asks a question.

Some 104 codes protect people at risk; the aim is never zero. Seen by staff only.
"""

from datetime import date, datetime

import sqlalchemy as sa
from sqlmodel import Field

from lib.domain.base import Table, UTCDateTime
from lib.domain.dates import now

QUESTION = "Was the search for patients at risk done first?"


class SafetyCheck(Table, table=True):
    """The answer to the question that a month's fall raised; the question itself is
    worked out from the figures."""

    __tablename__ = "safety_check"
    __table_args__ = (sa.UniqueConstraint("practice_code", "period"),)

    id: int | None = Field(default=None, primary_key=True)
    practice_code: str = Field(foreign_key="practice.ods_code", index=True)
    period: date
    search_first: bool  # whether the risk search came first
    answer: str
    answered_on: date
    source: str  # who said so
    recorded_by: str
    recorded_at: datetime = Field(default_factory=now, sa_type=UTCDateTime)
    version: int = 1
