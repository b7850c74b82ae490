"""Contacts: who answers at each practice, a file that a person makes.

It names people at work. That is what it is for, and all that it may name: numbers and
headings of patients refuse it like any other file.
"""

from collections.abc import Callable

from lib.domain import contacts
from lib.domain.files import Kind
from lib.domain.parsed import Hints, Parsed
from lib.domain.rows import ContactRow
from lib.ingest.document import Document
from lib.ingest.formats import dating, headings
from lib.ingest.formats.headings import Column, plain
from lib.ingest.formats.line import PRACTICE, Line
from lib.ingest.formats.once import Once
from lib.ingest.formats.table import open_table, parsed

KIND = Kind.CONTACTS

_NAMES = (
    Column("name", ("Name", "Contact name", "Contact", "Full name"), required=False),
    Column("first_name", ("First name", "Forename", "Given name"), required=False),
    Column("surname", ("Surname", "Last name", "Family name"), required=False),
)
_TELEPHONE = Column(
    "telephone",
    ("Telephone", "Telephone number", "Phone", "Phone number", "Tel", "Tel no"),
    required=False,
)
COLUMNS = (
    Column("practice_code", headings.PRACTICE_CODE),
    Column("role", ("Role", "Job title", "Job role", "Position")),
    *_NAMES,
    Column("email", ("E-mail", "Work e-mail", "E-mail address"), required=False),
    _TELEPHONE,
    *headings.FROM_UNTIL,
)

# Headings of people that are honest here, and those under which numbers are telephones.
HONEST = {plain(name) for column in _NAMES for name in column.names}
TELEPHONES = frozenset(_TELEPHONE.names)


def recognises(document: Document) -> bool:
    found = headings.find(document, COLUMNS)
    reached = {"name", "surname", "email", "telephone"}
    return (
        found is not None
        and bool(reached & found.fields.keys())
        and headings.has_without_counts(document, COLUMNS)
    )


def read(document: Document, hints: Hints) -> Parsed:
    table = open_table(document, COLUMNS, hints)
    rows = Once[ContactRow]()
    for line in table.lines():
        row = _row(line)
        key = (row.practice_code, row.role.casefold(), row.name.casefold())
        rows.add(line, key, row, f"{row.role} of {row.practice_code}")
    return dating.undated(parsed(KIND, table, rows.rows()), hints)


def _row(line: Line) -> ContactRow:
    from_on = line.day("from")
    until_on = line.until(from_on)
    row = ContactRow(
        row=line.row,
        practice_code=line.code("practice_code", PRACTICE),
        role=line.needed("role"),
        name=_name(line),
        email=_in_form(line, "email", contacts.email),
        telephone=_in_form(line, "telephone", contacts.telephone),
        from_on=from_on,
        until_on=until_on,
    )
    if line.sound and not (row.name or row.email or row.telephone):
        line.blame(
            "blank", "role", "Nobody is named.", "Give a name, an address or a number."
        )
    return row


def _name(line: Line) -> str:
    parts = [line.text(each) for each in ("first_name", "surname")]
    return line.text("name") or " ".join(part for part in parts if part)


def _in_form(line: Line, field: str, form: Callable[[str], str]) -> str:
    text = line.text(field)
    try:
        return form(text) if text else ""
    except ValueError as wrong:
        line.blame(field, field, str(wrong))
        return ""
