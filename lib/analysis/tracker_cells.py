"""The cells of a tracker's line: which a person has changed, and what they mean."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from lib.domain.action_plan import Status
from lib.domain.codes import tidy
from lib.domain.organisations import ContractType
from lib.domain.problems import Problem, Severity
from lib.domain.rows import TrackerRow
from lib.domain.tracker import Seen, Value, labels
from lib.domain.tracker_fields import HEADINGS, Field
from lib.domain.uploads import WordFor

WORDS = {Field.STATUS: WordFor.STATUS, Field.OWNER: WordFor.OWNER}


@dataclass(frozen=True)
class Sent:
    """A line as our workbook had it when it went out."""

    seen: Seen
    cells: Mapping[str, str]


@dataclass
class Dictionary:
    """Owners by address, and a sender's own words for statuses and owners.

    `unmatched` gathers the words of which nobody has said what they stand for.
    """

    owners: Mapping[str, str]
    said: Mapping[WordFor, Mapping[str, str]] = field(default_factory=dict)
    unmatched: dict[WordFor, list[str]] = field(
        default_factory=lambda: {about: [] for about in WordFor}
    )

    def __post_init__(self) -> None:
        names = {label: email for email, label in labels(self.owners).items()}
        known: dict[WordFor, dict[str, str]] = {
            WordFor.STATUS: {status.value: status.value for status in Status},
            WordFor.OWNER: {**{email: email for email in self.owners}, **names},
        }
        self._means = {
            about: {plain(text): means for text, means in ours.items()}
            | self._said(about, {*ours.values(), ""})
            for about, ours in known.items()
        }

    def _said(self, about: WordFor, known: set[str]) -> dict[str, str]:
        """What still means something: people come and go."""
        words = self.said.get(about, {})
        return {plain(text): means for text, means in words.items() if means in known}

    def meaning(self, about: WordFor, text: str) -> str | None:
        """A status or an address; "" for none; None where nobody has said it."""
        means = self._means[about].get(plain(text))
        if means is None and text not in self.unmatched[about]:
            self.unmatched[about].append(text)
        return means


def plain(text: str) -> str:
    return tidy(text).casefold()


def problem(  # noqa: PLR0913, PLR0917 these are what a problem says
    row: TrackerRow,
    one: Field | None,
    kind: str,
    message: str,
    remedy: str = "",
    severity: Severity = Severity.MUST_FIX,
) -> Problem:
    value = text(getattr(row, one)) if one else row.practice_code
    column = HEADINGS[one] if one else "ODS code"
    return Problem(kind, message, remedy, severity, row.row, column, value)


def text(value: Value) -> str:
    """A cell as two readings of it are compared: line breaks and spaces do not count."""
    return value.isoformat() if isinstance(value, date) else tidy(value or "")


def sent(row: TrackerRow) -> Sent | Problem | None:
    """What went out; None for a line that is not from our workbook."""
    if not row.sent and not row.versions:
        return None
    seen = Seen.read(row.versions)
    cells = _cells(row)
    if seen is None or cells is None:
        return problem(
            row,
            None,
            "hidden-columns",
            f"The hidden columns of the line of {row.practice_code} are not its own.",
            "Type the change into a new workbook, or empty these two cells.",
        )
    return Sent(seen, cells)


def _cells(row: TrackerRow) -> dict[str, str] | None:
    try:
        found: Any = json.loads(row.sent)
    except ValueError:
        return None
    if not isinstance(found, dict) or found.get("ods") != row.practice_code:
        return None
    return {str(name): str(cell) for name, cell in found.items()}


def written(row: TrackerRow, out: Sent | None) -> dict[Field, Value]:
    """The cells that say something: of our workbook those that are not as sent."""
    given = [one for one in Field if one in row.given.split()]
    cells: dict[Field, Value] = {one: getattr(row, one) or None for one in given}
    if out is None:
        return {one: value for one, value in cells.items() if value}
    return {
        one: _added(value, out.cells.get(one, "")) if one is Field.NOTES else value
        for one, value in cells.items()
        if text(value) != tidy(out.cells.get(one, ""))
    }


def _added(value: Value, before: str) -> Value:
    """What somebody wrote above or below the note that was there."""
    now, old = str(value or ""), before.strip()
    if old and now.startswith(old):
        return now[len(old) :].strip()
    if old and now.endswith(old):
        return now[: -len(old)].strip()
    return value


def understood(
    row: TrackerRow, cells: Mapping[Field, Value], words: Dictionary
) -> tuple[dict[Field, Value], list[Problem]]:
    """The same cells with words of owner and status put into ours."""
    values, problems = dict(cells), []
    for one, about in WORDS.items():
        if not values.get(one):
            continue
        means = words.meaning(about, str(values[one]))
        values[one] = means
        if not means:
            del values[one]
        if means is None:
            problems.append(_unmatched(row, one))
    return values, problems + _contract(row, values)


def _contract(row: TrackerRow, values: dict[Field, Value]) -> list[Problem]:
    """Spelled as ours is, or a problem."""
    named = text(values.get(Field.CONTRACT)).upper()
    if not named:
        return []
    values[Field.CONTRACT] = named
    if named in set(ContractType):
        return []
    return [
        problem(
            row,
            Field.CONTRACT,
            "contract-type",
            f"{named!r} is not a type of contract.",
            f"Write {', '.join(ContractType)}, or leave the cell empty.",
        )
    ]


def _unmatched(row: TrackerRow, one: Field) -> Problem:
    what = "a status" if one is Field.STATUS else "somebody who may hold a case"
    return problem(
        row,
        one,
        f"unmatched-{one}",
        f"{text(getattr(row, one))!r} is not {what} that is known here.",
        "Say once what this sender means by it.",
    )
