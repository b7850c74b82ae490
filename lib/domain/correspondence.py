"""Correspondence: what a practice said, papers that came, contacts, calls and notes."""

from datetime import date, datetime
from enum import StrEnum

from sqlmodel import Field

from lib.domain.base import Table, UTCDateTime, choice, whole_number
from lib.domain.dates import now

DISCLOSABLE = (
    "This may have to be disclosed under the Freedom of Information Act. No patient"
    " details: no names, dates of birth or NHS numbers."
)


class Statement(Table, table=True):
    """A practice's own words, verbatim; the newest not withdrawn stands on screen."""

    id: int | None = Field(default=None, primary_key=True)
    practice_code: str = Field(foreign_key="practice.ods_code", index=True)
    text: str
    source: str  # "letter of 12 July 2023"
    paper_id: int | None = Field(default=None, foreign_key="paper.id")
    said_on: date
    typed_by: str
    typed_at: datetime = Field(default_factory=now, sa_type=UTCDateTime)
    confirmed_on: date | None = None  # the day the practice confirmed the wording
    withdrawn_on: date | None = None
    withdrawn_reason: str = ""
    version: int = 1


class PaperKind(StrEnum):
    PLAN = "action plan"
    APPROACH = "approach letter (opt-in or opt-out)"
    DPIA = "DPIA"
    PAUSE = "copy of a request to the supplier to pause"
    COMPLAINT = "complaint"
    EVIDENCE = "evidence"
    OTHER = "other"


class Paper(Table, table=True):
    """A document as it came, kept in the database so that backups have it."""

    __table_args__ = (whole_number("size"),)

    id: int | None = Field(default=None, primary_key=True)
    practice_code: str = Field(foreign_key="practice.ods_code", index=True)
    plan_version_id: int | None = Field(default=None, foreign_key="plan_version.id")
    kind: PaperKind = Field(sa_type=choice(PaperKind, "kind", length=64))
    title: str
    file_name: str
    media_type: str
    size: int  # bytes
    sha256: str
    content: bytes
    received_on: date
    received_from: str
    filed_by: str
    filed_at: datetime = Field(default_factory=now, sa_type=UTCDateTime)
    withdrawn_on: date | None = None
    withdrawn_reason: str = ""
    version: int = 1


class Contact(Table, table=True):
    """Somebody at a practice, for its role; seen by staff only.

    Of several of one practice, role and name the last counts, unless its upload was
    withdrawn.
    """

    id: int | None = Field(default=None, primary_key=True)
    practice_code: str = Field(foreign_key="practice.ods_code", index=True)
    upload_id: int | None = Field(default=None, foreign_key="upload.id", index=True)
    role: str  # "practice manager"
    name: str = ""
    email: str = ""
    telephone: str = ""
    from_on: date | None = None
    until_on: date | None = None
    recorded_by: str
    version: int = 1


class Channel(StrEnum):
    CALL = "call"
    EMAIL = "e-mail"
    LETTER = "letter"
    MEETING = "meeting"
    OTHER = "other"  # or not known: a tracker names the day alone
    NOTE = "note"  # staff only, never to or from the practice


class LogEntry(Table, table=True):
    """One contact with a practice, or a note on it; seen by staff only."""

    __tablename__ = "log_entry"

    id: int | None = Field(default=None, primary_key=True)
    practice_code: str = Field(foreign_key="practice.ods_code", index=True)
    channel: Channel = Field(sa_type=choice(Channel, "channel"))
    on: date
    text: str
    with_whom: str = ""
    sequence: int
    recorded_by: str
    recorded_at: datetime = Field(default_factory=now, sa_type=UTCDateTime)
