"""The tracker as a workbook: to work in and bring back, and as an empty template."""

import io
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

import xlsxwriter  # type: ignore[import-untyped]

from lib.documents import template
from lib.documents.tables import Notes, workbook
from lib.documents.tracker_columns import BLANK_RULES, COLUMNS, RULES, STATUSES
from lib.domain.organisations import ContractType
from lib.domain.tracker import Standing, Value, labels
from lib.domain.tracker_fields import DAYS, HEADINGS, SENT, VERSIONS, Field

# Read only: what stands before the cells that a team fills in.
BEFORE = ("ODS code", "Practice", "Excluded (%)", "Under query")
SHEET, LISTS = "Tracker", "Lists"
NOTE = 2_000  # characters of a note that go out; the log has the whole
LAST_LINE = 1_999  # drop-downs reach so far below the lines that are there
WIDTHS: dict[Field, int] = {Field.ACTION: 36, Field.NOTES: 48, Field.STATUS: 30}


class Line(NamedTuple):
    standing: Standing
    share: float | None  # a fraction
    under_query: str = ""


@dataclass(frozen=True)
class _Sheet:
    book: xlsxwriter.Workbook
    sheet: xlsxwriter.worksheet.Worksheet
    text: xlsxwriter.format.Format
    day: xlsxwriter.format.Format
    bold: xlsxwriter.format.Format

    def heading(self, column: int, words: str, width: int, one: Field | None) -> None:
        style = self.day if one in DAYS else self.text
        self.sheet.set_column(column, column, width, style)
        self.sheet.write_string(0, column, words, self.bold)

    def cell(self, row: int, column: int, value: Value) -> None:
        if isinstance(value, date):
            self.sheet.write_datetime(row, column, value, self.day)
        elif value:
            self.sheet.write_string(row, column, value, self.text)


def as_xlsx(lines: Sequence[Line], owners: Mapping[str, str], notes: Notes) -> bytes:
    """`owners`: address and name of whoever may hold a case."""
    named = labels(owners)
    content = io.BytesIO()
    with workbook(content) as book:
        drawn = _sheet(book, SHEET)
        after = _headings(drawn, BEFORE)
        for column, words in enumerate((VERSIONS, SENT), after):
            drawn.heading(column, words, 10, None)
            drawn.sheet.set_column(column, column, 10, drawn.text, {"hidden": True})
        for row, line in enumerate(lines, 1):
            _line(drawn, row, line, named)
        _choices(drawn, sorted(named.values()), first=len(BEFORE))
        drawn.sheet.freeze_panes(1, 2)
        _about(book, notes)
    return content.getvalue()


def cells(standing: Standing, named: Mapping[str, str]) -> dict[Field, Value]:
    """What stands in the cells of a line."""
    values = dict(standing.values)
    owner, note = values.get(Field.OWNER), values.get(Field.NOTES)
    if owner:
        values[Field.OWNER] = named.get(str(owner), owner)
    if note and len(str(note)) > NOTE:
        values[Field.NOTES] = f"{str(note)[:NOTE]}..."
    return values


def _line(drawn: _Sheet, row: int, line: Line, named: Mapping[str, str]) -> None:
    standing, shown = line.standing, cells(line.standing, named)
    drawn.cell(row, 0, standing.ods_code)
    drawn.cell(row, 1, standing.name)
    if line.share is not None:
        drawn.sheet.write_number(row, 2, round(line.share * 100, 1))
    drawn.cell(row, 3, line.under_query)
    first = len(BEFORE)
    for column, one in enumerate(Field, first):
        drawn.cell(row, column, shown.get(one))
    drawn.cell(row, first + len(Field), standing.seen.words)
    sent: dict[str, Value] = {"ods": standing.ods_code}
    sent |= {one.value: value for one, value in shown.items() if value}
    drawn.cell(
        row,
        first + 1 + len(Field),
        json.dumps(sent, default=str, ensure_ascii=False, separators=(",", ":")),
    )


def _headings(drawn: _Sheet, before: Iterable[str]) -> int:
    """Write them and return the first free column."""
    column = 0
    for words in before:
        drawn.heading(column, words, 26 if words == "Practice" else 11, None)
        column += 1
    for one in Field:
        drawn.heading(column, HEADINGS[one], WIDTHS.get(one, 15), one)
        column += 1
    return column


def _choices(drawn: _Sheet, owners: Sequence[str], first: int) -> None:
    """Drop-downs for status, owner and contract; days only in the columns of days."""
    lists = drawn.book.add_worksheet(LISTS)
    lists.hide()
    for place, (one, offered) in enumerate(
        (
            (Field.STATUS, STATUSES),
            (Field.OWNER, owners),
            (Field.CONTRACT, list(ContractType)),
        )
    ):
        lists.write_column(0, place, offered)
        letter = "ABC"[place]
        if offered:
            source = f"={LISTS}!${letter}$1:${letter}${len(offered)}"
            _validate(drawn, one, first, {"validate": "list", "source": source})
    days = {"validate": "date", "criteria": ">", "value": date(1999, 12, 31)}
    for one in DAYS:
        _validate(drawn, one, first, {**days, "error_message": "Write 31/08/2026."})


def _validate(
    drawn: _Sheet, one: Field, first: int, rule: Mapping[str, object]
) -> None:
    column = first + list(Field).index(one)
    drawn.sheet.data_validation(1, column, LAST_LINE, column, dict(rule))


def _about(book: xlsxwriter.Workbook, notes: Notes) -> None:
    sheet, bold = book.add_worksheet("Notes"), book.add_format({"bold": True})
    told = [*notes.lines(), *(("How to", rule) for rule in RULES)]
    for row, (name, value) in enumerate(told):
        sheet.write_string(row, 0, name, bold)
        sheet.write_string(row, 1, value)
    sheet.set_column(0, 0, 16)
    sheet.set_column(1, 1, 110)


def blank_xlsx() -> bytes:
    """The template: a sheet to fill in, its specification, an example."""
    content = io.BytesIO()
    with workbook(content) as book:
        drawn = _sheet(book, SHEET)
        _headings(drawn, ("ODS code",))
        _choices(drawn, [], first=1)
        drawn.sheet.freeze_panes(1, 1)
        template.specification(
            book, book.add_worksheet(template.SPECIFICATION_SHEET), COLUMNS, BLANK_RULES
        )
        example = _sheet(book, template.EXAMPLE_SHEET)
        _headings(example, ("ODS code",))
        for row, line in enumerate(template.examples(COLUMNS), 1):
            for column, text in enumerate(line):
                example.cell(row, column, text)
    return content.getvalue()


def blank_csv() -> bytes:
    return template.lines_csv(COLUMNS, [])


def example_csv() -> bytes:
    return template.lines_csv(COLUMNS, template.examples(COLUMNS))


def _sheet(book: xlsxwriter.Workbook, name: str) -> _Sheet:
    top = {"valign": "top", "text_wrap": True}
    return _Sheet(
        book,
        book.add_worksheet(name),
        # Text stays text: a spreadsheet runs no formula that is typed over it.
        book.add_format({"num_format": "@", **top}),
        book.add_format({"num_format": "dd/mm/yyyy", **top}),
        book.add_format({"bold": True, **top}),
    )
