"""ePCN: which practice belongs to which PCN, from when until when."""

from lib.domain.files import Kind
from lib.domain.parsed import Hints, Parsed
from lib.domain.rows import PCNMembershipRow
from lib.ingest.document import Document
from lib.ingest.formats import dating, headings
from lib.ingest.formats.headings import Column
from lib.ingest.formats.line import PCN, PRACTICE, Line
from lib.ingest.formats.once import Once
from lib.ingest.formats.table import open_table, parsed

KIND = Kind.PCN_MEMBERSHIP

# The sheet "PCN Core Partner Details". Its columns of sub-ICB locations (before July 2022
# of CCGs) are those of the register and are not read.
COLUMNS = (
    Column("practice_code", ("Partner Organisation Code",)),
    Column("pcn_code", ("PCN Code",)),
    Column("pcn_name", ("PCN Name",)),
    Column("from", ("Practice to PCN Relationship Start Date",)),
    Column("until", ("Practice to PCN Relationship End Date",)),
)


def recognises(document: Document) -> bool:
    return headings.has(document, COLUMNS, {"practice_code", "pcn_code", "from"})


def read(document: Document, hints: Hints) -> Parsed:
    table = open_table(document, COLUMNS, hints)
    rows = Once[PCNMembershipRow]()
    current: dict[str, PCNMembershipRow] = {}
    for line in table.lines():
        row = _row(line)
        if row is None:
            continue
        key = (row.practice_code, row.pcn_code, row.from_on)
        rows.add(line, key, row, f"{row.practice_code} in {row.pcn_code}")
        _ask_which_is_current(line, row, current)
    found = rows.rows()
    days = [day for row in found for day in (row.from_on, row.until_on) if day]
    latest = max(days, default=None)
    return dating.dated_by_content(parsed(KIND, table, found), latest, hints)


def _row(line: Line) -> PCNMembershipRow | None:
    from_on, until_on = line.needed_day("from"), line.day("until")
    if from_on and until_on and until_on < from_on:
        line.blame("ends-before-start", "until", "It ends before it starts.")
    code = line.code("practice_code", PRACTICE)
    pcn_code = line.code("pcn_code", PCN)
    pcn_name = line.needed("pcn_name")
    if from_on is None or not line.sound:
        return None
    return PCNMembershipRow(line.row, code, pcn_code, pcn_name, from_on, until_on)


def _ask_which_is_current(
    line: Line, row: PCNMembershipRow, current: dict[str, PCNMembershipRow]
) -> None:
    """A practice is in one PCN at a time."""
    if row.until_on or not line.sound:
        return
    other = current.setdefault(row.practice_code, row)
    if other is not row:
        line.ask(
            "two-current-pcns",
            "pcn_code",
            f"{row.practice_code} is in two PCNs with no end: {other.pcn_code} "
            f"(row {other.row}) and {row.pcn_code} (row {row.row}).",
            "Confirm it if it is so, or give the earlier one an end date.",
        )
