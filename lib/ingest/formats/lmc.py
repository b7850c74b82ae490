"""LMC areas: practice code and local medical committee, a file that a person makes.

LMCs follow old county lines and no national file maps them.
"""

from lib.domain.files import Kind
from lib.domain.parsed import Hints, Parsed
from lib.domain.rows import LMCRow
from lib.ingest.document import Document
from lib.ingest.formats import dating, headings
from lib.ingest.formats.headings import Column
from lib.ingest.formats.line import PRACTICE
from lib.ingest.formats.once import Once
from lib.ingest.formats.table import open_table, parsed

KIND = Kind.LMC

COLUMNS = (
    Column("practice_code", headings.PRACTICE_CODE),
    Column(
        "lmc_name",
        ("LMC", "LMC name", "LMC area", "Local medical committee"),
    ),
)


def recognises(document: Document) -> bool:
    return headings.has_without_counts(document, COLUMNS)


def read(document: Document, hints: Hints) -> Parsed:
    table = open_table(document, COLUMNS, hints)
    rows = Once[LMCRow]()
    for line in table.lines():
        code = line.code("practice_code", PRACTICE)
        row = LMCRow(line.row, code, line.needed("lmc_name"))
        rows.add(line, code, row, code)
    return dating.undated(parsed(KIND, table, rows.rows()), hints)
