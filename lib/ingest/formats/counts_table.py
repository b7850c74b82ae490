"""The table of counts in a document: its heading line, and which column is which."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from lib.domain.codes import Measure, tidy
from lib.domain.files import Counted
from lib.domain.problems import Problem, Severity
from lib.ingest.document import Document, Line, Sheet
from lib.ingest.formats.counts_headings import (
    FIELDS,
    LEFT_OUT,
    Meaning,
    meaning,
    plain_heading,
)
from lib.ingest.formats.counts_values import Wrong
from lib.ingest.formats.table import Table

MEASURES = {measure.value for measure in Measure}
IDENTIFIERS = ("practice", "organisation", "name")
LISTS = ("list_size", "list_size_16", "parent")
UNREADABLE = "unreadable"  # a count, but its SNOMED id is damaged or not one of ours
NUMBERS = MEASURES | {"count", UNREADABLE, *LISTS}
MAY_REPEAT = {"name", "status", UNREADABLE, LEFT_OUT}

# Sheets of the template beside the one to fill in.
NOT_DATA = {"specification", "worked example"}

EMIS = {"organisation", "population count"}
SYSTMONE = {"organisation id", "patient count"}


@dataclass
class CountsTable(Table):
    """`numeric`: every column of counts and list sizes, also those that are twice.

    `partial`: an EMIS or SystmOne export, whose absent practices are unchanged.
    """

    is_emis: bool = False
    partial: bool = False
    counted: Counted | None = None
    is_16_plus: bool = False
    numeric: list[int] = field(default_factory=list)
    unmatched: list[str] = field(default_factory=list)
    unmatched_practices: list[str] = field(default_factory=list)

    @property
    def is_long(self) -> bool:
        return "snomed" in self.at

    @property
    def identifier(self) -> str:
        return next((each for each in IDENTIFIERS if each in self.at), "")

    @property
    def has_counts(self) -> bool:
        if self.at.keys() & (MEASURES | {UNREADABLE}):
            return True
        return "count" in self.at and (self.is_long or self.partial)

    @property
    def is_complete(self) -> bool:
        return bool(self.identifier) and self.has_counts


def tables(document: Document, chosen: Mapping[str, str]) -> list[CountsTable]:
    """The tables of counts, at most one of each sheet."""
    complete = (
        next((each for each in _candidates(sheet, chosen) if each.is_complete), None)
        for sheet in _sheets(document)
    )
    return [table for table in complete if table]


def nearest(document: Document, chosen: Mapping[str, str]) -> CountsTable | None:
    """The line most like the headings, of a document without a complete line."""
    found = [each for sheet in _sheets(document) for each in _candidates(sheet, chosen)]
    if not found:
        return None
    best = max(
        found, key=lambda each: (len(each.at), len(list(filter(None, each.headings))))
    )
    best.problems += _missing(best)
    return best


def _sheets(document: Document) -> list[Sheet]:
    return [each for each in document.sheets if each.name.casefold() not in NOT_DATA]


def _candidates(sheet: Sheet, chosen: Mapping[str, str]) -> Iterator[CountsTable]:
    said = {plain_heading(heading): name for heading, name in chosen.items()}
    for line in sheet.head:
        yield _table(sheet, line, said)


def _table(sheet: Sheet, line: Line, chosen: Mapping[str, str]) -> CountsTable:
    table = CountsTable(sheet, line[0], [tidy(cell) for cell in line[1]], {})
    spelled = {plain_heading(heading) for heading in table.headings}
    table.is_emis = spelled >= EMIS
    table.partial = table.is_emis or spelled >= SYSTMONE
    for position, heading in enumerate(table.headings):
        if heading:
            _place(table, position, _meaning(table, position, chosen))
    if table.at.keys() & MEASURES and "count" in table.at and not table.is_long:
        _unknown(table, table.headings[table.at.pop("count")])
    table.is_16_plus |= "list_size_16" in table.at and "list_size" not in table.at
    return table


def _meaning(table: CountsTable, position: int, chosen: Mapping[str, str]) -> Meaning:
    heading = table.headings[position]
    plain = plain_heading(heading)
    if chosen.get(plain) in FIELDS:
        return Meaning(chosen[plain])
    if table.is_emis and plain == "excluded":
        return Meaning(LEFT_OUT)
    try:
        return meaning(heading)
    except Wrong as wrong:
        table.problems.append(wrong.at(table.row, heading, heading))
        return Meaning(UNREADABLE)


def _place(table: CountsTable, position: int, found: Meaning) -> None:
    heading = table.headings[position]
    if found.field is None:
        _unknown(table, heading)
    elif found.field in table.at and found.field not in MAY_REPEAT:
        first = table.headings[table.at[found.field]]
        table.problems.append(_twice(table.row, first, heading, found.field))
    elif found.field != LEFT_OUT:
        table.at[found.field] = position
    if found.field in NUMBERS:
        table.numeric.append(position)
    if found.field == Measure.CODED_104:
        table.counted = found.counted
        table.is_16_plus |= found.is_16_plus


def _unknown(table: CountsTable, heading: str) -> None:
    table.unmatched.append(heading)
    table.problems.append(
        Problem(
            "unknown-heading",
            f"The heading {heading!r} is not known. Its column will be left out "
            "unless it is matched.",
            "Say which of our columns it is, or that it is to be left out.",
            Severity.CONFIRM,
            row=table.row,
            column=heading,
        )
    )


def _twice(row: int, first: str, second: str, name: str) -> Problem:
    return Problem(
        "duplicate-heading",
        f"{first!r} and {second!r} are both read as: {FIELDS[name]}.",
        "Remove one of the columns, or say that one is to be left out.",
        row=row,
        column=second,
    )


def _missing(table: CountsTable) -> list[Problem]:
    there = ", ".join(heading for heading in table.headings if heading)
    lacking = []
    if not table.identifier:
        lacking.append("Practice code")
    if not table.has_counts:
        lacking.append("Patients with active 104")
    return [
        Problem(
            "missing-heading",
            f"There is no column that is read as {name!r}.",
            f"Add it, or say which column it is. The headings found are: {there}.",
            row=table.row,
            column=name,
        )
        for name in lacking
    ]
