"""Blank files to fill in: the headings, the specification, a worked example."""

import io
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

import xlsxwriter  # type: ignore[import-untyped]

from lib.documents import template
from lib.documents.template import Column

SPECIFICATION_SHEET, EXAMPLE_SHEET = "Specification", "Worked example"
WIDTH = 22
LAST_LINE = 9_999


class Blank(NamedTuple):
    """`dates` are the headings of the columns that hold days; `choices` are what a
    column offers, by its heading."""

    sheet: str
    columns: tuple[Column, ...]
    rules: tuple[str, ...]
    dates: frozenset[str] = frozenset()
    choices: Mapping[str, Sequence[str]] = MappingProxyType({})


def as_csv(blank: Blank) -> bytes:
    return template.lines_csv(blank.columns, [])


def example_csv(blank: Blank) -> bytes:
    return template.lines_csv(blank.columns, template.examples(blank.columns))


def as_xlsx(blank: Blank) -> bytes:
    content = io.BytesIO()
    options = {"strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(content, {"in_memory": True, **options}) as book:
        _headed(book, book.add_worksheet(blank.sheet), blank)
        about = book.add_worksheet(SPECIFICATION_SHEET)
        template.specification(book, about, blank.columns, blank.rules)
        example = book.add_worksheet(EXAMPLE_SHEET)
        _headed(book, example, blank)
        for row, cells in enumerate(template.examples(blank.columns), start=1):
            example.write_row(row, 0, cells)
    return content.getvalue()


def _headed(
    book: xlsxwriter.Workbook, sheet: xlsxwriter.worksheet.Worksheet, blank: Blank
) -> None:
    bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    text = book.add_format({"num_format": "@"})  # codes such as 5E1 are no numbers
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    for position, column in enumerate(blank.columns):
        style = day if column.heading in blank.dates else text
        sheet.set_column(position, position, WIDTH, style)
        sheet.write_string(0, position, column.heading, bold)
        if column.heading in blank.choices:
            choice = {"validate": "list", "source": [*blank.choices[column.heading]]}
            sheet.data_validation(1, position, LAST_LINE, position, choice)
    sheet.freeze_panes(1, 1)
