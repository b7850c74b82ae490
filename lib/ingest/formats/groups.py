"""Free groups of practices: federations, teams and places, a file that a person makes."""

from lib.domain.files import Kind
from lib.domain.parsed import Hints, Parsed
from lib.domain.problems import Problem
from lib.domain.rows import GroupRow
from lib.ingest.document import Document
from lib.ingest.formats import dating, headings
from lib.ingest.formats.headings import Column, plain
from lib.ingest.formats.line import PRACTICE, Line
from lib.ingest.formats.once import Once
from lib.ingest.formats.table import Table, open_table, parsed

KIND = Kind.GROUPS

KINDS = ("federation", "team", "place")

COLUMNS = (
    Column("practice_code", headings.PRACTICE_CODE),
    Column("group_name", ("Group", "Group name", "Federation", "Team", "Place")),
    Column("group_kind", ("Kind", "Group kind", "Group type", "Type"), required=False),
    *headings.FROM_UNTIL,
)


def recognises(document: Document) -> bool:
    return headings.has_without_counts(document, COLUMNS)


def read(document: Document, hints: Hints) -> Parsed:
    table = open_table(document, COLUMNS, hints)
    if "group_name" in table.at and not _tells_kind(table):
        table.problems.append(_no_kind(table))
    rows = Once[GroupRow]()
    for line in table.lines():
        row = _row(line)
        key = (row.practice_code, row.group_kind, plain(row.group_name), row.from_on)
        rows.add(line, key, row, f"{row.practice_code} in {row.group_name}")
    return dating.undated(parsed(KIND, table, rows.rows()), hints)


def _row(line: Line) -> GroupRow:
    from_on = line.day("from")
    until_on = line.until(from_on)
    code = line.code("practice_code", PRACTICE)
    name = line.needed("group_name")
    return GroupRow(line.row, code, name, _kind(line), from_on, until_on)


def _kind(line: Line) -> str:
    """The kind in the line; without such a column, the heading of the group is it."""
    if "group_kind" not in line.at:
        return plain(line.heading("group_name"))
    kind = plain(line.needed("group_kind"))
    if kind and kind not in KINDS:
        line.blame(
            "group-kind",
            "group_kind",
            f"{line.text('group_kind')!r} is not a kind of group.",
            f"Write {', '.join(KINDS[:-1])} or {KINDS[-1]}.",
        )
    return kind


def _tells_kind(table: Table) -> bool:
    return "group_kind" in table.at or plain(table.heading("group_name")) in KINDS


def _no_kind(table: Table) -> Problem:
    return Problem(
        "missing-heading",
        "The file does not tell whether these are federations, teams or places.",
        "Add a column headed Kind, or head the column of the groups Federation, Team "
        "or Place.",
        row=table.row,
        column="Kind",
    )
