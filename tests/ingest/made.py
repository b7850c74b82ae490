"""Files made for the tests: tables as CSV, zip and xlsx, and parts of a workbook."""

import io
import zipfile
from collections.abc import Callable, Sequence

import xlsxwriter

from lib.ingest import opening
from lib.ingest.document import Line, Sheet

Table = Sequence[Sequence[object]]


def csv_bytes(table: Table, *, delimiter: str = ",", encoding: str = "utf-8") -> bytes:
    lines = [delimiter.join(str(cell) for cell in row) for row in table]
    return ("\r\n".join(lines) + "\r\n").encode(encoding)


def zipped(parts: dict[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", compression) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return packed.getvalue()


def workbook(
    table: Table,
    more: Callable[[xlsxwriter.Workbook], object] = lambda _: None,
) -> bytes:
    """A workbook with this table on its first sheet; `more` may add to it."""
    packed = io.BytesIO()
    with xlsxwriter.Workbook(packed, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Counts")
        for number, row in enumerate(table):
            sheet.write_row(number, 0, row)
        more(book)
    return packed.getvalue()


def changed(book: bytes, parts: dict[str, bytes | None]) -> bytes:
    """The workbook with parts put in, exchanged, or (None) taken out."""
    with zipfile.ZipFile(io.BytesIO(book)) as archive:
        all_parts = {name: archive.read(name) for name in archive.namelist()}
    kept = {**all_parts, **parts}
    return zipped({name: part for name, part in kept.items() if part is not None})


def worksheet(rows: str, before: str = "") -> bytes:
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>{before}<worksheet xmlns="{space}">'
        f"<sheetData>{rows}</sheetData></worksheet>"
    ).encode()


def only_sheet(content: bytes) -> Sheet:
    (sheet,) = opening.open_document(content, "made.csv").sheets
    return sheet


def lines(content: bytes) -> list[Line]:
    return list(only_sheet(content).lines())
