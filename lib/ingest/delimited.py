"""Delimited text: its encoding, its delimiter, and its lines one at a time."""

import codecs
import csv
import io
from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial
from itertools import islice
from typing import IO

from lib.domain.errors import FileRefused
from lib.ingest.document import Line, Sheet

Source = Callable[[], IO[bytes]]  # opens the bytes from the start, as often as wanted

HEAD = 40
_CHUNK = 1 << 20
_MARKS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\v\f\r"))


def read_sheet(source: Source) -> Sheet:
    encoding = _encoding(source)
    delimiter = _delimiter(source, encoding)
    lines = partial(_lines, source, encoding, delimiter)
    return Sheet(name="", head=list(islice(lines(), HEAD)), lines=lines)


def texts(source: Source) -> Iterator[str]:
    """The whole text in pieces of about a megabyte that end where a line ends."""
    with _text(source, _encoding(source)) as stream:
        while text := stream.read(_CHUNK):
            yield text + stream.readline()


def _encoding(source: Source) -> str:
    with source() as stream:
        start = stream.read(3)
    marked = [name for mark, name in _MARKS.items() if start.startswith(mark)]
    for encoding in marked or ["utf-8", "cp1252"]:
        if _decodes(source, encoding):
            return encoding
    raise FileRefused(
        "The letters of this file are in an encoding that cannot be read. "
        "Save it again as “CSV UTF-8” and choose it once more.",
        "encoding",
    )


def _decodes(source: Source, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    with source() as stream:
        try:
            while chunk := stream.read(_CHUNK):
                _refuse_controls(decoder.decode(chunk))
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return False
    return True


def _refuse_controls(text: str) -> None:
    raw = text.encode("utf-8", "surrogatepass")
    if len(raw.translate(None, _CONTROLS)) != len(raw):
        raise FileRefused(
            "This is not a table: it holds characters that no text has. "
            "Send a CSV file or an Excel workbook (.xlsx).",
            "not-text",
        )


def _delimiter(source: Source, encoding: str) -> str:
    return max(",\t;", key=partial(_fit, source, encoding))


def _fit(source: Source, encoding: str, delimiter: str) -> int:
    """How many cells the first lines have in common when cut at this delimiter."""
    try:
        head = list(islice(_lines(source, encoding, delimiter), HEAD))
    except FileRefused:
        return 0
    widths = Counter(len(cells) for _, cells in head)
    return max((n * (width - 1) for width, n in widths.items()), default=0)


def _lines(source: Source, encoding: str, delimiter: str) -> Iterator[Line]:
    with _text(source, encoding) as stream:
        records = csv.reader(stream, delimiter=delimiter)
        try:
            for number, record in enumerate(records, start=1):
                cells = list(map(str.strip, record))
                if any(cells):
                    yield number, cells
        except csv.Error:
            raise FileRefused(
                f"A cell after line {records.line_num:,} has no end. "
                'Look for a quotation mark (") that is opened and not closed.',
                "open-quote",
            ) from None


def _text(source: Source, encoding: str) -> io.TextIOWrapper:
    return io.TextIOWrapper(source(), encoding=encoding, newline="")
