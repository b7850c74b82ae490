"""A table as CSV or XLSX, with labels for people or codes for machines."""

import csv
import io
import math
import re
import secrets
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any, NamedTuple

import pandas as pd
import xlsxwriter  # type: ignore[import-untyped]

from lib.domain.dates import london, month_name, now, period_text, uk
from lib.domain.disclosure import HIDDEN


class Kind(StrEnum):
    """What a column holds, which decides how it is written on screen and in files."""

    TEXT = "text"
    STATUS = "status"  # words, shown as a tag where there is work to do
    PRACTICE = "practice"  # of rows with ods_code and name
    COUNT = "count"
    RATE = "rate"  # a fraction, shown as per cent
    POINTS = "points"  # a difference of fractions, shown as percentage points
    DAY = "day"
    MONTH = "month"
    YES_NO = "yes or no"
    LINK = "link"  # a text of rows with an address; the text alone in files
    QUOTE = "quote"  # somebody's own words: in files; on screen they have lines


NUMERIC = {Kind.COUNT, Kind.RATE, Kind.POINTS}
NO_DATA = "no data"


class Column(NamedTuple):
    field: str
    heading: str
    kind: Kind = Kind.TEXT
    missing: str = NO_DATA
    hidden_by: str = ""  # the column that says where an observer is not shown a number


# Of what an observer has asked about, until it is answered.
UNDER_QUERY = Column("under_query", "Under query", missing="no")


@dataclass(frozen=True)
class Notes:
    """What a reader of the file has to know: it travels on a sheet of its own."""

    title: str
    basis: str
    period: date | None
    by: str
    filters: Mapping[str, str] = field(default_factory=dict)
    remarks: Sequence[str] = ()
    disclosure: str = ""  # by which rule numbers are shown to an observer
    made_at: datetime = field(default_factory=now)
    record: Sequence[tuple[str, str]] = ()  # the head of the record of changes

    def lines(self) -> Iterator[tuple[str, str]]:
        yield "Table", self.title
        if self.period:
            yield "Data month", month_name(self.period)
        yield "Basis", self.basis
        yield from ((f"Filter: {name}", value) for name, value in self.filters.items())
        if not self.filters:
            yield "Filters", "none"
        yield from (("Note", remark) for remark in self.remarks)
        if self.disclosure:
            yield "Disclosure", self.disclosure
        made = london(self.made_at)
        yield "Made on", f"{uk(made.date())}, {made:%H:%M}"
        yield "Made by", self.by
        yield from self.record
        yield "Holds", "Counts per practice only. No patient records."


def file_name(notes: Notes, suffix: str) -> str:
    """Unique: Streamlit names a file's address by a sample of it, with its name."""
    title = re.sub(r"[^a-z0-9]+", "-", notes.title.lower()).strip("-")
    month = f"_{period_text(notes.period)}" if notes.period else ""
    made = london(notes.made_at)
    return f"{title}{month}_made-{made:%Y-%m-%d}_{secrets.token_hex(3)}.{suffix}"


def as_csv(table: pd.DataFrame, columns: Sequence[Column], *, codes: bool) -> bytes:
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\r\n")
    writer.writerow(_headings(columns, codes=codes))
    writer.writerows(_rows(table, columns, codes=codes))
    return written.getvalue().encode("utf-8-sig")


def as_xlsx(
    table: pd.DataFrame, columns: Sequence[Column], notes: Notes, *, codes: bool
) -> bytes:
    written = io.BytesIO()
    with workbook(written) as book:
        write_table(book, "Table", table, columns, codes=codes)
        write_pairs(book, "Notes", notes.lines())
    return written.getvalue()


def workbook(written: io.BytesIO) -> Any:
    """One in which no text is ever run as a formula or made a link."""
    literal = {"strings_to_formulas": False, "strings_to_urls": False}
    return xlsxwriter.Workbook(written, {"in_memory": True, **literal})


def write_table(
    book: Any, name: str, table: pd.DataFrame, columns: Sequence[Column], *, codes: bool
) -> None:
    sheet = book.add_worksheet(name)
    bold = book.add_format({"bold": True})
    sheet.write_row(0, 0, _headings(columns, codes=codes), bold)
    for place, row in enumerate(_rows(table, columns, codes=codes), start=1):
        sheet.write_row(place, 0, row)
    sheet.freeze_panes(1, 0)
    sheet.autofit()


