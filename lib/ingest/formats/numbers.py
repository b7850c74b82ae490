"""Whole numbers as files write them: 16388 or 16,388."""

import re

MOST_DIGITS = 9
PLAIN = re.compile(rf"[0-9]{{1,{MOST_DIGITS}}}")
WITH_COMMAS = re.compile(r"[0-9]{1,3}(,[0-9]{3}){1,2}")
WHOLE = re.compile(r"[0-9]+")
SCIENTIFIC = re.compile(r"[-+]?[0-9]+(\.[0-9]*)?[eE][-+]?[0-9]+")
NEGATIVE = re.compile(r"[-\u2212\u2013][0-9][0-9,]*(\.[0-9]+)?|\([0-9][0-9,.]*\)")
FRACTION = re.compile(r"[0-9][0-9,]*\.[0-9]*|\.[0-9]+")

WRONG = (
    (SCIENTIFIC, "is in scientific notation, which loses digits"),
    (NEGATIVE, "is negative"),
    (FRACTION, "is not a whole number"),
    (WHOLE, f"has more than {MOST_DIGITS} digits"),
)


def whole_number(text: str) -> int:
    """The count in this text; ValueError is a sentence on what is wrong with it."""
    plain = text.strip()
    if PLAIN.fullmatch(plain):
        return int(plain)
    if WITH_COMMAS.fullmatch(plain):
        return int(plain.replace(",", ""))
    for shape, wrong in WRONG:
        if shape.fullmatch(plain):
            raise ValueError(f"{plain!r} {wrong}.")
    raise ValueError(f"{plain!r} is not a number." if plain else "The cell is blank.")
