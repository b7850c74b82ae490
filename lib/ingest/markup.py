"""The XML inside a workbook: the texts that a person could have typed, the area filled."""

import io
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NoReturn
from xml.parsers import expat

from lib.domain.errors import FileRefused

# Attributes with words in them: names of sheets and cells, prompts, links, what a filter
# looks for, what a pivot table remembers. Others hold ids that look like numbers.
_WORDS = {
    *("author", "comment", "descr", "display", "displayName", "error", "errorTitle"),
    *("location", "name", "prompt", "promptTitle", "Target", "title", "tooltip", "v"),
}
_SOUGHT = {"filter", "customFilter", "inputCells"}
# One text in several fonts is several <t>; the text ends with one of these.
_WHOLE = {"comment", "is", "p", "si"}


@dataclass
class Markup:
    texts: list[str] = field(default_factory=list)
    rows: set[int] = field(default_factory=set)  # with at least one filled cell
    columns: set[int] = field(default_factory=set)

    @property
    def area(self) -> int:
        """How many cells lie between the outermost filled ones, these included."""
        return _span(self.rows) * _span(self.columns)


def damaged() -> FileRefused:
    return FileRefused(
        "This workbook is damaged. Open it in Excel, save it again as an Excel "
        "workbook (.xlsx) and choose it once more.",
        "damaged",
    )


def read(part: bytes) -> Markup:
    reader = _Reader()
    try:
        reader.parse(part)
    except (expat.ExpatError, ValueError, LookupError):
        raise damaged() from None
    return reader.found


class _Reader:
    def __init__(self) -> None:
        self.found = Markup()
        self.pieces: list[str] = []
        self.direct = False
        self.row = self.column = 0

    def parse(self, part: bytes) -> None:
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = _refuse_doctype
        parser.StartElementHandler = self.start
        parser.EndElementHandler = self.end
        parser.CharacterDataHandler = self.words
        parser.ParseFile(io.BytesIO(part))
        self.flush()

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.direct = False
        tag = _local(name)
        if tag == "row":
            self.row, self.column = int(attributes.get("r", self.row + 1)), 0
        elif tag == "c":
            self.locate(attributes.get("r"))
        elif tag in {"v", "is"} and self.column:
            self.found.rows.add(self.row)
            self.found.columns.add(self.column)
        for key, value in attributes.items():
            if _local(key) in _WORDS or (key == "val" and tag in _SOUGHT):
                self.found.texts.append(value)

    def locate(self, reference: str | None) -> None:
        if reference is None:
            self.column += 1
            return
        letters = reference.rstrip("0123456789")
        self.row = int(reference[len(letters) :])
        self.column = _column(letters)

    def end(self, name: str) -> None:
        tag = _local(name)
        if tag in _WHOLE or (self.direct and tag != "t"):
            self.flush()
        self.direct = False

    def words(self, text: str) -> None:
        self.pieces.append(text)
        self.direct = self.direct or not text.isspace()

    def flush(self) -> None:
        self.found.texts.append("".join(self.pieces))
        self.pieces.clear()


def _span(places: set[int]) -> int:
    return max(places) - min(places) + 1 if places else 0


@lru_cache(maxsize=1000)
def _column(letters: str) -> int:
    """A is 1, Z is 26, AA is 27."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number


@lru_cache(maxsize=1000)
def _local(name: str) -> str:
    return name.rpartition(":")[2]


def _refuse_doctype(*_: object) -> NoReturn:
    raise FileRefused(
        "This workbook defines entities of its own (a DOCTYPE), which no Excel file "
        "does, so it was not read. Copy the table into a new workbook and send that.",
        "doctype",
    )
