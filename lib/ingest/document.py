"""An opened file: its sheets, and their lines as text."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

Line = tuple[int, list[str]]  # the line that a spreadsheet shows, and its cells as text


@dataclass(frozen=True)
class Sheet:
    """A CSV, or one visible sheet of a workbook. Cells are stripped text."""

    name: str  # "" for a CSV
    head: list[Line]  # the first 40 lines that are not blank
    lines: Callable[[], Iterator[Line]]  # all lines that are not blank, from the top


@dataclass(frozen=True)
class Document:
    """An opened file: encoding, delimiter and packing are settled."""

    sheets: list[Sheet]
