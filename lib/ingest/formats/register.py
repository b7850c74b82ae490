"""epraccur: every GP practice of England and Wales, open or closed.

Two dialects: the quarterly download until September 2025 (status A, setting 4) and Data
Search and Export since then (ACTIVE, RO76). Both have no headings; a hand-made export
may have them. Column 4, the ICB, is left alone: it is where the postcode lies, not who
commissions the practice.
"""

from datetime import date

from lib.domain.codes import postcode
from lib.domain.files import Kind
from lib.domain.parsed import Hints, Parsed
from lib.domain.rows import RegisterRow
from lib.ingest.document import Document, Sheet
from lib.ingest.formats import dating, headings
from lib.ingest.formats.headings import Column
from lib.ingest.formats.line import ORGANISATION, PRACTICE, Line, day_of
from lib.ingest.formats.once import Once
from lib.ingest.formats.table import Table, open_table, parsed

KIND = Kind.REGISTER

COLUMNS = (
    Column("practice_code", ("OrgCode", "Organisation Code")),
    Column("name", ("Name",)),
    Column("grouping", ("NationalGrouping",)),
    Column("postcode", ("Postcode",)),
    Column("opened", ("OpenDate",)),
    Column("closed", ("CloseDate",)),
    Column("status", ("StatusCode",)),
    Column("commissioner", ("Commissioner",)),
    Column(
        "joined",
        ("JoinProviderDate", "Join Provider/Purchaser Date"),
        required=False,
    ),
    Column(
        "left",
        ("LeftProviderDate", "Left Provider/Purchaser Date"),
        required=False,
    ),
    Column("setting", ("PrescrSet", "Prescribing Setting")),
)

# Without headings the position is the only key.
WIDTH = 27
POSITIONS = {
    "practice_code": 0,
    "name": 1,
    "grouping": 2,
    "postcode": 9,
    "opened": 10,
    "closed": 11,
    "status": 12,
    "commissioner": 14,
    "joined": 15,
    "left": 16,
    "setting": 25,
}

# Telephone numbers have ten digits, as NHS numbers do: they are not even looked at.
UNREAD: frozenset[int | str] = frozenset({17, "TelNo", "Contact Telephone Number"})

GP_PRACTICE = {"4", "RO76"}
STATUSES = {
    "A": "active",
    "ACTIVE": "active",
    "C": "closed",
    "CLOSED": "closed",
    "INACTIVE": "closed",
    "D": "dormant",
    "DORMANT": "dormant",
    "P": "proposed",
    "PROPOSED": "proposed",
}


def recognises(document: Document) -> bool:
    return _headed(document) or any(map(_is_headerless, document.sheets))


def read(document: Document, hints: Hints) -> Parsed:
    table = _table(document, hints)
    rows = Once[RegisterRow]()
    days: set[str] = set()
    for line in table.lines():
        days |= {line.text(name) for name in ("opened", "closed", "joined", "left")}
        if _is_gp_practice(line):
            row = _row(line)
            rows.add(line, row.practice_code, row, row.practice_code)
    latest = _latest(days)
    return dating.dated_by_content(parsed(KIND, table, rows.rows()), latest, hints)


def _headed(document: Document) -> bool:
    return headings.has(document, COLUMNS, {"practice_code", "status", "setting"})


def _is_headerless(sheet: Sheet) -> bool:
    """At least half of the first lines have a status and dates where they belong."""
    fitting = sum(_fits(cells) for _, cells in sheet.head)
    return 0 < len(sheet.head) <= fitting * 2


def _fits(cells: list[str]) -> bool:
    if not WIDTH - 1 <= len(cells) <= WIDTH:
        return False
    opened, status = cells[POSITIONS["opened"]], cells[POSITIONS["status"]]
    return status.upper() in STATUSES and (not opened or opened.isdigit())


def _table(document: Document, hints: Hints) -> Table:
    headerless = next(filter(_is_headerless, document.sheets), None)
    if headerless is None or _headed(document):
        return open_table(document, COLUMNS, hints)
    named = [f"column {number}" for number in range(1, WIDTH + 1)]
    for column in COLUMNS:
        position = POSITIONS[column.field]
        named[position] = f"column {position + 1} ({column.names[0]})"
    return Table(headerless, 0, named, POSITIONS, narrowest=WIDTH - 1)


def _is_gp_practice(line: Line) -> bool:
    """DSE gives several roles, as in RO76|RO268."""
    roles = line.text("setting").upper().split("|")
    return any(role.strip() in GP_PRACTICE for role in roles)


def _row(line: Line) -> RegisterRow:
    opened, closed = line.day("opened"), line.day("closed")
    if opened and closed and closed < opened:
        line.blame("closed-before-open", "closed", "It closed before it opened.")
    return RegisterRow(
        row=line.row,
        practice_code=line.code("practice_code", PRACTICE),
        name=line.needed("name"),
        postcode=postcode(line.text("postcode")),
        status=_status(line),
        opened_on=opened,
        closed_on=closed,
        sub_icb_code=_commissioner(line),
        is_english=line.text("grouping").upper().startswith("Y"),
    )


def _status(line: Line) -> str:
    text = line.needed("status")
    status = STATUSES.get(text.upper(), "")
    if text and not status:
        line.blame(
            "unknown-status",
            "status",
            f"{text!r} is not a status of the register.",
            "Expected ACTIVE, INACTIVE, DORMANT or PROPOSED, or A, C, D or P.",
        )
    return status


def _commissioner(line: Line) -> str | None:
    return (
        line.code("commissioner", ORGANISATION) if line.text("commissioner") else None
    )


def _latest(days: set[str]) -> date | None:
    """Other organisations than GP practices may have a date that cannot be read."""
    found = []
    for text in days - {""}:
        try:
            found.append(day_of(text))
        except ValueError:
            continue
    return max(found, default=None)