def write_pairs(book: Any, name: str, pairs: Iterable[tuple[str, str]]) -> None:
    sheet = book.add_worksheet(name)
    bold = book.add_format({"bold": True})
    for place, (label, value) in enumerate(pairs):
        sheet.write_string(place, 0, label, bold)
        sheet.write_string(place, 1, _harmless(value))
    sheet.autofit()


def _headings(columns: Sequence[Column], *, codes: bool) -> list[str]:
    names: list[str] = []
    for column in columns:
        if column.kind is Kind.PRACTICE:
            names += ["ods_code", "name"] if codes else ["ODS code", "Practice"]
        elif codes:
            names.append(column.field)
        else:
            names.append(column.heading + _UNITS.get(column.kind, ""))
    return [str(_harmless(name)) for name in names]


_UNITS = {Kind.RATE: " (%)", Kind.POINTS: " (points)"}


def _rows(
    table: pd.DataFrame, columns: Sequence[Column], *, codes: bool
) -> Iterator[list[Any]]:
    """Values of plain Python, column by column: cells of a frame are slow one by one."""
    drawn: list[list[Any]] = []
    for column in columns:
        if column.kind is Kind.PRACTICE:
            nameless = zip(table["ods_code"], without_name(table), strict=True)
            drawn += [["" if each else code for code, each in nameless]]
            drawn.append(table["name"].tolist())
        else:
            values = zip(
                table[column.field].tolist(), hidden(table, column), strict=True
            )
            drawn.append(
                [
                    HIDDEN if away else _value(value, column, codes=codes)
                    for value, away in values
                ]
            )
    for row in zip(*drawn, strict=True):
        yield [_harmless(value) for value in row]


def without_name(table: pd.DataFrame) -> list[bool]:
    """Of which rows an observer is not shown the name, nor any key."""
    return table["masked"].tolist() if "masked" in table else [False] * len(table)


def hidden(table: pd.DataFrame, column: Column) -> list[bool]:
    """Which values of the column are not shown: what is missing there is known."""
    if column.hidden_by not in table and "masked" not in table:
        return [False] * len(table)
    away = table.get(column.hidden_by)
    marks = [False] * len(table) if away is None else away.tolist()
    missing = map(is_missing, table[column.field].tolist())
    return [
        gone and (bool(mark) or nameless)
        for gone, mark, nameless in zip(
            missing, marks, without_name(table), strict=True
        )
    ]


def _value(value: Any, column: Column, *, codes: bool) -> Any:
    if is_missing(value):
        return "" if codes else column.missing
    if codes:
        return code(value, column.kind)
    return _LABELS.get(column.kind, _same)(value)


def code(value: Any, kind: Kind) -> Any:
    """As a program reads it: 2026-08, 2026-08-31, 0.5123, true."""
    if kind is Kind.MONTH:
        return period_text(value)
    if kind is Kind.DAY:
        return f"{value:%Y-%m-%d}"
    if kind in (Kind.RATE, Kind.POINTS):
        return round(value, 6)
    return str(value).lower() if kind is Kind.YES_NO else value


def _same(value: Any) -> Any:
    return value


def yes_no(value: Any) -> str:
    return "yes" if value else "no"


def _per_cent(value: float) -> float:
    return round(value * 100, 1)


_LABELS: dict[Kind, Callable[[Any], Any]] = {
    Kind.MONTH: month_name,
    Kind.DAY: uk,
    Kind.RATE: _per_cent,
    Kind.POINTS: _per_cent,
    Kind.YES_NO: yes_no,
}


def is_missing(value: Any) -> bool:
    is_nan = isinstance(value, float) and math.isnan(value)
    return is_nan or value is None or value is pd.NA or value is pd.NaT


def _harmless(value: Any) -> Any:
    """A text that a spreadsheet would run as a formula gets a quote before it."""
    if isinstance(value, str) and value.startswith(
        ("=", "+", "-", "@", "\t", "\r", "\0")
    ):
        return f"'{value}"
    return value
