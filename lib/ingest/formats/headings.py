"""Headings: the line that holds them, found by content, and which column is which."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from lib.domain.codes import tidy
from lib.domain.problems import Problem
from lib.ingest.document import Document, Sheet

# What people call the column of practice codes in files that they make themselves.
PRACTICE_CODE = (
    "Practice code",
    "ODS code",
    "ODS",
    "Practice ODS code",
    "Practice ODS",
    "GP code",
    "GP ODS code",
    "GP practice code",
    "Org code",
    "Organisation code",
)

# A file that has such a column holds counts, whatever else is in it.
_COUNTS = re.compile(r"10[346]|count|exclu|listsize|patients|coded")


@dataclass(frozen=True)
class Column:
    """`names`: the heading in use now, then its spellings in other vintages."""

    field: str
    names: tuple[str, ...]
    required: bool = True


FROM_UNTIL = (
    Column("from", ("From", "From date", "Start", "Start date"), required=False),
    Column(
        "until",
        ("Until", "Until date", "To", "To date", "End", "End date"),
        required=False,
    ),
)


@dataclass(frozen=True)
class Found:
    """A heading line: `fields` tells in which columns (from 0) each field stands."""

    sheet: Sheet
    row: int
    headings: list[str]
    fields: dict[str, list[int]]

    @property
    def at(self) -> dict[str, int]:
        return {field: positions[0] for field, positions in self.fields.items()}


@lru_cache(maxsize=5000)
def plain(heading: str) -> str:
    """What counts of a heading: its letters and digits, in lower case."""
    return re.sub(r"[\W_]+", "", tidy(heading)).casefold()


def find(
    document: Document,
    columns: Iterable[Column],
    chosen: Mapping[str, str] | None = None,
) -> Found | None:
    """The line with the most of these headings.

    `chosen` is what a person has said of a heading: its field, "" to leave it out.
    """
    known = _known(columns, chosen or {})
    best: Found | None = None
    for sheet in document.sheets:
        for row, cells in sheet.head:
            fields = _fields(cells, known)
            if len(fields) > (len(best.fields) if best else 0):
                best = Found(sheet, row, [tidy(cell) for cell in cells], fields)
    return best


def has(document: Document, columns: Iterable[Column], needed: set[str]) -> bool:
    found = find(document, columns)
    return found is not None and needed <= found.fields.keys()


def has_without_counts(document: Document, columns: Iterable[Column]) -> bool:
    """The first two of these columns, and none that looks like counts."""
    first, second, *_ = columns = tuple(columns)
    found = find(document, columns)
    if found is None or not {first.field, second.field} <= found.fields.keys():
        return False
    return not any(_COUNTS.search(plain(heading)) for heading in found.headings)


def wrong(found: Found, columns: Iterable[Column]) -> list[Problem]:
    """The headings that are missing, and those of which only one may be there."""
    missing = [
        _missing(column, found)
        for column in columns
        if column.required and column.field not in found.fields
    ]
    rivals = [
        _rivals([found.headings[at] for at in positions], found.row)
        for positions in found.fields.values()
        if len(positions) > 1
    ]
    return missing + rivals


def unmatched(found: Found, chosen: Mapping[str, str]) -> list[str]:
    """The headings that stand for nothing here, and of which nobody has said so."""
    matched = {at for positions in found.fields.values() for at in positions}
    said = {plain(heading) for heading in chosen}
    return [
        heading
        for at, heading in enumerate(found.headings)
        if heading and at not in matched and plain(heading) not in said
    ]


def _known(columns: Iterable[Column], chosen: Mapping[str, str]) -> dict[str, str]:
    named = {plain(name): each.field for each in columns for name in each.names}
    return named | {plain(heading): field for heading, field in chosen.items()}


def _fields(cells: list[str], known: dict[str, str]) -> dict[str, list[int]]:
    fields: dict[str, list[int]] = {}
    for position, cell in enumerate(cells):
        field = known.get(plain(cell))
        if field:
            fields.setdefault(field, []).append(position)
    return fields


def _missing(column: Column, found: Found) -> Problem:
    there = ", ".join(heading for heading in found.headings if heading)
    return Problem(
        "missing-heading",
        f"There is no column headed {column.names[0]}.",
        f"Expected {' or '.join(column.names)}. The headings found are: {there}.",
        row=found.row,
        column=column.names[0],
    )


def _rivals(spelled: list[str], row: int) -> Problem:
    return Problem(
        "duplicate-heading",
        f"These columns stand for the same: {', '.join(spelled)}.",
        "Keep one of them; remove the others or give them other headings.",
        row=row,
        column=spelled[1],
    )
