"""People: who may sign in, as what and for whom, a file that an administrator makes."""

import re

from lib.domain import contacts
from lib.domain.files import Kind
from lib.domain.parsed import Hints, Parsed
from lib.domain.roles import Role, role_named
from lib.domain.rows import ALL_ICBS, PersonRow
from lib.ingest.document import Document
from lib.ingest.formats import dating, headings
from lib.ingest.formats.headings import Column, plain
from lib.ingest.formats.line import ORGANISATION, Line
from lib.ingest.formats.once import Once
from lib.ingest.formats.table import open_table, parsed

KIND = Kind.PEOPLE

_ALL = {"all", "every", "allicbs", "everyicb"}

COLUMNS = (
    Column("email", ("E-mail", "E-mail address", "Email", "Work e-mail", "Account")),
    Column("role", ("Role",)),
    Column("name", ("Name", "Person")),
    Column("icbs", ("ICB", "ICBs", "ICB code", "ICB codes"), required=False),
    Column("lmc", ("LMC", "LMC name"), required=False),
    Column("until", ("Until", "Last day", "Until date", "End date"), required=False),
)


def recognises(document: Document) -> bool:
    found = headings.find(document, COLUMNS)
    if found is None or "practice_code" in _of_practices(document):
        return False
    return {"email", "role"} <= found.fields.keys()


def read(document: Document, hints: Hints) -> Parsed:
    table = open_table(document, COLUMNS, hints)
    rows = Once[PersonRow]("email", "duplicate-person")
    for line in table.lines():
        row = _row(line)
        rows.add(line, row.email, row, row.email)
    return dating.undated(parsed(KIND, table, rows.rows()), hints)


def _of_practices(document: Document) -> set[str]:
    """Contacts have a role and an address too, and a practice."""
    codes = (Column("practice_code", headings.PRACTICE_CODE),)
    found = headings.find(document, codes)
    return set(found.fields) if found else set()


def _row(line: Line) -> PersonRow:
    return PersonRow(
        row=line.row,
        email=_email(line),
        name=line.needed("name"),
        role=_role(line),
        icbs=_icbs(line),
        lmc=line.text("lmc"),
        until=line.day("until"),
    )


def _email(line: Line) -> str:
    text = line.needed("email")
    try:
        return contacts.email(text) if text else ""
    except ValueError as wrong:
        line.blame("email", "email", str(wrong))
        return ""


def _role(line: Line) -> str:
    text = line.needed("role")
    role = role_named(text)
    if text and role is None:
        line.blame(
            "role",
            "role",
            f"{text!r} is not a role.",
            f"The roles are: {', '.join(Role)}.",
        )
    return role or ""


def _icbs(line: Line) -> str:
    """Codes with a space between; "all"; empty."""
    text = line.text("icbs")
    if plain(text) in _ALL:
        return ALL_ICBS
    codes = re.split(r"[\s,;/]+", text.upper().strip()) if text else []
    for code in codes:
        if code and not ORGANISATION.fits(code):
            line.blame(
                "icb-code",
                "icbs",
                f"{code!r} is not the code of an ICB.",
                "Write codes such as QMJ with a space between, or all.",
            )
    return " ".join(sorted(filter(None, codes)))
