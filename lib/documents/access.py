"""The template for online accounts with access: to fill in, with specification, example."""

import io

import xlsxwriter  # type: ignore[import-untyped]

from lib.documents import template
from lib.documents.template import COUNT, Column

DATA_SHEET, SPECIFICATION_SHEET = "Access", "Specification"
EXAMPLE_SHEET = "Worked example"

COLUMNS = (
    Column(
        "Practice code",
        "The ODS code of the practice. One line for each practice and month.",
        "A letter and five digits.",
        ("X99001", "X99002", "X99003"),
        needed=True,
    ),
    Column(
        "Practice name",
        "For whoever fills this in. It is not stored.",
        "Any text.",
        (
            "An Invented Surgery",
            "Another Invented Practice",
            "A Third Invented Practice",
        ),
    ),
    Column(
        "Online accounts",
        "Patients with an online account at the practice, through the NHS App or"
        " another service.",
        COUNT,
        ("5210", "8804", "4100"),
        needed=True,
    ),
    Column(
        "Accounts with prospective access",
        "Those of them who see new entries of their record as these are made. Not who"
        " could if they signed up, and not the detailed coded record.",
        COUNT,
        ("4689", "8012", "*"),
        needed=True,
    ),
    Column(
        "Run date",
        "The day that the figures describe. The 1st of a month belongs to the month"
        " before, any other day to its own month.",
        "A date, day first.",
        ("31/07/2026", "31/07/2026", "31/07/2026"),
        needed=True,
    ),
)
RULES = (
    "Counts by practice only. Nothing about one patient may be in this file.",
    "Leave a cell blank where there is no figure. Write 0 only where none was counted.",
    "No more accounts with access than accounts. Leave out totals.",
    f"Only the sheet {DATA_SHEET} is read. The practices of the example are invented.",
)
WIDTHS = (16, 28, 18, 24, 14)


def as_csv() -> bytes:
    return template.lines_csv(COLUMNS, [])


def example_csv() -> bytes:
    return template.lines_csv(COLUMNS, template.examples(COLUMNS))


def as_xlsx() -> bytes:
    content = io.BytesIO()
    options = {"strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(content, {"in_memory": True, **options}) as book:
        _headed(book, book.add_worksheet(DATA_SHEET))
        about = book.add_worksheet(SPECIFICATION_SHEET)
        template.specification(book, about, COLUMNS, RULES)
        example = book.add_worksheet(EXAMPLE_SHEET)
        _headed(book, example)
        for row, cells in enumerate(template.examples(COLUMNS), start=1):
            example.write_row(row, 0, cells)
    return content.getvalue()


def _headed(book: xlsxwriter.Workbook, sheet: xlsxwriter.worksheet.Worksheet) -> None:
    bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    formats = {
        "Practice code": book.add_format({"num_format": "@"}),
        "Run date": book.add_format({"num_format": "dd/mm/yyyy"}),
    }
    for position, (column, width) in enumerate(zip(COLUMNS, WIDTHS, strict=True)):
        sheet.set_column(position, position, width, formats.get(column.heading))
        sheet.write_string(0, position, column.heading, bold)
    sheet.freeze_panes(1, 1)
