"""Excel workbooks: each cell as the text that a person would have typed."""

import io
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from functools import partial
from itertools import islice

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    SheetMetadata,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from lib.ingest.delimited import HEAD
from lib.ingest.document import Line, Sheet
from lib.ingest.markup import damaged

Cell = str | int | float | bool | date | datetime | time | timedelta


def read_sheets(content: bytes) -> tuple[list[Sheet], list[Sheet]]:
    """The sheets that a person sees, and the hidden ones; none that is empty."""
    visible: list[Sheet] = []
    hidden: list[Sheet] = []
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
        for about in workbook.sheets_metadata:
            if about.typ == SheetTypeEnum.WorkSheet:
                place = visible if about.visible == SheetVisibleEnum.Visible else hidden
                place.append(_sheet(workbook, about))
    except (CalamineError, OSError, ValueError):
        raise damaged() from None
    return [s for s in visible if s.head], [s for s in hidden if s.head]


def _sheet(workbook: CalamineWorkbook, about: SheetMetadata) -> Sheet:
    lines = partial(_lines, workbook.get_sheet_by_name(about.name))
    return Sheet(name=about.name, head=list(islice(lines(), HEAD)), lines=lines)


def _lines(sheet: CalamineSheet) -> Iterator[Line]:
    _, left = sheet.start or (0, 0)
    for number, row in enumerate(sheet.iter_rows(), start=1):
        cells = [""] * left + [text(cell) for cell in row]
        if any(cells):
            yield number, cells


def text(cell: Cell) -> str:
    """5.0 is "5"; 1.3647310000001E+15 is written out; a day at midnight is a day."""
    match cell:
        case str():
            return cell.strip()
        case bool():
            return str(cell).upper()
        case float() if cell.is_integer():
            return str(int(cell))
        case datetime() if cell.time() == time():
            return cell.date().isoformat()
        case datetime():
            return cell.isoformat(" ", "seconds")
    return str(cell)
