"""Monthly reports on all 104 exclusions: who owes one, when, and what was sent.

A cell of the matrix has two parts, timeliness and content. No report is owed until a
named person has asked that practice for it, and none is late before a due day is set.
"""

from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple

import sqlalchemy as sa
from sqlmodel import Field

from lib.domain.base import Table, UTCDateTime, choice, whole_number
from lib.domain.dates import now
from lib.domain.errors import RuleBroken
from lib.domain.recipients import Recipient
from lib.domain.report_figures import Content, Figures


class Timeliness(StrEnum):
    NOT_ASKED = "Not asked"
    NOT_YET_DUE = "Not yet due"
    DUE = "Due"  # a due day is set, and it has not passed
    ON_TIME = "On time"
    LATE = "Late"
    MISSING = "Missing"
    WAIVED = "Waived"
    DECLINED = "Declined"


RECEIVED = {Timeliness.ON_TIME, Timeliness.LATE}


class State(StrEnum):
    RECEIVED = "received"
    ACCEPTED = "accepted"
    RETURNED = "returned"


# Which state may follow which, of one version. A further version starts as received,
# whatever the one before it was.
NEXT: dict[State, list[State]] = {
    State.RECEIVED: [State.ACCEPTED, State.RETURNED],
    State.ACCEPTED: [],
    State.RETURNED: [],
}


class ReportingPeriod(Table, table=True):
    """A month of one ICB. No due day is shipped: a person sets it, or leaves it open."""

    __tablename__ = "reporting_period"

    icb_code: str = Field(primary_key=True, foreign_key="icb.code")
    period: date = Field(primary_key=True)
    opens_on: date
    due_on: date | None = None
    closes_on: date | None = None
    closed_at: datetime | None = Field(default=None, sa_type=UTCDateTime)
    reason: str = ""  # of the last close or reopening
    version: int = 1

    @property
    def is_closed(self) -> bool:
        return self.closed_at is not None


class ReportDuty(Table, table=True):
    """A practice has been asked for reports, month by month, from one month on."""

    __tablename__ = "report_duty"

    id: int | None = Field(default=None, primary_key=True)
    practice_code: str = Field(foreign_key="practice.ods_code", index=True)
    icb_code: str = Field(foreign_key="icb.code", index=True)
    episode_id: int | None = Field(default=None, foreign_key="episode.id")
    ask_id: int = Field(foreign_key="ask.id")
    recipient: Recipient = Field(sa_type=choice(Recipient, "recipient"))
    from_period: date
    until_period: date | None = None
    declined_on: date | None = None
    declined_why: str = ""
    version: int = 1

    def covers(self, period: date) -> bool:
        last = self.until_period or date.max
        return self.from_period <= period <= last


class ReportWaiver(Table, table=True):
    """For one month nothing is owed, or (`due_on`) it is owed by a later day."""

    __tablename__ = "report_waiver"

    id: int | None = Field(default=None, primary_key=True)
    practice_code: str = Field(foreign_key="practice.ods_code", index=True)
    icb_code: str = Field(foreign_key="icb.code")
    period: date
    due_on: date | None = None
    reason: str
    sequence: int
    recorded_by: str
    recorded_at: datetime = Field(default_factory=now, sa_type=UTCDateTime)


class MonthlyReport(Table, table=True):
    """One version of a practice's report. Counts of patients only; unknown is null."""

    __tablename__ = "monthly_report"
    __table_args__ = (
        sa.UniqueConstraint("practice_code", "period", "number"),
        *map(whole_number, Figures._fields),
    )

    id: int | None = Field(default=None, primary_key=True)
    practice_code: str = Field(foreign_key="practice.ods_code", index=True)
    icb_code: str = Field(foreign_key="icb.code", index=True)
    period: date = Field(index=True)
    number: int  # of the version, from 1
    content: Content = Field(sa_type=choice(Content, "content"))
    state: State = Field(default=State.RECEIVED, sa_type=choice(State, "state"))
    recipient: Recipient = Field(sa_type=choice(Recipient, "recipient"))
    coded_104: int  # active at the month's end
    added: int | None = None
    superseded: int | None = None  # by a 106
    coded_103: int | None = None
    reviewed: int | None = None
    granted: int | None = None  # access granted after review
    kept: int | None = None  # 104 kept after review
    comment: str = ""
    received_on: date
    received_from: str
    upload_id: int | None = Field(default=None, foreign_key="upload.id")
    row: int | None = None  # of the file that brought it
    recorded_by: str
    recorded_at: datetime = Field(default_factory=now, sa_type=UTCDateTime)
    reviewed_by: str = ""
    reason: str = ""  # why it was returned, or corrected
    version: int = 1

    @property
    def figures(self) -> Figures:
        return Figures(*(getattr(self, name) for name in Figures._fields))

    def move_to(self, state: State) -> None:
        if state not in NEXT[self.state]:
            raise RuleBroken(f"A report that is {self.state} cannot become {state}.")
        self.state = state


class ReportQuery(Table, table=True):
    """A question on a report: drafted by the application, sent only by a person."""

    __tablename__ = "report_query"

    id: int | None = Field(default=None, primary_key=True)
    report_id: int = Field(foreign_key="monthly_report.id", index=True)
    practice_code: str = Field(foreign_key="practice.ods_code", index=True)
    icb_code: str = Field(foreign_key="icb.code")
    period: date
    text: str
    drafted_at: datetime = Field(default_factory=now, sa_type=UTCDateTime)
    drafted_by: str
    sent_on: date | None = None
    sent_by: str = ""
    answered_on: date | None = None
    answer: str = ""
    version: int = 1

    @property
    def is_open(self) -> bool:
        return self.answered_on is None


class Owed(NamedTuple):
    """What a practice owes for a month. `due_on` has moved with an extension."""

    asked: bool
    due_on: date | None = None
    declined: bool = False
    waived: bool = False


def timeliness(
    owed: Owed, received_on: date | None, today: date
) -> tuple[Timeliness, int]:
    """What a cell says, and the days late. What has come counts before all else."""
    if not owed.asked:
        return Timeliness.NOT_ASKED, 0
    if received_on is None:
        return _without_report(owed, today), 0
    if owed.due_on is None or received_on <= owed.due_on:
        return Timeliness.ON_TIME, 0
    return Timeliness.LATE, (received_on - owed.due_on).days


def _without_report(owed: Owed, today: date) -> Timeliness:
    if owed.declined:
        return Timeliness.DECLINED
    if owed.waived:
        return Timeliness.WAIVED
    if owed.due_on is None:
        return Timeliness.NOT_YET_DUE
    return Timeliness.MISSING if today > owed.due_on else Timeliness.DUE
