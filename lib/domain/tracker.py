"""The tracker: each case as one line of a spreadsheet, and what a line changes."""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from lib.domain.action_plan import Status
from lib.domain.dates import uk
from lib.domain.episode import Ground
from lib.domain.recipients import Recipient
from lib.domain.tracker_fields import (
    HEADINGS,
    LOGGED,
    OF_THE_EPISODE,
    OF_THE_PLAN,
    Field,
)

Value = str | date | None


_SEEN = re.compile(r"(?:([0-9]+)\.([0-9]+) ([0-9]+)\.([0-9]+)|- -) ([0-9]+)")


class Seen(NamedTuple):
    """Which rows of the database a line stood for, and in which versions."""

    episode_id: int | None
    episode_version: int
    plan_id: int | None
    plan_version: int
    practice_version: int

    @property
    def words(self) -> str:
        """For a hidden cell: "12.3 15.2 1"; without a case "- - 1"."""
        episode = f"{self.episode_id}.{self.episode_version}"
        plan = f"{self.plan_id}.{self.plan_version}"
        case = f"{episode} {plan}" if self.episode_id else "- -"
        return f"{case} {self.practice_version}"

    @classmethod
    def read(cls, text: str) -> "Seen | None":
        """Of such words; None where they are not ours."""
        found = _SEEN.fullmatch(text.strip())
        if found is None:
            return None
        case = [int(part) for part in found.groups()[:4] if part]
        episode_id, episode, plan_id, plan = case or (None, 0, None, 0)
        return cls(episode_id, episode, plan_id, plan, int(found[5]))

    def touched(self, now: "Seen", fields: set[Field]) -> bool:
        """Whether somebody has saved what these fields belong to since."""
        theirs = {
            OF_EPISODE: (self[:2], now[:2]),
            OF_PLAN: (self[2:4], now[2:4]),
            OF_PRACTICE: (self[4:], now[4:]),
        }
        parts = {part_of(each) for each in fields - LOGGED}
        return any(theirs[part][0] != theirs[part][1] for part in parts)


OF_EPISODE, OF_PLAN, OF_PRACTICE = "case", "plan", "practice"


def part_of(one: Field) -> str:
    if one in OF_THE_EPISODE:
        return OF_EPISODE
    return OF_PLAN if one in OF_THE_PLAN else OF_PRACTICE


@dataclass(frozen=True)
class Standing:
    """What is on record of a practice, in the fields of a line.

    `values` holds a Status and an account's address as text. `noted` are the notes in
    the log, `contacts` the days on which somebody spoke or wrote.
    """

    ods_code: str
    name: str
    seen: Seen
    before: Status | None = None
    last_editor: str = ""
    has_draft: bool = False
    values: Mapping[Field, Value] = field(default_factory=dict)
    noted: frozenset[str] = frozenset()
    contacts: frozenset[date] = frozenset()

    @property
    def status(self) -> Status:
        stored = self.values.get(Field.STATUS)
        return Status(str(stored)) if stored else Status.REQUIRED


class Change(NamedTuple):
    field: Field
    was: Value
    now: Value

    @property
    def words(self) -> str:
        """due date 3 March 2026 to 31 March 2026."""
        before = f"{shown(self.was)} to " if self.was else ""
        after = shown(self.now) if self.now else "empty"
        return f"{HEADINGS[self.field].lower()} {before}{after}"


def labels(owners: Mapping[str, str]) -> dict[str, str]:
    """What stands in the cell of an owner: the name, the address where two share it."""
    times = Counter(owners.values())
    return {
        email: name if times[name] == 1 else email for email, name in owners.items()
    }


def shown(value: Value) -> str:
    return uk(value) if isinstance(value, date) else str(value or "empty")


@dataclass(frozen=True)
class CaseChange:
    """What one line of a file changes. `ground`: the figure on which a case begins.

    `moves` are the statuses that the plan takes, in order.
    """

    row: int
    ods_code: str
    name: str
    seen: Seen
    changes: tuple[Change, ...]
    moves: tuple[Status, ...] = ()
    ground: Ground | None = None

    def now(self, one: Field) -> Value:
        return next((each.now for each in self.changes if each.field is one), None)

    def has(self, one: Field) -> bool:
        return any(each.field is one for each in self.changes)

    @property
    def asks(self) -> bool:
        """Whether it records that the plan was asked for."""
        first = any(c.field is Field.REQUESTED and c.was is None for c in self.changes)
        return first or Status.REQUESTED in self.moves

    @property
    def words(self) -> str:
        begins = ["case begins"] if self.ground else []
        told = [*begins, *(each.words for each in self.changes)]
        return f"{self.ods_code} {', '.join(told)}"


@dataclass(frozen=True)
class Stated:
    """What a person says once of a whole tracker: its day, and how plans were asked."""

    on: date
    authority: str = ""
    recipient: Recipient | None = None
    authority_link: str = ""
    authority_on: date | None = None

    @property
    def reason(self) -> str:
        return f"tracker of {uk(self.on)}"

    @property
    def says_who_asked(self) -> bool:
        return bool(self.authority.strip()) and self.recipient is not None
