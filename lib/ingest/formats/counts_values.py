"""One cell of a counts file: a count, a SNOMED id, a practice code, a population."""

import re
from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple, TypeVar

from lib.domain.codes import EXCEL_DAMAGED, SNOMED, Measure, is_snomed, ods_code, tidy
from lib.domain.errors import FileRefused
from lib.domain.files import Population
from lib.domain.problems import Problem
from lib.ingest.formats.line import Line
from lib.ingest.formats.numbers import whole_number

T = TypeVar("T")

MOST_DIGITS = 7
NHS_DIGITS = 10

# The same few texts stand in thousands of cells.
often = lru_cache(maxsize=20_000)

SUPPRESSED = re.compile(
    r"(<=?|\u2264) ?[0-9]{1,2}|\*+|suppressed|(less|fewer) than [0-9]{1,2}"
)
NO_DATA = {"", "-", "--", "\u2013", "\u2014", "n/a", "na", "#n/a", "null", "no data"}
NOT_RUN = {"not run", "not activated", "not shared"}

AGED_16_PLUS = re.compile(
    r"(aged? )?((>=|\u2265) ?16|(?<!\d)16 ?(years? )?"
    r"(\+|plus|(and|or|&) (over|above|older)))( years)?"
)
EVERYONE = {"all", "all ages", "all patients", "all registered patients", "registered"}

SCIENTIFIC = re.compile(r"[0-9]+(\.[0-9]+)?e\+?[0-9]+", re.IGNORECASE)

# Letters that are typed for digits, and Cyrillic ones that look Latin.
AS_DIGITS = str.maketrans("OIL", "011")
AS_LATIN = str.maketrans(
    "\u0410\u0412\u0415\u041a\u041c\u041d\u041e\u0420\u0421\u0422\u0423\u0425",
    "ABEKMHOPCTYX",
)


class Wrong(ValueError):
    """What is wrong with one cell or heading, before it is known where it stands."""

    def __init__(self, kind: str, message: str, remedy: str = "") -> None:
        super().__init__(message)
        self.kind = kind
        self.message = message
        self.remedy = remedy

    def at(self, row: int, column: str, value: str) -> Problem:
        return Problem(
            self.kind, self.message, self.remedy, row=row, column=column, value=value
        )


def cell(line: Line, name: str, parse: Callable[[str], T | None]) -> T | None:
    """What stands in that column of the line; None where it is wrong, which is noted."""
    if name not in line.at:
        return None
    try:
        return parse(line.cells[line.at[name]])
    except Wrong as wrong:
        line.blame(wrong.kind, name, wrong.message, wrong.remedy)
        return None


class Count(NamedTuple):
    value: int | None
    suppressed: bool


def refuse_patients(row: int, cells: list[str]) -> None:
    """No count is ten digits long; an NHS number is."""
    for cell in cells:
        if len(cell) >= NHS_DIGITS and _is_ten_digits(cell):
            raise FileRefused(
                f"Row {row} has a number of ten digits where a count should be, and "
                "NHS numbers have ten digits. Nothing of the file was kept. Load "
                "counts for each practice, without patients.",
                problem="patient-data",
            )


def _is_ten_digits(text: str) -> bool:
    plain = re.sub(r"[\s,.'\-\u2013]", "", tidy(text))
    return plain.isdecimal() and len(plain) == NHS_DIGITS


@often
def count(text: str) -> Count | None:
    """The count in this cell; None where it says that there is none."""
    plain = tidy(text).casefold()
    if plain in NO_DATA | NOT_RUN:
        return None
    if SUPPRESSED.fullmatch(plain):
        return Count(None, suppressed=True)
    if plain.startswith("#"):
        raise Wrong(
            "spreadsheet-error",
            f"{text!r} is an error of the spreadsheet, not a count.",
            "Mend the formula, or leave the cell blank where there is no figure.",
        )
    if "%" in plain:
        raise Wrong(
            "percent-in-count",
            f"{text!r} is a percentage; this column holds numbers of patients.",
            "Write the number of patients.",
        )
    return Count(_whole(text), suppressed=False)


def _whole(text: str) -> int:
    remedy = "Write a whole number such as 118 or 16,388."
    if re.fullmatch(rf"[0-9]{{{MOST_DIGITS + 1},}}", text.replace(",", "")):
        message = f"{text!r} is too large: a count has at most {MOST_DIGITS} digits."
        raise Wrong("not-a-count", message, remedy)
    try:
        return whole_number(text)
    except ValueError as wrong:
        raise Wrong("not-a-count", str(wrong), remedy) from None


@often
def snomed(text: str) -> Measure:
    """The measure that a code names: 103, 104, 106, or the whole SNOMED CT id."""
    plain = tidy(text)
    if plain in {Measure.CODED_103, Measure.CODED_104, Measure.CODED_106}:
        return Measure(plain)
    if plain in SNOMED:
        return SNOMED[plain]
    raise _wrong_code(plain)


def _wrong_code(text: str) -> Wrong:
    if _is_damaged(text):
        return Wrong(
            "excel-damaged-snomed",
            f"{text} is a SNOMED code that a spreadsheet has changed: it keeps 15 "
            "digits of the 16.",
            "Open the original, format the column as text, or write 103, 104 or 106.",
        )
    if not is_snomed(text):
        return Wrong(
            "not-a-snomed-id",
            f"{text!r} is not a SNOMED CT id: its check digit does not fit.",
            "Write the whole id as text, or 103, 104 or 106.",
        )
    remedy = "The id of the 104 is 1364731000000104. Leave other codes out of the file."
    if text[-3:] in {"103", "104", "106"}:
        message = f"{text} is another code that only ends in {text[-3:]}."
        return Wrong("other-code-ending-104", message, remedy)
    return Wrong("other-code", f"{text} is none of the three codes.", remedy)


def _is_damaged(text: str) -> bool:
    if SCIENTIFIC.fullmatch(text) or text in EXCEL_DAMAGED:
        return True
    return bool(re.fullmatch(r"[1-9][0-9]{14}0{1,3}", text)) and not is_snomed(text)


@often
def practice(text: str) -> str:
    code = ods_code(text)
    if code:
        return code
    if not text:
        raise Wrong("bad-ods-code", "The practice code is missing.", "Fill it in.")
    likely = _likely_code(text)
    raise Wrong(
        "bad-ods-code",
        f"{text!r} is not a practice code: a letter and five digits.",
        f"Did you mean {likely}?" if likely else "Look the code up and correct it.",
    )


def _likely_code(text: str) -> str | None:
    plain = tidy(text).upper().replace(" ", "").translate(AS_LATIN)
    return ods_code(plain[:1] + plain[1:].translate(AS_DIGITS))


@often
def population(text: str) -> Population | None:
    plain = tidy(text).casefold()
    if not plain:
        return None
    if plain in EVERYONE:
        return Population.ALL
    if AGED_16_PLUS.fullmatch(plain):
        return Population.AGED_16_PLUS
    raise Wrong(
        "not-a-population",
        f"{text!r} does not say of whom the patients were counted.",
        "Write all, or 16 and over.",
    )
