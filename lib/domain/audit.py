"""The record of changes: one entry per row that was changed, each sealed to the last.

Triggers of the database write the entries, whoever changes a row and however. Before
each commit they are sealed in order: an entry takes the next place and a hash over what
it says and the hash before it. So an entry cannot be edited, taken out or moved without
every later hash being wrong.
"""

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from enum import StrEnum
from typing import NamedTuple

import orjson
import sqlalchemy as sa
from sqlmodel import Field, col

from lib.domain.base import Table
from lib.domain.errors import RuleBroken


class Operation(StrEnum):
    INSERT = "insert"
    UPDATE = "update"
    DELETE = "delete"
    UPGRADE = "upgrade"  # of the schema; no person's doing


class Entry(Table, table=True):
    """`writer`: the transaction of PostgreSQL that wrote it. `event`: who did it and
    why; none where it was written outside the application. No foreign key: the record
    may not depend on what it tells of."""

    __tablename__ = "audit_entry"

    id: int | None = Field(default=None, primary_key=True)
    writer: int | None = Field(default=None, sa_type=sa.BigInteger)
    place: int | None = Field(default=None, unique=True)
    event: int | None = Field(default=None, index=True)
    at: str  # 2026-08-31T14:05:00.000000Z: as text, because it is hashed
    table_name: str
    key: str
    operation: str
    old: str | None = None  # JSON
    new: str | None = None
    hash: str | None = None


sa.Index(None, col(Entry.table_name), col(Entry.key))
sa.Index(
    "ix_audit_entry_unsealed",
    col(Entry.id),
    sqlite_where=col(Entry.hash).is_(None),
    postgresql_where=col(Entry.hash).is_(None),
)

# Tables without triggers; every other one has them, so that a new one is not forgotten.
LEFT_OUT = {
    # facts of a file: the event of its upload and its content hash stand for them
    "access_count",
    "deprivation_entry",
    "exclusion_count",
    "group_membership",
    "hierarchy_entry",
    "list_size",
    "lmc_membership",
    "national_step",
    "online_access",
    "pcn_membership",
    "register_entry",
    "rollout_entry",
    "succession_entry",
    # names that files bring
    "icb",
    "lmc",
    "pcn",
    "practice_group",
    "region",
    "sub_icb_location",
    "sub_icb_location_icb",
    # the application's own
    "audit_entry",
    "ledger",
    "sign_in",  # a sign of life every minute; its events stand for it
    "staged_file",
}

BEGINNING = ""  # the hash before the first


class Unsealed(NamedTuple):
    """What a trigger wrote. `inside`: in the transaction that now seals it."""

    id: int
    at: str
    table_name: str
    key: str
    operation: str
    old: str | None
    new: str | None
    inside: bool


class Sealed(NamedTuple):
    """What the hash is taken of, and the hash."""

    place: int
    event: int | None
    at: str
    table_name: str
    key: str
    operation: str
    old: str | None
    new: str | None
    hash: str


# Columns of the table, not of the class: a million rows as objects take twice as long.
TABLE = Table.metadata.tables["audit_entry"]
FIELDS = tuple(TABLE.columns[name] for name in Sealed._fields)


def digest(before: str, entry: Iterable[object]) -> str:
    """SHA-256 of a JSON array: the hash before, then the fields up to the hash."""
    told = orjson.dumps((before, *entry))
    return hashlib.sha256(told).hexdigest()


class Head(NamedTuple):
    """How many entries there are, and the hash of the last: that of them all."""

    number: int
    hash: str

    def __str__(self) -> str:
        """Short enough to type from a paper: 1204:3f9a-77c1-0b2d-99e0."""
        return f"{self.number}:{'-'.join(re.findall('....', self.hash[:16]))}"


NOTHING = Head(0, BEGINNING)


def on_paper(head: Head) -> tuple[str, str]:
    """The line that a paper carries, and a manifest of a backup."""
    return "Record of changes", f"{head} (entries and hash, to verify the record with)"


def anchor(typed: str) -> Head:
    """What a paper says of the record, as somebody types it."""
    count, _, digits = re.sub(r"[\s,-]", "", typed.lower()).partition(":")
    if not re.fullmatch(r"\d{1,12}", count) or not re.fullmatch(
        "[0-9a-f]{16,64}", digits
    ):
        raise RuleBroken(
            "Type the number of entries, a colon and the hash as on the paper:"
            " 1204:3f9a-77c1-0b2d-99e0."
        )
    return Head(int(count), digits)


def sealed(entries: Sequence[Unsealed], head: Head) -> Iterator[tuple[int, Sealed]]:
    """By its id, each entry in its place, in the order in which they were written. What
    this transaction wrote is tied to its event."""
    events = [_event(entry) for entry in entries]
    latest = next(filter(None, events), None)
    count, before = head
    for entry, event in zip(entries, events, strict=True):
        latest = event or latest
        outside = not entry.inside or entry.operation == Operation.UPGRADE
        sequence, at = (None, entry.at) if outside or latest is None else latest
        said = (count + 1, sequence, at, *entry[2:7])
        count, before = count + 1, digest(before, said)
        yield entry.id, Sealed(*said, before)


def _event(entry: Unsealed) -> tuple[int, str] | None:
    """The place and the time of the event, where this is one of this transaction."""
    if not entry.inside or entry.table_name != "event" or entry.new is None:
        return None
    return int(entry.key), moment(json.loads(entry.new)["at"])


def moment(text: str) -> str:
    """An instant as either kind of database writes it into JSON, as entries have it."""
    at = datetime.fromisoformat(text)
    return instant(at if at.tzinfo else at.replace(tzinfo=UTC))


def instant(at: datetime) -> str:
    """As entries have it; two of them compare as their moments do."""
    return f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%S.%fZ}"
