"""A table in a file: its lines from the heading down, and what is wrong with them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from lib.domain.files import Kind
from lib.domain.parsed import Hints, Parsed
from lib.domain.problems import Problem
from lib.domain.rows import Row
from lib.ingest.document import Document, Sheet
from lib.ingest.document import Line as RawLine
from lib.ingest.formats import headings
from lib.ingest.formats.headings import Column
from lib.ingest.formats.line import Line


@dataclass
class Table:
    """`at` tells in which column each field stands; `row` is the heading line.

    `narrowest` is the fewest cells of a line that has not lost any.
    """

    sheet: Sheet | None
    row: int
    headings: list[str]
    at: dict[str, int]
    problems: list[Problem] = field(default_factory=list)
    narrowest: int = 0
    rows_read: int = 0
    unmatched: list[str] = field(default_factory=list)

    def lines(self) -> Iterator[Line]:
        for row, cells in self.raw_lines():
            yield self.line(row, cells)

    def line(self, row: int, cells: list[str]) -> Line:
        return Line(row, cells, self.at, self.headings, self.problems)

    def count_lines(self) -> None:
        for _ in self.raw_lines():
            pass

    def raw_lines(self) -> Iterator[RawLine]:
        """The lines as they are, for the files of half a million of them."""
        width = _width(self.headings)
        for row, cells in self.sheet.lines() if self.sheet else ():
            if row <= self.row:
                continue
            self.rows_read += 1
            if len(cells) == width:
                yield row, cells
            elif self._is_whole(row, cells, width):
                yield row, cells + [""] * (width - len(cells))

    def _is_whole(self, row: int, cells: list[str], width: int) -> bool:
        extra = [cell for cell in cells[width:] if cell]
        if extra:
            self.problems.append(_extra_cells(row, extra[0], width))
        elif len(cells) < self.narrowest:
            self.problems.append(_lost_cells(row, len(cells), width))
        return not extra and len(cells) >= self.narrowest

    def heading(self, field_name: str) -> str:
        position = self.at.get(field_name)
        return field_name if position is None else self.headings[position]


def open_table(document: Document, columns: Sequence[Column], hints: Hints) -> Table:
    """The table with these headings; those unmatched are told only where one lacks."""
    found = headings.find(document, columns, hints.columns)
    if found is None:
        top = [cell for _, cells in document.sheets[0].head[:1] for cell in cells]
        return Table(None, 0, [], {}, [_no_headings(columns)], unmatched=top)
    problems = headings.wrong(found, columns)
    table = Table(found.sheet, found.row, found.headings, found.at, problems)
    if problems:
        table.unmatched = headings.unmatched(found, hints.columns)
    return table


def parsed(kind: Kind, table: Table, rows: Iterable[Row]) -> Parsed:
    """What was read, the problems in the order of the rows.

    Nothing is left where the headings are wrong, for a column may be missing unseen.
    """
    stored = list(rows)
    problems = sorted(table.problems, key=lambda problem: problem.row or 0)
    if any(problem.row in {None, table.row} for problem in problems):
        stored = []
    elif not stored and not problems:
        problems = [_nothing_left()]
    return Parsed(
        kind, stored, table.rows_read, problems, unmatched_headings=table.unmatched
    )


def _width(spelled: list[str]) -> int:
    return max((n for n, heading in enumerate(spelled, 1) if heading), default=0)


def _extra_cells(row: int, cell: str, width: int) -> Problem:
    return Problem(
        "extra-cells",
        f"The line has more cells than the {width} columns of the table.",
        "A comma inside a name needs quotation marks around the name.",
        row=row,
        value=cell,
    )


def _lost_cells(row: int, cells: int, width: int) -> Problem:
    return Problem(
        "lost-cells",
        f"The line has {cells} cells, but the layout has {width}.",
        "The line may be cut off. Download the file again.",
        row=row,
    )


def _no_headings(columns: Sequence[Column]) -> Problem:
    expected = ", ".join(each.names[0] for each in columns if each.required)
    return Problem(
        "no-headings",
        "No line with the headings of this kind of file was found near the top.",
        f"Expected: {expected}.",
    )


def _nothing_left() -> Problem:
    return Problem(
        "no-rows",
        "The file has no line that can be used.",
        "Check that it is the right file and that it is complete.",
    )
