"""Identifiers: ODS codes and the SNOMED CT codes of records access.

SNOMED ids are text of up to 18 digits. Any id may end in 104: the last three
digits are a partition and a check digit, not a code, so only the whole id counts.
Source of the three ids: BMA, "Providing access to patient records", 2 November 2023.
"""

import re
import unicodedata
from enum import StrEnum

from stdnum import verhoeff


class Measure(StrEnum):
    """What a count counts, in patients, per practice and month."""

    CODED_104 = "104"  # enhanced review indicated: kept out of automatic access
    CODED_106 = "106"  # enhanced review not indicated: overrides an earlier 104
    CODED_103 = "103"  # online access declined by the patient
    ADDED = "added"  # 104 applied during the month
    SUPERSEDED = "superseded"  # 104 overridden by a 106 during the month


SNOMED = {
    "1364731000000104": Measure.CODED_104,
    "1364751000000106": Measure.CODED_106,
    "1290331000000103": Measure.CODED_103,
}

# Excel keeps 15 digits: the id loses its last one, and with it the ending that people know.
EXCEL_DAMAGED = {f"{sctid[:15]}0": measure for sctid, measure in SNOMED.items()}

_ODS_CODE = re.compile(r"[A-Z][0-9]{5}")
_POSTCODE = range(5, 8)  # letters and digits of a whole one


def is_snomed(text: str) -> bool:
    """Whether this has the shape and the check digit of a SNOMED CT id."""
    return bool(re.fullmatch(r"[1-9]\d{5,17}", text)) and verhoeff.is_valid(text)


def tidy(text: str) -> str:
    """One spelling for what looks the same: NFKC, no zero-width marks, one space."""
    if text.isascii() and text.isprintable() and "  " not in text:
        return text.strip()
    plain = unicodedata.normalize("NFKC", text)
    plain = re.sub(r"[\u200b-\u200f\u2060\ufeff]", "", plain)
    return re.sub(r"\s+", " ", plain).strip()


def ods_code(text: str) -> str | None:
    """The practice code in this text, or None where it has not the shape of one."""
    code = tidy(text).upper()
    return code if _ODS_CODE.fullmatch(code) else None


def postcode(text: str) -> str:
    """A postcode with one space before its last three characters."""
    plain = tidy(text).replace(" ", "").upper()
    return f"{plain[:-3]} {plain[-3:]}" if len(plain) in _POSTCODE else plain
