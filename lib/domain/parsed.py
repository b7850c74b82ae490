"""A file as read, and what a person said of it beforehand."""

from dataclasses import dataclass, field
from datetime import date

from lib.domain.files import Counted, Kind, Population
from lib.domain.problems import Problem
from lib.domain.rows import Row


@dataclass(frozen=True)
class Hints:
    """What a person has said of a file before it is read."""

    kind: Kind | None = None
    period: date | None = None
    columns: dict[str, str] = field(
        default_factory=dict
    )  # heading -> field, "" leaves it out
    practices: dict[str, str] = field(
        default_factory=dict
    )  # EMIS name or CDB -> ODS code
    counted: Counted | None = None
    population: Population | None = None


@dataclass(frozen=True)
class Parsed:
    """A file as read: typed rows, and everything that is wrong with the others.

    `rows_read` counts data lines: no blank line, heading or preamble. `described_on` is
    the day that the file says it describes (extract, snapshot or run date).
    """

    kind: Kind
    rows: list[Row]
    rows_read: int
    problems: list[Problem] = field(default_factory=list)
    described_on: date | None = None
    period: date | None = None
    counted: Counted | None = None
    population: Population | None = None
    unmatched_headings: list[str] = field(default_factory=list)
    unmatched_practices: list[str] = field(default_factory=list)
    partial: bool | None = (
        None  # one search or one practice of many: absent is unchanged
    )
