"""A workbook as a person works in it: read, one cell changed, saved by another program."""

import io
from datetime import date

import xlsxwriter
from python_calamine import CalamineWorkbook

SHEET = "Tracker"


def grid(content: bytes) -> list[list]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    return book.get_sheet_by_name(SHEET).to_python()


def written(rows: list[list]) -> bytes:
    """Values alone, dates as dates: no drop-down, and no column is hidden any more."""
    content = io.BytesIO()
    literal = {"strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(content, {"in_memory": True, **literal}) as book:
        sheet = book.add_worksheet(SHEET)
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        for place, row in enumerate(rows):
            for column, cell in enumerate(row):
                if isinstance(cell, date):
                    sheet.write_datetime(place, column, cell, day)
                else:
                    sheet.write(place, column, cell)
    return content.getvalue()


def edited(content: bytes, code: str, heading: str, value) -> bytes:
    """With this in the cell of that practice under that heading."""
    rows = grid(content)
    next(row for row in rows if row[0] == code)[rows[0].index(heading)] = value
    return written(rows)
