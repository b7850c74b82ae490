"""Uploads: which file said it, when we learned it, and when it was withdrawn."""

from datetime import date, datetime, timedelta
from enum import StrEnum

import sqlalchemy as sa
from sqlmodel import Field, col

from lib.domain.base import Table, UTCDateTime, choice, whole_number
from lib.domain.dates import now
from lib.domain.files import Counted, Kind, Population


class Upload(Table, table=True):
    """One accepted file, or one figure corrected on screen.

    Facts belong to an upload and are never changed: a later file is a newer upload,
    undo withdraws one. `sequence` and `withdrawn_sequence` are places in the order of
    commits, so that "as known on" needs no clock.
    """

    __table_args__ = (
        # The same content is one import, until it is withdrawn.
        sa.Index(
            "uq_upload_content",
            "kind",
            sa.text("coalesce(icb_code, '')"),
            sa.text("coalesce(period, '0001-01-01')"),
            "content_hash",
            unique=True,
            sqlite_where=sa.text("withdrawn_sequence IS NULL"),
            postgresql_where=sa.text("withdrawn_sequence IS NULL"),
        ),
        whole_number("rows_read"),
        whole_number("rows_stored"),
    )

    id: int | None = Field(default=None, primary_key=True)
    sequence: int = Field(unique=True)
    kind: Kind = Field(sa_type=choice(Kind, "kind"))
    icb_code: str | None = Field(default=None, foreign_key="icb.code", index=True)
    period: date | None = Field(default=None, index=True)
    described_on: date | None = None  # snapshot, extract or run date
    file_name: str
    file_hash: str  # SHA-256 of the bytes, kept as evidence
    content_hash: str  # SHA-256 of the rows, whatever the file looked like
    sender: str = ""
    counted: Counted = Field(
        default=Counted.UNKNOWN, sa_type=choice(Counted, "counted")
    )
    population: Population = Field(
        default=Population.UNKNOWN, sa_type=choice(Population, "population")
    )
    whole: bool = False  # practices of the ICB that the file lacks have no data in it
    rows_read: int
    rows_stored: int
    reason: str = ""  # why a figure was corrected, and by which source
    confirmed: str = ""  # the kinds of warning that a person confirmed
    loaded_by: str
    loaded_at: datetime = Field(default_factory=now, sa_type=UTCDateTime)
    withdrawn_sequence: int | None = None
    withdrawn_by: str | None = None
    withdrawn_at: datetime | None = Field(default=None, sa_type=UTCDateTime)
    withdrawn_reason: str | None = None
    version: int = 1


def by_hand() -> sa.ColumnElement[bool]:
    """True of what a person recorded on screen, of one practice: no file, no snapshot."""
    return col(Upload.reason) != ""


STAGED_FOR = timedelta(hours=24)


class StagedFile(Table, table=True):
    """A file between check and confirm: its rows, for `STAGED_FOR`, never its bytes."""

    __tablename__ = "staged_file"

    id: int | None = Field(default=None, primary_key=True)
    batch: str = Field(index=True)
    place: int  # the order in which the files of a batch are loaded
    staged_by: str
    staged_at: datetime = Field(default_factory=now, sa_type=UTCDateTime)
    file_name: str
    file_hash: str
    kind: Kind = Field(sa_type=choice(Kind, "kind"))
    parsed: bytes  # the Parsed rows as compressed JSON
    said: str = "{}"  # what the person said of it: period, ICB, sender, whole


class HeadingMatch(Table, table=True):
    """A heading that a person explained once for this sender."""

    __tablename__ = "heading_match"

    sender: str = Field(primary_key=True)
    heading: str = Field(primary_key=True)
    field: str  # "" leaves the column out
    matched_by: str
    version: int = 1


class PracticeMatch(Table, table=True):
    """An EMIS name or CDB number that a person matched once for this sender."""

    __tablename__ = "practice_match"

    sender: str = Field(primary_key=True)
    text: str = Field(primary_key=True)
    practice_code: str = Field(foreign_key="practice.ods_code")
    matched_by: str
    version: int = 1


class WordFor(StrEnum):
    """What the words of a tracker stand for."""

    STATUS = "status"
    OWNER = "owner"


class WordMatch(Table, table=True):
    """A status or a name in a sender's own words, which a person explained once."""

    __tablename__ = "word_match"

    sender: str = Field(primary_key=True)
    about: WordFor = Field(primary_key=True, sa_type=choice(WordFor, "about"))
    text: str = Field(primary_key=True)
    means: str  # a status or an account; "" leaves the word out
    matched_by: str
    version: int = 1
