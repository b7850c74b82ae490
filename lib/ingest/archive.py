"""Zip files and workbooks: refused before anything large or hidden is unpacked."""

import codecs
import io
import re
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import IO

from lib.domain.errors import FileRefused
from lib.ingest import markup

CSV_LIMIT = 200 * 2**20
WORKBOOK_LIMIT = 64 * 2**20
CELL_LIMIT = 5_000_000
MAX_PARTS = 200

Texts = dict[str, str]  # by name of the part: all that a person could have typed

_UNWANTED = (
    (r"(^|/)vbaProject|^xl/(macrosheets|dialogsheets)/", "macros", "with macros"),
    (r"^xl/workbook\.bin$", "binary-workbook", "in binary form (.xlsb)"),
    (r"(^|/)embeddings/", "embedded-file", "with another file inside it"),
    (r"^EncryptedPackage$", "encrypted", "protected by a password"),
)
_XML = (b"<", codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
# python-calamine gives an error cell as an empty one, which would make #DIV/0! a blank.
_ERROR_CELL = re.compile(rb"""(<(?:\w+:)?c\b[^<>]*?\bt=)(["'])e\2""")


def is_zip(content: bytes) -> bool:
    return content.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08"))


def names(content: bytes) -> list[str]:
    with _opened(content) as archive:
        return archive.namelist()


def is_workbook(content: bytes) -> bool:
    return any(name.startswith("xl/") for name in names(content))


def workbook(content: bytes) -> tuple[bytes, Texts]:
    """The workbook packed anew from its checked parts, and the words in each part.

    Packed anew, so that what is read is what was checked, whatever the headers of the
    original said.
    """
    packed, texts = io.BytesIO(), {}
    with zipfile.ZipFile(packed, "w") as archive:
        for name, part in _unpacked(content).items():
            texts[name], checked = _checked(name, part)
            archive.writestr(name, checked)
    return packed.getvalue(), texts


def holds_cells(name: str) -> bool:
    """Whether this part of a workbook has what stands in cells, and little else."""
    part = name.lower()
    return (
        part.startswith(("xl/worksheets/", "xl/sharedstrings")) and "_rels" not in part
    )


def _checked(name: str, part: bytes) -> tuple[str, bytes]:
    if is_zip(part):
        raise _refusal("embedded-file", "It has another file inside it.")
    if name.endswith(".vml"):  # drawings of comments, often not well-formed
        return re.sub(r"<[^<>]*>", "", part.decode("utf-8", "replace")), part
    if not name.endswith((".xml", ".rels")) and not part.lstrip().startswith(_XML):
        return "", part
    found = markup.read(part)
    if found.area > CELL_LIMIT:
        raise _too_many_cells()
    if found.rows:
        part = _ERROR_CELL.sub(rb'\1"str"', part)
    return "\n".join([name, *found.texts]), part


def only_csv(content: bytes) -> Callable[[], IO[bytes]]:
    """How to open the one file in this zip; it is never unpacked as a whole."""
    with _opened(content) as archive:
        parts = [p for p in archive.infolist() if not _left_by_macos(p)]
        if len(parts) != 1:
            raise FileRefused(
                f"This zip holds {len(parts)} files. Send a zip with one CSV file in "
                "it, or each file by itself.",
                "several-files",
            )
        _check(parts, CSV_LIMIT)
        _drain(archive, parts[0])

    def source() -> IO[bytes]:
        return zipfile.ZipFile(io.BytesIO(content)).open(parts[0])

    return source


def _unpacked(content: bytes) -> dict[str, bytes]:
    with _opened(content) as archive:
        infos = [info for info in archive.infolist() if not info.is_dir()]
        _check(infos, WORKBOOK_LIMIT)
        for pattern, problem, what in _UNWANTED:
            if any(re.search(pattern, info.filename) for info in infos):
                raise _refusal(problem, f"This is a workbook {what}.")
        parts = {info.filename: archive.read(info) for info in infos}
    if any(len(parts[info.filename]) != info.file_size for info in infos):
        raise _damaged()
    return parts


def _check(infos: list[zipfile.ZipInfo], limit: int) -> None:
    names = [info.filename for info in infos]
    if len(names) > MAX_PARTS or len(set(names)) != len(names):
        raise _refusal("unsafe-archive", "It is packed in an unusual way.")
    if any(re.search(r"(^|[/\\])\.\.([/\\]|$)|^[/\\]|^\w:", n) for n in names):
        raise _refusal("unsafe-archive", "It names files outside itself.")
    if any(info.flag_bits & 0x1 for info in infos):
        raise _refusal("encrypted", "It is protected by a password.")
    usual = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
    if any(info.compress_type not in usual for info in infos):
        raise _refusal("unsafe-archive", "It is packed in an unusual way.")
    if sum(info.file_size for info in infos) > limit:
        raise too_large(limit)


def too_large(limit: int) -> FileRefused:
    return FileRefused(
        f"Unpacked, this file is larger than {limit // 2**20} MB, the most that is "
        "read. Send fewer months or only the sheet that is needed, saved as CSV.",
        "too-large",
    )


def _too_many_cells() -> FileRefused:
    return FileRefused(
        "A sheet of this workbook has cells so far apart that it would have more than "
        f"{CELL_LIMIT:,} cells. Delete what stands far below or right of the table, or "
        "copy the table into a new workbook.",
        "too-many-cells",
    )


def _drain(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> None:
    """Read once to the end: the checksum, and the true length beside the stated one."""
    length = 0
    with archive.open(info) as part:
        start = part.read(8)
        length += len(start)
        while chunk := part.read(1 << 20):
            length += len(chunk)
    if length != info.file_size:
        raise _damaged()
    if is_zip(start):
        raise _refusal("nested-archive", "It holds another zip or a workbook.")


def _left_by_macos(info: zipfile.ZipInfo) -> bool:
    return info.is_dir() or info.filename.startswith("__MACOSX/")


@contextmanager
def _opened(content: bytes) -> Iterator[zipfile.ZipFile]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            yield archive
    except (
        *(zipfile.BadZipFile, zlib.error, struct.error, EOFError),
        *(NotImplementedError, RuntimeError, OSError, ValueError),
    ):
        raise _damaged() from None


def _refusal(problem: str, what: str) -> FileRefused:
    return FileRefused(
        f"{what} Send a plain Excel workbook (.xlsx) or a CSV file.", problem
    )


def _damaged() -> FileRefused:
    return FileRefused(
        "This file is damaged or only partly there: it cannot be unpacked. "
        "Download or save it again.",
        "damaged",
    )
