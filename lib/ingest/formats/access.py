"""Online accounts and those with prospective record access, by practice and month.

As a supplier's report or a table made by hand has them. A blank cell, and a number that
the sender hid, is not known.
"""

from datetime import date

from lib.domain.files import Kind
from lib.domain.parsed import Hints, Parsed
from lib.domain.rollout_rows import AccessRow
from lib.ingest.document import Document
from lib.ingest.formats import counts_dates, dating, headings
from lib.ingest.formats.counts_lines import TOTAL
from lib.ingest.formats.counts_values import cell, count, refuse_patients
from lib.ingest.formats.headings import Column
from lib.ingest.formats.line import PRACTICE, Line
from lib.ingest.formats.once import Once
from lib.ingest.formats.table import open_table, parsed

KIND = Kind.ACCESS

COUNTS = ("accounts", "with_access")
COLUMNS = (
    Column("practice_code", headings.PRACTICE_CODE),
    Column(
        "accounts",
        (
            "Online accounts",
            "Number of online accounts",
            "Total online accounts",
            "Patients with an online account",
            "Patients with online accounts",
            "Patients with online access",
            "Patients enabled for online services",
            "Online users",
            "Online service users",
            "Accounts",
        ),
    ),
    Column(
        "with_access",
        (
            "Accounts with prospective access",
            "Online accounts with prospective access",
            "Online accounts with prospective record access",
            "Accounts with prospective record access",
            "Patients with prospective access",
            "Patients with prospective record access",
            "Prospective access",
            "Prospective record access",
            "Prospective access enabled",
            "Online accounts with access",
            "Accounts with access",
            "With access",
        ),
    ),
    Column("period", ("Month", "Period", "Reporting month"), required=False),
    Column(
        "run_on",
        ("Run date", "Extract date", "Snapshot date", "As at", "Date"),
        required=False,
    ),
)


def recognises(document: Document) -> bool:
    return headings.has(document, COLUMNS, {"practice_code", *COUNTS})


def read(document: Document, hints: Hints) -> Parsed:
    table = open_table(document, COLUMNS, hints)
    rows = Once[AccessRow]()
    months: set[date] = set()
    for line in table.lines():
        refuse_patients(line.row, [line.text(name) for name in COUNTS])
        if _is_total(line):
            continue
        row = _row(line)
        months |= {row.period} if row.period else set()
        key = (row.practice_code, row.period)
        rows.add(line, key, row, f"{row.practice_code}, of one month,")
    return dating.months(parsed(KIND, table, rows.rows()), months, hints)


def _is_total(line: Line) -> bool:
    if "practice_code" not in line.at:
        return False
    code = line.text("practice_code")
    if code and not TOTAL.fullmatch(code):
        return False
    words = "looks like a total" if code else "has no practice, like a total,"
    message = f"Row {line.row} {words} and will be left out."
    line.ask("totals-row", "practice_code", message)
    return True


def _row(line: Line) -> AccessRow:
    run_on, period = counts_dates.of_line(line)
    counts = [cell(line, name, count) for name in COUNTS]
    accounts, with_access = (each.value if each else None for each in counts)
    if accounts is not None and with_access is not None and with_access > accounts:
        line.blame(
            "access-above-accounts",
            "with_access",
            f"{with_access:,} accounts have access, but there are {accounts:,}.",
            "Ask the sender which of the two is right.",
        )
    code = line.code("practice_code", PRACTICE)
    return AccessRow(line.row, code, period, accounts, with_access, run_on)
