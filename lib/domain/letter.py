"""Letters to practices: drafted from templates, sent by a person, each only once."""

from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple

import sqlalchemy as sa
from sqlmodel import Field

from lib.domain.base import Table, UTCDateTime, choice
from lib.domain.dates import now


class LetterKind(StrEnum):
    PLAN_REQUEST = "request for an action plan"
    PLAN_REMINDER = "reminder of an action plan"
    PLAN_CHANGES = "changes asked for in an action plan"
    PLAN_AGREED = "agreement to an action plan"
    REPORT_REQUEST = "request for monthly reports"
    REPORT_REMINDER = "reminder of a monthly report"
    QUERY = "query on a monthly report"
    CLOSURE = "closure of a case"


REMINDERS = {LetterKind.PLAN_REMINDER, LetterKind.REPORT_REMINDER}
# With these something is asked, and the practice's time runs from the day of sending.
REQUESTS = {
    LetterKind.PLAN_REQUEST,
    LetterKind.PLAN_CHANGES,
    LetterKind.REPORT_REQUEST,
}


class LetterState(StrEnum):
    DRAFT = "draft"
    SENT = "sent"
    UNDELIVERED = "undelivered"
    DISCARDED = "discarded"


class Letter(Table, table=True):
    """`about` and `rung` make it unique: the request, plan version or month it is about
    (with the due day that a reminder speaks of), and the step of the ladder (days before
    or after the due day, with its sign; "" where there is none). So no letter is
    written twice by accident.
    """

    __table_args__ = (
        sa.Index(
            "uq_letter_once",
            "practice_code",
            "kind",
            "about",
            "rung",
            unique=True,
            sqlite_where=sa.text("state <> 'discarded'"),
            postgresql_where=sa.text("state <> 'discarded'"),
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    practice_code: str = Field(foreign_key="practice.ods_code", index=True)
    icb_code: str = Field(foreign_key="icb.code", index=True)
    episode_id: int | None = Field(default=None, foreign_key="episode.id")
    ask_id: int | None = Field(default=None, foreign_key="ask.id")
    kind: LetterKind = Field(sa_type=choice(LetterKind, "kind", length=64))
    about: str  # "request 12", "plan 7 due 2023-08-14", "report 2023-08 due ..."
    rung: str = ""
    subject: str
    body: str
    due_on: date | None = None  # the due day it speaks of
    state: LetterState = Field(
        default=LetterState.DRAFT, sa_type=choice(LetterState, "state")
    )
    depends_confirmed_by: str = ""  # where the flag depends on the basis
    drafted_by: str
    drafted_at: datetime = Field(default_factory=now, sa_type=UTCDateTime)
    sent_on: date | None = None
    sent_by: str = ""
    sent_how: str = ""  # "e-mail to the practice manager"
    undelivered_on: date | None = None
    version: int = 1


class Key(NamedTuple):
    """What makes a letter the same letter: there is only one that is not discarded."""

    practice_code: str
    kind: LetterKind
    about: str
    rung: str = ""


class LMCAddress(Table, table=True):
    """Where an LMC can be written to, as somebody found it; the newest word counts."""

    __tablename__ = "lmc_address"

    id: int | None = Field(default=None, primary_key=True)
    lmc_name: str = Field(foreign_key="lmc.name", index=True)
    address: str  # by post or e-mail, as it is printed in a letter
    source: str  # "the LMC's website, 3 May 2023"
    sequence: int
    recorded_by: str
    recorded_at: datetime = Field(default_factory=now, sa_type=UTCDateTime)
