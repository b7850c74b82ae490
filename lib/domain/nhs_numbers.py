"""NHS numbers: found wherever they hide in a text, so that none is ever stored.

An NHS number has ten digits that pass modulus 11 (NHS Data Dictionary, NHS NUMBER). One
in eleven telephone numbers does too.
"""

import re
import unicodedata
from collections.abc import Iterator
from itertools import accumulate

from stdnum.gb import nhs

# Digits with spaces or hyphens between them, but no decimals (0.9434765919).
_RUN = re.compile(r"(?<!\d)(?<!\d\.)\d(?:[ -]*\d){9,}+(?!\.0*[1-9])")
_DAYS = re.compile(
    r"(?<!\d)(?:(?:19|20)\d\d-[01]?\d-[0-3]?\d|[0-3]?\d-[01]?\d-(?:19|20)\d\d)(?![\d-])"
)
_MARKS = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_HYPHENS = re.compile("[\u2010-\u2015\u2212]")
_LENGTH = 10
_ANY_DIGIT = bytes.maketrans(b"123456789", b"000000000")


def holds_nhs_number(text: str) -> bool:
    return _may_hold_ten_digits(text) and _holds_nhs_number(text)


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
