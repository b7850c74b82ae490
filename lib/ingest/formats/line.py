"""One line of a table: its cells by field, and what is wrong with each."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from lib.domain.codes import ods_code, tidy
from lib.domain.dates import parse_day, uk
from lib.domain.problems import Problem, Severity
from lib.ingest.formats.numbers import whole_number

# The same days, codes and names stand in thousands of lines.
day_of = lru_cache(maxsize=20_000)(parse_day)
_tidy = lru_cache(maxsize=50_000)(tidy)

NUMBER_REMEDY = "Write a whole number, such as 16388 or 16,388."


class Shape(NamedTuple):
    """What a code looks like: `fits` answers None where a text does not."""

    kind: str
    name: str
    fits: Callable[[str], object]
    remedy: str


PRACTICE = Shape(
    "bad-ods-code",
    "a practice code",
    ods_code,
    "A practice code is a letter and five digits, such as X99001.",
)
PCN = Shape(
    "pcn-code",
    "a PCN code",
    re.compile(r"U[0-9]{5}").fullmatch,
    "A PCN code is U and five digits, such as U99001.",
)
# CCGs, STPs, ICBs, sub-ICB locations, regions: three characters, since 2020 also five.
ORGANISATION = Shape(
    "organisation-code",
    "the code of an organisation",
    re.compile(r"[0-9A-Z]{3}|[A-Z][0-9][A-Z][0-9][A-Z]").fullmatch,
    "Spreadsheets change codes that look like numbers: 5E1 becomes 50. Download the "
    "file again and do not save it from a spreadsheet.",
)


@dataclass(slots=True)
class Line:
    """A question about a cell that fails notes one problem and makes the line unsound.

    A column that is missing makes it unsound too, but is a problem of the headings.
    """

    row: int
    cells: list[str]
    at: dict[str, int]
    headings: list[str]
    problems: list[Problem]
    sound: bool = True

    def text(self, field: str) -> str:
        position = self.at.get(field)
        return "" if position is None else _tidy(self.cells[position])

    def heading(self, field: str) -> str:
        return self.headings[self.at[field]]

    def needed(self, field: str) -> str:
        text = self.text(field)
        if not text and field in self.at:
            self.blame("blank", field, "The cell is blank.", "Fill it in.")
        self.sound = self.sound and bool(text)
        return text

    def code(self, field: str, shape: Shape) -> str:
        code = self.needed(field).upper()
        if code and not shape.fits(code):
            self.blame(
                shape.kind, field, f"{code!r} is not {shape.name}.", shape.remedy
            )
        return code

    def day(self, field: str) -> date | None:
        """The day in this cell; None where it is blank."""
        text = self.text(field)
        try:
            return day_of(text) if text else None
        except ValueError as error:
            message, _, remedy = str(error).rpartition(". ")
            self.blame("date", field, f"{message}.", remedy)
            return None

    def needed_day(self, field: str) -> date | None:
        return self.day(field) if self.needed(field) else None

    def same_day(self, field: str, first: date | None) -> date | None:
        """The day in this cell, which has to be that of the lines above."""
        day = self.needed_day(field)
        if day and first and day != first:
            self.blame(
                "two-dates",
                field,
                f"The line is dated {uk(day)}, those above it {uk(first)}.",
                "One file holds one date. Load each date from its own file.",
            )
        return first or day

    def until(self, from_on: date | None) -> date | None:
        """The last day, in the column `until`, which is not before the first."""
        until_on = self.day("until")
        if from_on and until_on and until_on < from_on:
            self.blame("ends-before-start", "until", "It ends before it starts.")
        return until_on

    def number(self, field: str) -> int:
        text = self.needed(field)
        try:
            return whole_number(text) if text else 0
        except ValueError as error:
            self.blame("number", field, str(error), NUMBER_REMEDY)
            return 0

    def blame(self, kind: str, field: str, message: str, remedy: str = "") -> None:
        self.sound = False
        self.problems.append(self._problem(kind, field, message, remedy))

    def ask(self, kind: str, field: str, message: str, remedy: str = "") -> None:
        """Note what is unusual, for a person to confirm; the line stays sound."""
        problem = self._problem(kind, field, message, remedy)
        self.problems.append(replace(problem, severity=Severity.CONFIRM))

    def _problem(self, kind: str, field: str, message: str, remedy: str) -> Problem:
        return Problem(
            kind,
            message,
            remedy,
            row=self.row,
            column=self.heading(field),
            value=self.text(field),
        )
