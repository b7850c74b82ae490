"""Contacts: what a telephone number and an e-mail address look like, and in which form."""

import re

from lib.domain.codes import tidy
from lib.domain.nhs_numbers import holds_nhs_number

LENGTHS = {10, 11}  # of a number in the United Kingdom, its 0 included
SIGNIFICANT = 10  # digits behind the 0

_EXTENSION = re.compile(r"\s*(?:extension|ext|x)\W*(\d{1,6})$", re.IGNORECASE)
_ADDRESS = re.compile(r"[^@\s<>,;:]+@[^@\s<>,;:]+\.[^@\s<>,;:]+")
# NHS numbers of England begin with 4, 6 or 7 (9 in examples). A spreadsheet drops the 0
# of a telephone number: of those that begin so, it is put back.
_LOST_ITS_ZERO = ("1", "2", "3", "8")


def telephone(text: str) -> str:
    """As it is dialled in the United Kingdom: 01632 960123, 020 7946 0000 ext 12."""
    plain = tidy(text)
    extension = _EXTENSION.search(plain)
    main = plain[: extension.start()] if extension else plain
    digits = _national(main)
    if digits is None or len(digits) not in LENGTHS or digits[1:2] == "0":
        raise ValueError(
            "This is not a telephone number of the United Kingdom. Write it with the 0"
            " that it begins with."
        )
    return _grouped(digits) + (f" ext {extension[1]}" if extension else "")


def _national(text: str) -> str | None:
    """Its digits with the 0; None where it has anything but digits and separators."""
    abroad = re.sub(r"^(\+|00)\s*44\s*(\(0\))?", "0", text.strip())
    digits = re.sub(r"[\s().\-/]", "", abroad)
    if not digits.isascii() or not digits.isdigit():
        return None
    if digits.startswith("0"):
        return digits
    return f"0{digits}" if _is_without_its_zero(digits) else None


def _is_without_its_zero(digits: str) -> bool:
    if len(digits) != SIGNIFICANT:
        return False
    is_mobile = digits.startswith("7") and not holds_nhs_number(digits)
    return is_mobile or digits.startswith(_LOST_ITS_ZERO)


def _grouped(digits: str) -> str:
    if digits.startswith("02"):
        return f"{digits[:3]} {digits[3:7]} {digits[7:]}"
    return f"{digits[:5]} {digits[5:]}"


def is_telephone(text: str) -> bool:
    try:
        telephone(text)
    except ValueError:
        return False
    return True


def email(text: str) -> str:
    plain = tidy(text).lower()
    if not _ADDRESS.fullmatch(plain) or holds_nhs_number(plain):
        raise ValueError("This is not an e-mail address.")
    return plain
