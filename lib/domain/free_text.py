"""Free text: what people type into notes, reasons and letters, before it is stored."""

import re

from lib.domain.errors import RuleBroken
from lib.domain.nhs_numbers import holds_nhs_number

LINE, PAGE = 300, 20_000  # characters

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


def checked(text: str, what: str = "The text", *, most: int = PAGE) -> str:
    """The text without what cannot be shown; refused where it names a patient.

    The refusal does not repeat the text, so that it reaches no log.
    """
    plain = _CONTROL.sub("", text).strip()
    if holds_nhs_number(plain):
        raise RuleBroken(
            f"{what} holds a ten-digit number that is a valid NHS number. Nothing was"
            " stored. Take out whatever is about one patient and save again."
        )
    if len(plain) > most:
        raise RuleBroken(f"{what} is longer than {most:,} characters.")
    return plain


def needed(text: str, what: str, *, most: int = PAGE) -> str:
    """As `checked`, of what must not be empty. `what` asks for it: "Say why"."""
    plain = checked(text, most=most)
    if not plain:
        raise RuleBroken(f"{what}.")
    return plain
