"""Patient data stop here: a file that names or numbers one person is refused whole.

An NHS number has ten digits that pass modulus 11 (NHS Data Dictionary, NHS NUMBER). One
in eleven telephone numbers does too, so columns that are never read are not looked at.
"""

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator
from itertools import accumulate

from stdnum.gb import nhs

from lib.domain.codes import tidy
from lib.domain.errors import FileRefused
from lib.ingest.document import Sheet

# Digits with spaces or hyphens between them, but no decimals (0.9434765919).
_RUN = re.compile(r"(?<!\d)(?<!\d\.)\d(?:[ -]*\d){9,}+(?!\.0*[1-9])")
_DAYS = re.compile(
    r"(?<!\d)(?:(?:19|20)\d\d-[01]?\d-[0-3]?\d|[0-3]?\d-[01]?\d-(?:19|20)\d\d)(?![\d-])"
)
_MARKS = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_HYPHENS = re.compile("[\u2010-\u2015\u2212]")
_LENGTH = 10
_ANY_DIGIT = bytes.maketrans(b"123456789", b"000000000")

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
    if _may_hold_ten_digits(text) and _holds_nhs_number(text):
        raise _refusal("it holds a ten-digit number that is a valid NHS number")


def check_cells(sheet: Sheet, unread: Collection[int | str] = ()) -> None:
    """Look at every column but these, given by position (from 0) or by heading."""
    named = {each.casefold() for each in unread if isinstance(each, str)}
    skipped = {each for each in unread if isinstance(each, int)} | {
        n
        for _, cells in sheet.head
        for n, cell in enumerate(cells)
        if tidy(cell).casefold() in named
    }
    for _, cells in sheet.lines():
        check_text("\n".join(c for n, c in enumerate(cells) if n not in skipped))


def _may_hold_ten_digits(text: str) -> bool:
    """Cheap and never wrongly no: the files have up to half a million lines."""
    if not text.isascii():
        return True
    return b"0000000000" in text.encode().translate(_ANY_DIGIT, b" -")


def _holds_nhs_number(text: str) -> bool:
    plain = _MARKS.sub("", unicodedata.normalize("NFKC", text))
    plain = _DAYS.sub("/", _HYPHENS.sub("-", plain))
    return any(
        nhs.is_valid(number)
        for run in _RUN.finditer(plain)
        for number in _ten_digits(run.group())
    )


def _ten_digits(run: str) -> Iterator[str]:
    """Neighbouring groups that make ten digits: in 12 943 476 5919 the last three."""
    groups = [_digits(group) for group in re.split("[ -]+", run)]
    edges = list(accumulate(map(len, groups), initial=0))
    for edge in edges:
        if edge + _LENGTH in edges:
            yield "".join(groups)[edge : edge + _LENGTH]


def _digits(text: str) -> str:
    """ASCII digits, whatever script they were written in."""
    return "".join(str(int(each)) for each in text)


def _refusal(why: str, remedy: str = "") -> FileRefused:
    return FileRefused(
        f"This file seems to be about individual patients: {why}. Nothing of it was "
        "stored, not even its name. Send counts per practice, one line for each practice, "
        f"without anything about a person. {remedy}".strip(),
        "patient-data",
    )
