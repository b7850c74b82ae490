"""Any file to lines of text: what it is shows in its first bytes, not in its name."""

import io
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from lib.domain.errors import FileRefused
from lib.ingest import archive, delimited, workbook
from lib.ingest.document import Document, Sheet

_OLE = b"\xd0\xcf\x11\xe0"  # Office before 2007, and every encrypted workbook
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_EXCEL = (".xlsx", ".xlsm", ".xls")
_KNOWN_BY_START = (
    ((_OLE,), "old-excel", "in the old Excel format (.xls)"),
    ((b"%PDF",), "pdf", "a PDF"),
    ((b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\0", b"MM\0*"), "image", "a picture"),
    (
        (b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!\x1a", b"BZh9", b"\xfd7zXZ"),
        "other-archive",
        "packed, but not as a zip",
    ),
)


@dataclass(frozen=True)
class Opened:
    """A document, and what is only looked through for patients."""

    document: Document
    hidden: list[Sheet]
    cells: Callable[[], Iterable[str]]  # every cell, several in one text
    elsewhere: Callable[[], Iterable[str]]  # comments, properties, names of sheets


def open_document(content: bytes, file_name: str) -> Document:
    return open_file(content, file_name).document


def open_file(content: bytes, file_name: str) -> Opened:
    _refuse_by_start(content)
    if not archive.is_zip(content):
        return _delimited(lambda: io.BytesIO(content), file_name)
    if archive.is_workbook(content):
        return _workbook(content)
    return _delimited(archive.only_csv(content), file_name)


def _workbook(content: bytes) -> Opened:
    packed, texts = archive.workbook(content)
    elsewhere = [text for name, text in texts.items() if not archive.holds_cells(name)]
    visible, hidden = workbook.read_sheets(packed)
    if not visible:
        raise _empty()
    return Opened(
        document=Document(visible),
        hidden=hidden,
        cells=lambda: texts.values(),
        elsewhere=lambda: elsewhere,
    )


def _delimited(source: delimited.Source, file_name: str) -> Opened:
    with source() as stream:
        start = stream.read(4096)
    _refuse_by_start(start)
    _refuse_markup(start, file_name)
    sheet = _lines(source, file_name)
    if not sheet.head:
        raise _empty()
    return Opened(
        document=Document([sheet]),
        hidden=[],
        cells=lambda: delimited.texts(source),
        elsewhere=list,
    )


def _lines(source: delimited.Source, file_name: str) -> Sheet:
    try:
        return delimited.read_sheet(source)
    except FileRefused as refusal:
        binary = refusal.problem in ("encoding", "not-text")
        if binary and file_name.lower().endswith(_EXCEL):
            what = "no Excel workbook, though its name says so; it may be damaged"
            raise _not_a_table("not-excel", what) from None
        raise


def _refuse_by_start(content: bytes) -> None:
    if not content:
        raise _empty()
    if content.startswith(_OLE) and _ENCRYPTED in content:
        raise _not_a_table("encrypted", "a workbook protected by a password")
    for starts, problem, what in _KNOWN_BY_START:
        if content.startswith(starts):
            raise _not_a_table(problem, what)


def _refuse_markup(start: bytes, file_name: str) -> None:
    text = start.decode("utf-8-sig", "ignore").replace("\0", "").lstrip()
    if re.match(r"<(!doctype|html|head|body|table|\?xml|div)\b", text, re.IGNORECASE):
        # Web reports save such a page under a name that ends in .xls.
        though = ", though its name says Excel" if ".xls" in file_name.lower() else ""
        raise _not_a_table("html", f"a web page or XML{though}")
    if re.match(r'\{\s*("|\})|\[\s*(\{|\[|"|\d|\])', text):
        raise _not_a_table("json", "JSON")


def _not_a_table(problem: str, what: str) -> FileRefused:
    return FileRefused(
        f"This file is {what}. Open it where it came from and save the table as a CSV "
        "file or an Excel workbook (.xlsx).",
        problem,
    )


def _empty() -> FileRefused:
    return FileRefused(
        "This file is empty. Check that the export had finished, and choose it again.",
        "empty-file",
    )
