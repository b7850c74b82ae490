"""Figure queries: what an observer asks or says about a figure, and the ICB's answer.

Until a query is answered or taken back, the figure says so wherever it stands.
"""

from datetime import date, datetime
from enum import StrEnum

from sqlmodel import Field

from lib.domain.base import Table, UTCDateTime, choice
from lib.domain.dates import month_name, now
from lib.domain.users import User


class About(StrEnum):
    FIGURE = "figure"
    PLAN = "action plan"
    REPORT = "monthly report"


class QueryKind(StrEnum):
    QUERY = "query"  # waits for an answer
    COMMENT = "comment"  # stands beside the figure and waits for nothing


class FigureQuery(Table, table=True):
    """Others see the body that asks, not the person. A plan has no month."""

    __tablename__ = "figure_query"

    id: int | None = Field(default=None, primary_key=True)
    practice_code: str = Field(foreign_key="practice.ods_code", index=True)
    icb_code: str = Field(foreign_key="icb.code", index=True)
    about: About = Field(sa_type=choice(About, "about"))
    period: date | None = None
    kind: QueryKind = Field(sa_type=choice(QueryKind, "kind"))
    text: str
    body: str  # "North LMC"
    raised_by: str
    raised_on: date
    raised_at: datetime = Field(default_factory=now, sa_type=UTCDateTime)
    due_on: date | None = None  # of the answer, by the setting of the day it was raised
    answer: str = ""
    answered_on: date | None = None
    answered_by: str = ""
    withdrawn_on: date | None = None
    version: int = 1

    @property
    def is_open(self) -> bool:
        asks = self.kind is QueryKind.QUERY and self.withdrawn_on is None
        return asks and self.answered_on is None

    @property
    def subject(self) -> str:
        """The figure of September 2023."""
        month = f" of {month_name(self.period)}" if self.period else ""
        return f"the {self.about}{month}"


def body_of(user: User) -> str:
    """For whom an observer speaks: an LMC, or else the one national body."""
    return user.lmc or "the BMA"
