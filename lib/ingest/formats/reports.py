"""Monthly reports of many practices in one table, a file that a person makes.

Told from counts by what only a report has: who was reviewed, or from whom it came.
"""

from datetime import date

from lib.domain.dates import month_name
from lib.domain.files import Kind
from lib.domain.parsed import Hints, Parsed
from lib.domain.rows import ReportRow
from lib.ingest.document import Document
from lib.ingest.formats import counts_dates, dating, headings
from lib.ingest.formats.counts_values import cell
from lib.ingest.formats.headings import Column
from lib.ingest.formats.line import NUMBER_REMEDY, PRACTICE, Line
from lib.ingest.formats.numbers import whole_number
from lib.ingest.formats.once import Once
from lib.ingest.formats.table import open_table, parsed

KIND = Kind.REPORTS

COLUMNS = (
    Column("practice_code", headings.PRACTICE_CODE),
    Column(
        "coded_104",
        (
            "Active 104 at month end",
            "Active 104 at the month's end",
            "Patients with active 104",
            "Active 104",
            "104",
        ),
    ),
    Column("month", ("Month", "Period", "Reporting month"), required=False),
    Column(
        "added",
        ("104 added in month", "104 added in the month", "104 added", "Added"),
        required=False,
    ),
    Column(
        "superseded",
        (
            "104 superseded by 106 in month",
            "104 superseded by 106 in the month",
            "Superseded by 106",
            "Superseded",
        ),
        required=False,
    ),
    Column(
        "coded_103",
        ("103, declined by the patient", "Patients with 103", "103"),
        required=False,
    ),
    Column("reviewed", ("Patients reviewed", "Reviewed"), required=False),
    Column(
        "granted",
        ("Access granted after review", "Access granted", "Granted"),
        required=False,
    ),
    Column("kept", ("104 kept after review", "104 kept", "Kept"), required=False),
    Column("received_on", ("Received on", "Date received"), required=False),
    Column("received_from", ("Received from",), required=False),
    Column("comment", ("Comment", "Comments"), required=False),
)
_OF_REPORTS = {"reviewed", "granted", "kept", "received_on", "received_from"}


def recognises(document: Document) -> bool:
    found = headings.find(document, COLUMNS)
    if found is None:
        return False
    fields = found.fields.keys()
    return {"practice_code", "coded_104"} <= fields and bool(_OF_REPORTS & fields)


def read(document: Document, hints: Hints) -> Parsed:
    table = open_table(document, COLUMNS, hints)
    rows = Once[ReportRow]()
    months: set[date] = set()
    for line in table.lines():
        month = _month(line, months)
        months |= {month} if month else set()
        row = _row(line)
        rows.add(line, row.practice_code, row, f"The report of {row.practice_code}")
    return dating.months(parsed(KIND, table, rows.rows()), months, hints)


def _row(line: Line) -> ReportRow:
    return ReportRow(
        line.row,
        line.code("practice_code", PRACTICE),
        line.number("coded_104"),
        _count(line, "added"),
        _count(line, "superseded"),
        _count(line, "coded_103"),
        _count(line, "reviewed"),
        _count(line, "granted"),
        _count(line, "kept"),
        line.day("received_on"),
        line.text("received_from"),
        line.text("comment"),
    )


def _count(line: Line, field: str) -> int | None:
    """A blank cell is not known, which is not zero."""
    text = line.text(field)
    try:
        return whole_number(text) if text else None
    except ValueError as error:
        line.blame("number", field, str(error), NUMBER_REMEDY)
        return None


def _month(line: Line, before: set[date]) -> date | None:
    month = cell(line, "month", counts_dates.month)
    if month and before and month not in before:
        first = month_name(next(iter(before)))
        line.blame(
            "several-months",
            "month",
            f"This line is of {month_name(month)}, those above it of {first}.",
            "Load each month from its own file.",
        )
        return None
    return month
