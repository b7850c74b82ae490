"""Successions: which practice followed another, or which ICB a location went to.

A file that a person makes, or transcribes from a notice of the Organisation Data Service.
"""

from dataclasses import replace
from datetime import date

from lib.domain.codes import ods_code
from lib.domain.dates import uk
from lib.domain.files import Kind
from lib.domain.parsed import Hints, Parsed
from lib.domain.problems import Problem
from lib.domain.rollout_rows import SuccessionRow
from lib.ingest.document import Document
from lib.ingest.formats import dating, headings
from lib.ingest.formats.headings import Column
from lib.ingest.formats.line import ORGANISATION, PRACTICE, Line
from lib.ingest.formats.once import Once
from lib.ingest.formats.table import open_table, parsed

KIND = Kind.SUCCESSION

COLUMNS = (
    Column(
        "code",
        ("Code", "Sub-ICB location code", "Old code", *headings.PRACTICE_CODE),
    ),
    Column(
        "successor",
        ("Successor", "Successor code", "New ICB code", "New code", "Succeeded by"),
    ),
    *headings.FROM_UNTIL,
    Column("source", ("Source", "Reference", "Where from"), required=False),
)


def recognises(document: Document) -> bool:
    return headings.has_without_counts(document, COLUMNS)


def read(document: Document, hints: Hints) -> Parsed:
    table = open_table(document, COLUMNS, hints)
    rows = Once[SuccessionRow]("code", "duplicate-code")
    for line in table.lines():
        row = _row(line, hints.period)
        if row is not None:
            key = (row.code, row.from_on)
            rows.add(line, key, row, f"{row.code} from {uk(row.from_on)}")
    found = parsed(KIND, table, rows.rows())
    if table.at and "from" not in table.at and hints.period is None:
        found = replace(found, rows=[], problems=[_no_day(), *found.problems])
    return dating.undated(found, hints)


def _row(line: Line, said: date | None) -> SuccessionRow | None:
    """A file without a column of days is of the first of the month that was said."""
    from_on = line.needed_day("from") if "from" in line.at else said
    until_on = line.until(from_on)
    shape = PRACTICE if ods_code(line.text("code")) else ORGANISATION
    code, successor = (line.code(field, shape) for field in ("code", "successor"))
    if code and code == successor:
        line.blame("own-successor", "successor", f"{code} cannot follow itself.")
    if from_on is None or not line.sound:
        return None
    source = line.text("source")
    return SuccessionRow(line.row, code, successor, from_on, until_on, source)


def _no_day() -> Problem:
    return Problem(
        "no-period",
        "Nothing says from when these successions hold.",
        "Add a column headed From, or say the month from whose first day they hold.",
    )
