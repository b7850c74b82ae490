"""Patient data stop here: a file that names or numbers one person is refused whole.

One in eleven telephone numbers looks like an NHS number, so columns that are never read
are not looked at.
"""

import re
from collections.abc import Collection, Iterable

from lib.domain.codes import tidy
from lib.domain.contacts import is_telephone
from lib.domain.errors import FileRefused
from lib.domain.nhs_numbers import holds_nhs_number
from lib.ingest.document import Sheet

_PERSONAL = re.compile(
    r"(patients?)?("
    r"nhsnumber.*|nhs(num|no|id)"
    r"|(full|first|last|given|family|middle|fore|sur)names?"
    r"|dateofbirth.*|dob|birthdate|birthday"
    r"|(home|postal)?post(al)?code|(home|usual)address|(home|mobile)(tele)?phone(no)?"
    r")|patients?(name|id|identifier|address|email|initials|telephone)|emis(number|no)"
)


def check_headings(headings: Iterable[str]) -> None:
    """Refuse the headings of a list of people; the practice's own postcode is named so."""
    for heading in headings:
        if _PERSONAL.fullmatch(re.sub(r"[\W_]", "", tidy(heading)).lower()):
            raise _refusal(
                f"it has the heading “{tidy(heading)}”, which belongs to a list of people",
                "If it is the practice's own postcode, call it “Practice postcode”.",
            )


def check_text(text: str) -> None:
    if holds_nhs_number(text):
        raise _refusal("it holds a ten-digit number that is a valid NHS number")


def check_cells(sheet: Sheet, unread: Collection[int | str] = ()) -> None:
    """Look at every column but these, given by position (from 0) or by heading."""
    skipped = _positions(sheet, unread)
    for _, cells in sheet.lines():
        check_text("\n".join(c for n, c in enumerate(cells) if n not in skipped))


def check_telephones(sheet: Sheet, columns: Collection[int | str]) -> None:
    """Of these columns look at what no telephone number of this country looks like."""
    there = _positions(sheet, columns)
    for _, cells in sheet.lines():
        for cell in (c for n, c in enumerate(cells) if n in there):
            if not is_telephone(cell):
                check_text(cell)


def _positions(sheet: Sheet, columns: Collection[int | str]) -> set[int]:
    named = {each.casefold() for each in columns if isinstance(each, str)}
    return {each for each in columns if isinstance(each, int)} | {
        n
        for _, cells in sheet.head
        for n, cell in enumerate(cells)
        if tidy(cell).casefold() in named
    }


def _refusal(why: str, remedy: str = "") -> FileRefused:
    return FileRefused(
        f"This file seems to be about individual patients: {why}. Nothing of it was "
        "stored, not even its name. Send counts per practice, one line for each practice, "
        f"without anything about a person. {remedy}".strip(),
        "patient-data",
    )
