"""Templates: blank files to fill in, specified, with a worked example."""

import csv
import io
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any, NamedTuple

from lib.documents import tables

SPECIFICATION_SHEET, EXAMPLE_SHEET = "Specification", "Worked example"
WIDTH = 22
LAST_LINE = 9_999

COUNT = "A whole number, 0 or more. <5 or * where it was hidden. Blank where not known."
LIST = "A whole number, 0 or more. Blank where not known."
NUMBERS = {COUNT, LIST}


class Column(NamedTuple):
    heading: str
    meaning: str
    allowed: str
    examples: tuple[str, str, str]
    needed: bool = False


def practice_code(lines: str = "Each practice has one line") -> Column:
    return Column(
        "Practice code",
        f"The ODS code of the practice. {lines}.",
        "A letter and five digits.",
        ("X99001", "X99002", "X99003"),
        needed=True,
    )


PRACTICE_NAME = Column(
    "Practice name",
    "For whoever fills this in. It is not stored.",
    "Any text.",
    ("An Invented Surgery", "Another Invented Practice", "A Third Invented Practice"),
)
RUN_DATE = Column(
    "Run date",
    "The day that the figures describe. The 1st of a month belongs to the month before,"
    " any other day to its own month.",
    "A date, day first.",
    ("31/07/2026", "31/07/2026", "31/07/2026"),
    needed=True,
)


class Blank(NamedTuple):
    """`dates` are the headings of the columns that hold days; `choices` are what a
    column offers, by its heading."""

    sheet: str
    columns: tuple[Column, ...]
    rules: tuple[str, ...]
    dates: frozenset[str] = frozenset()
    choices: Mapping[str, Sequence[str]] = MappingProxyType({})


def as_csv(blank: Blank) -> bytes:
    return lines_csv(blank.columns, [])


def example_csv(blank: Blank) -> bytes:
    return lines_csv(blank.columns, examples(blank.columns))


def examples(columns: Sequence[Column]) -> list[list[str]]:
    """The lines of the worked example."""
    return [list(line) for line in zip(*(c.examples for c in columns), strict=True)]


def lines_csv(columns: Sequence[Column], lines: list[list[str]]) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow([column.heading for column in columns])
    writer.writerows(lines)
    return text.getvalue().encode()


def as_xlsx(blank: Blank) -> bytes:
    content = io.BytesIO()
    with tables.workbook(content) as book:
        _headed(book, blank.sheet, blank)
        about = book.add_worksheet(SPECIFICATION_SHEET)
        specification(book, about, blank.columns, blank.rules)
        example = _headed(book, EXAMPLE_SHEET, blank)
        for row, cells in enumerate(examples(blank.columns), start=1):
            example.write_row(row, 0, cells)
    return content.getvalue()


def _headed(book: Any, name: str, blank: Blank) -> Any:
    sheet = book.add_worksheet(name)
    text = book.add_format({"num_format": "@"})  # codes such as 5E1 are no numbers
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    for position, column in enumerate(blank.columns):
        style = day if column.heading in blank.dates else text
        number = column.allowed in NUMBERS
        sheet.set_column(position, position, WIDTH, None if number else style)
        sheet.write_string(0, position, column.heading, bold(book))
        if column.heading in blank.choices:
            choice = {"validate": "list", "source": [*blank.choices[column.heading]]}
            sheet.data_validation(1, position, LAST_LINE, position, choice)
    sheet.freeze_panes(1, 1)
    return sheet


def bold(book: Any) -> Any:
    return book.add_format({"bold": True, "text_wrap": True, "valign": "top"})


def specification(
    book: Any, sheet: Any, columns: Sequence[Column], rules: Sequence[str]
) -> None:
    """What each column means and may hold, an example of it, and the rules below."""
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    sheet.set_column(0, 0, 30, wrapped)
    sheet.set_column(1, 1, 60, wrapped)
    sheet.set_column(2, 2, 40, wrapped)
    sheet.set_column(3, 4, 14, wrapped)
    titles = ("Column", "Meaning", "Allowed values", "Example", "Needed")
    sheet.write_row(0, 0, titles, bold(book))
    for row, column in enumerate(columns, start=1):
        needed = "yes" if column.needed else "no"
        cells = (column.heading, column.meaning, column.allowed, column.examples[0])
        for position, text in enumerate((*cells, needed)):
            sheet.write_string(row, position, text)
    for row, rule in enumerate(rules, start=len(columns) + 2):
        sheet.merge_range(row, 0, row, 4, rule, wrapped)
    sheet.freeze_panes(1, 0)
