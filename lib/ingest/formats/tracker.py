"""A team's tracker: one line for each case, in whatever columns the team has.

Our own workbook comes back with two hidden columns, which say what was sent out.
"""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial

from lib.domain.files import Kind
from lib.domain.free_text import LINE, PAGE
from lib.domain.parsed import Hints, Parsed
from lib.domain.problems import Problem, Severity
from lib.domain.rows import TrackerRow
from lib.domain.tracker_fields import HEADINGS, SENT, VERSIONS, Field
from lib.ingest.document import Document
from lib.ingest.formats import dating, headings
from lib.ingest.formats.headings import Column
from lib.ingest.formats.line import PRACTICE, Line
from lib.ingest.formats.once import Once
from lib.ingest.formats.table import Table, open_table, parsed

KIND = Kind.TRACKER

_ALSO: dict[Field, tuple[str, ...]] = {
    Field.OWNER: ("Case owner", "Lead", "Officer", "Assigned to"),
    Field.REQUESTED: ("Requested on", "Plan requested", "Date requested", "Requested"),
    Field.DUE: ("Due date", "Plan due", "Due on", "Due", "Deadline"),
    Field.STATUS: ("Plan status", "Case status"),
    Field.RECEIVED: ("Received on", "Plan received", "Date received", "Received"),
    Field.AGREED: ("Agreed on", "Plan agreed", "Date agreed", "Agreed"),
    Field.CONTACT: ("Last contact on", "Last contacted", "Date of last contact"),
    Field.ACTION: ("Next step", "Action"),
    Field.ACTION_ON: ("Next action date", "Next action due", "Action date"),
    Field.NOTES: ("Note", "Comments", "Comment", "Latest note"),
    Field.CONTRACT: ("Contract",),
}
COLUMNS = (
    Column("practice_code", headings.PRACTICE_CODE),
    *(Column(f.value, (HEADINGS[f], *_ALSO[f]), required=False) for f in Field),
    Column("versions", (VERSIONS,), required=False),
    Column("sent", (SENT,), required=False),
)
# For a person to read; nothing of them is stored.
_LEFT_OUT = dict.fromkeys(
    (
        *("Practice", "Practice name", "PCN", "Sub-ICB location", "Excluded (%)"),
        "Under query",
    ),
    "",
)


def recognises(document: Document) -> bool:
    """Our own workbook only: another tracker is announced as one."""
    return headings.has(document, COLUMNS, {"practice_code", "versions", "sent"})


def read(document: Document, hints: Hints) -> Parsed:
    table = open_table(document, COLUMNS, hints)
    rows = Once[TrackerRow]()
    given = " ".join(field for field in Field if field in table.at)
    for line in table.lines():
        code = line.code("practice_code", PRACTICE)
        rows.add(line, code, _row(line, code, given), code)
    found = dating.undated(parsed(KIND, table, rows.rows()), hints)
    if table.sheet is None:
        return found
    unknown = _unknown(table, {**_LEFT_OUT, **hints.columns})
    said = [*map(partial(_to_match, table.row), unknown), *found.problems]
    return replace(found, problems=said, unmatched_headings=unknown)


def _unknown(table: Table, said: Mapping[str, str]) -> list[str]:
    """The headings that stand for nothing yet, and of which nobody has said so."""
    known = set(table.at.values())
    left_out = {headings.plain(heading) for heading in said}
    return [
        heading
        for at, heading in enumerate(table.headings)
        if heading and at not in known and headings.plain(heading) not in left_out
    ]


def _to_match(row: int, heading: str) -> Problem:
    return Problem(
        "unknown-heading",
        f"The heading {heading!r} is not known. Its column is left out unless it is"
        " matched.",
        "Say which of our columns it is, or that it is to be left out.",
        Severity.CONFIRM,
        row=row,
        column=heading,
    )


def _row(line: Line, code: str, given: str) -> TrackerRow:
    return TrackerRow(
        row=line.row,
        practice_code=code,
        given=given,
        owner=line.text("owner"),
        requested_on=line.day("requested_on"),
        due_on=line.day("due_on"),
        status=line.text("status"),
        received_on=line.day("received_on"),
        agreed_on=line.day("agreed_on"),
        last_contact_on=line.day("last_contact_on"),
        next_action=_short(line, "next_action", line.text("next_action"), LINE),
        next_action_on=line.day("next_action_on"),
        notes=_short(line, "notes", _paragraphs(line), PAGE),
        contract_type=line.text("contract_type"),
        versions=line.text("versions"),
        sent=line.text("sent"),
    )


def _paragraphs(line: Line) -> str:
    """Notes keep their lines, which other cells do not."""
    position = line.at.get("notes")
    text = "" if position is None else line.cells[position]
    return "\n".join(text.split("\r\n")).strip()


def _short(line: Line, field: str, text: str, most: int) -> str:
    if len(text) > most:
        line.blame(
            "too-long",
            field,
            f"The text has more than {most:,} characters.",
            "Shorten it, or keep the rest in a paper filed with the practice.",
        )
    return text
