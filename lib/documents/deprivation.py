"""The template for deprivation by practice: to fill in, with its specification."""

import io

import xlsxwriter  # type: ignore[import-untyped]

from lib.documents import template
from lib.documents.template import Column

DATA_SHEET, SPECIFICATION_SHEET = "Deprivation", "Specification"

COLUMNS = (
    Column(
        "Practice code",
        "The ODS code of the practice. Each practice has one line.",
        "A letter and five digits.",
        ("X99001", "X99002", "X99003"),
        needed=True,
    ),
    Column(
        "Fifth",
        "The fifth of the practice by deprivation; 1 is the most deprived.",
        "1, 2, 3, 4 or 5.",
        ("1", "5", "3"),
        needed=True,
    ),
)
RULES = (
    "In place of Fifth a column Decile with 1 to 10 is read: 1 and 2 are the first fifth.",
    "1 is the most deprived, as in the English Indices of Deprivation. A file in which 5"
    + " or 10 is the most deprived has to be turned round first.",
    "A later file counts for the practices in it; others keep the fifth they have.",
)
WIDTHS = (16, 10)


def as_csv() -> bytes:
    return template.lines_csv(COLUMNS, [])


def example_csv() -> bytes:
    return template.lines_csv(COLUMNS, template.examples(COLUMNS))


def as_xlsx() -> bytes:
    content = io.BytesIO()
    options = {"strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(content, {"in_memory": True, **options}) as book:
        sheet = book.add_worksheet(DATA_SHEET)
        bold = book.add_format({"bold": True})
        for position, (column, width) in enumerate(zip(COLUMNS, WIDTHS, strict=True)):
            sheet.set_column(position, position, width)
            sheet.write_string(0, position, column.heading, bold)
        sheet.freeze_panes(1, 1)
        about = book.add_worksheet(SPECIFICATION_SHEET)
        template.specification(book, about, COLUMNS, RULES)
    return content.getvalue()
