"""Deprivation: practice code and its fifth, or its tenth, a file that a person makes.

1 is the most deprived, as in the English Indices of Deprivation. A file of tenths is
stored as fifths: 1 and 2 are the first.
"""

from lib.domain.files import Kind
from lib.domain.parsed import Hints, Parsed
from lib.domain.problems import Problem
from lib.domain.rollout_rows import DeprivationRow
from lib.ingest.document import Document
from lib.ingest.formats import dating, headings
from lib.ingest.formats.headings import Column
from lib.ingest.formats.line import PRACTICE, Line
from lib.ingest.formats.once import Once
from lib.ingest.formats.table import Table, open_table, parsed

KIND = Kind.DEPRIVATION

COLUMNS = (
    Column("practice_code", headings.PRACTICE_CODE),
    Column(
        "fifth",
        (
            "Fifth",
            *("Deprivation fifth", "Quintile", "Deprivation quintile"),
            *("IMD quintile", "IMD fifth"),
        ),
        required=False,
    ),
    Column(
        "decile",
        ("Decile", "Deprivation decile", "IMD decile", "Tenth"),
        required=False,
    ),
)
HIGHEST = {"fifth": 5, "decile": 10}


def recognises(document: Document) -> bool:
    return any(
        headings.has_without_counts(document, (COLUMNS[0], column))
        for column in COLUMNS[1:]
    )


def read(document: Document, hints: Hints) -> Parsed:
    table = open_table(document, COLUMNS, hints)
    field = _field(table)
    rows = Once[DeprivationRow]()
    for line in table.lines():
        code = line.code("practice_code", PRACTICE)
        row = DeprivationRow(line.row, code, _fifth(line, field) if field else 0)
        line.sound = line.sound and bool(field)
        rows.add(line, code, row, code)
    return dating.undated(parsed(KIND, table, rows.rows()), hints)


def _field(table: Table) -> str | None:
    """The column that is read; a file with none, or both, cannot be."""
    there = [name for name in HIGHEST if name in table.at]
    if len(there) == 1:
        return there[0]
    message = (
        "The file has fifths and tenths: only one may be there."
        if there
        else "The file tells neither the fifth nor the tenth of a practice."
    )
    table.problems.append(
        Problem(
            "missing-heading",
            message,
            "Head one column Fifth (1 to 5) or Decile (1 to 10); 1 is the most deprived.",
            row=table.row,
            column="Fifth",
        )
    )
    return None


def _fifth(line: Line, field: str) -> int:
    text, highest = line.needed(field), HIGHEST[field]
    if not text:
        return 0
    if text not in {str(number) for number in range(1, highest + 1)}:
        line.blame(
            "not-a-fifth",
            field,
            f"{text!r} is not a whole number from 1 to {highest}.",
            f"Write 1 to {highest}; 1 is the most deprived.",
        )
        return 0
    return int(text) if field == "fifth" else -(-int(text) // 2)
