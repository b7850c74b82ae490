"""The template for counts by practice: to fill in, specified, with a worked example."""

import csv
import io
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

import xlsxwriter  # type: ignore[import-untyped]

DATA_SHEET = "Counts"
SPECIFICATION_SHEET = "Specification"
EXAMPLE_SHEET = "Worked example"

COUNT = "A whole number, 0 or more. <5 or * where it was hidden. Blank where not known."
LIST = "A whole number, 0 or more. Blank where not known."
POPULATIONS = ["all", "16 and over"]


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
COLUMNS = (
    practice_code(),
    PRACTICE_NAME,
    Column(
        "Patients with active 104",
        "Patients of whom the latest code among 104 and 106 is 104. Not entries, and "
        "not patients ever coded 104. SNOMED CT 1364731000000104.",
        COUNT,
        ("118", "16020", "<5"),
        needed=True,
    ),
    Column(
        "104 added in month",
        "Patients to whom 104 was applied during the month.",
        COUNT,
        ("4", "0", ""),
    ),
    Column(
        "104 superseded by 106 in month",
        "Patients whose 104 was followed by a 106 during the month.",
        COUNT,
        ("12", "0", ""),
    ),
    Column(
        "Patients with 106",
        "Patients of whom the latest code among 104 and 106 is 106. "
        "SNOMED CT 1364751000000106.",
        COUNT,
        ("12", "0", "*"),
    ),
    Column(
        "Patients with 103",
        "Patients who declined online access themselves. SNOMED CT 1290331000000103.",
        COUNT,
        ("31", "9", ""),
    ),
    Column(
        "List size",
        "Registered patients of all ages on the run date.",
        LIST,
        ("3702", "19755", "9800"),
    ),
    Column(
        "List size 16 and over",
        "Registered patients aged 16 and over on the run date.",
        LIST,
        ("3021", "16388", ""),
    ),
    Column(
        "Counted of",
        "Of whom the patients were counted. The same in every line.",
        " or ".join(POPULATIONS),
        ("16 and over", "16 and over", "16 and over"),
        needed=True,
    ),
    RUN_DATE,
)

RULES = (
    "Counts by practice only. Nothing about one patient may be in this file.",
    "Leave a cell blank where there is no figure. Write 0 only where none was counted.",
    "Leave out totals. Do not rename columns that you use; others may be removed.",
    f"Only the sheet {DATA_SHEET} is read. The practices of the example are invented.",
)

WIDTHS = (16, 28, 14, 14, 16, 14, 14, 12, 12, 14, 14)
EXAMPLE_DAY = date(2026, 7, 31)


def as_csv() -> bytes:
    return lines_csv(COLUMNS, [])


def example_csv() -> bytes:
    return lines_csv(COLUMNS, examples(COLUMNS))


def examples(columns: Sequence[Column]) -> list[list[str]]:
    """The lines of the worked example."""
    return [list(line) for line in zip(*(c.examples for c in columns), strict=True)]


def as_xlsx() -> bytes:
    content = io.BytesIO()
    options = {"strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(content, {"in_memory": True, **options}) as book:
        _fill_in(book, book.add_worksheet(DATA_SHEET))
        specification(book, book.add_worksheet(SPECIFICATION_SHEET), COLUMNS, RULES)
        example = book.add_worksheet(EXAMPLE_SHEET)
        _fill_in(book, example)
        _example(example)
    return content.getvalue()


def lines_csv(columns: Sequence[Column], lines: list[list[str]]) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow([column.heading for column in columns])
    writer.writerows(lines)
    return text.getvalue().encode()


def _heading(book: xlsxwriter.Workbook) -> xlsxwriter.format.Format:
    return book.add_format({"bold": True, "text_wrap": True, "valign": "top"})


def _fill_in(book: xlsxwriter.Workbook, sheet: xlsxwriter.worksheet.Worksheet) -> None:
    formats = {
        "Practice code": book.add_format({"num_format": "@"}),
        "Run date": book.add_format({"num_format": "dd/mm/yyyy"}),
    }
    for position, (column, width) in enumerate(zip(COLUMNS, WIDTHS, strict=True)):
        sheet.set_column(position, position, width, formats.get(column.heading))
        sheet.write_string(0, position, column.heading, _heading(book))
        if column.heading == "Counted of":
            choice = {"validate": "list", "source": POPULATIONS}
            sheet.data_validation(1, position, 9_999, position, choice)
    sheet.freeze_panes(1, 1)


def _example(sheet: xlsxwriter.worksheet.Worksheet) -> None:
    for position, column in enumerate(COLUMNS):
        for row, text in enumerate(column.examples, start=1):
            if column.heading == "Run date":
                sheet.write_datetime(row, position, EXAMPLE_DAY)
            elif text.isdigit():
                sheet.write_number(row, position, int(text))
            else:
                sheet.write_string(row, position, text)


def specification(
    book: xlsxwriter.Workbook,
    sheet: xlsxwriter.worksheet.Worksheet,
    columns: Sequence[Column],
    rules: Sequence[str],
) -> None:
    """What each column means and may hold, an example of it, and the rules below."""
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    sheet.set_column(0, 0, 30, wrapped)
    sheet.set_column(1, 1, 60, wrapped)
    sheet.set_column(2, 2, 40, wrapped)
    sheet.set_column(3, 4, 14, wrapped)
    titles = ("Column", "Meaning", "Allowed values", "Example", "Needed")
    sheet.write_row(0, 0, titles, _heading(book))
    for row, column in enumerate(columns, start=1):
        needed = "yes" if column.needed else "no"
        cells = (column.heading, column.meaning, column.allowed, column.examples[0])
        for position, text in enumerate((*cells, needed)):
            sheet.write_string(row, position, text)
    for row, rule in enumerate(rules, start=len(columns) + 2):
        sheet.merge_range(row, 0, row, 4, rule, wrapped)
    sheet.freeze_panes(1, 0)
