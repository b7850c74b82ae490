"""gp-reg-pat-prac-all: registered patients of each practice on the 1st of a month."""

from datetime import date

from lib.domain.files import Basis, Kind
from lib.domain.parsed import Hints, Parsed
from lib.domain.rows import ListSizeRow
from lib.ingest.document import Document
from lib.ingest.formats import dating, headings
from lib.ingest.formats.headings import Column
from lib.ingest.formats.line import PRACTICE, Line
from lib.ingest.formats.once import Once
from lib.ingest.formats.table import open_table, parsed

KIND = Kind.LIST_SIZE

COLUMNS = (
    Column("on", ("EXTRACT_DATE",)),
    Column("type", ("TYPE",)),
    Column("practice_code", ("CODE",)),
    Column("sex", ("SEX",)),
    Column("age", ("AGE",)),
    Column("patients", ("NUMBER_OF_PATIENTS",)),
)


def recognises(document: Document) -> bool:
    return headings.has(document, COLUMNS, {"practice_code", "type", "patients"})


def read(document: Document, hints: Hints) -> Parsed:
    table = open_table(document, COLUMNS, hints)
    rows = Once[ListSizeRow]()
    on: date | None = None
    for line in table.lines():
        if not _is_total(line):
            continue
        on = line.same_day("on", on)
        row = _row(line, on)
        if row:
            rows.add(line, row.practice_code, row, row.practice_code)
    return dating.snapshot(parsed(KIND, table, rows.rows()), on, hints)


def _is_total(line: Line) -> bool:
    """Other lines of such a file are larger areas, one sex or an age band."""
    found = [line.needed(field).upper() for field in ("type", "sex", "age")]
    return not line.sound or found == ["GP", "ALL", "ALL"]


def _row(line: Line, on: date | None) -> ListSizeRow | None:
    code = line.code("practice_code", PRACTICE)
    patients = line.number("patients")
    if on is None or not line.sound:
        return None
    if not patients:
        line.ask("empty-list", "patients", f"{code} has a list of 0 patients.")
    return ListSizeRow(line.row, code, on, Basis.REGISTERED, "all", patients)
