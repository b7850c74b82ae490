"""To whom a plan, a report or a return goes."""

from enum import StrEnum


class Recipient(StrEnum):
    """The reported rule says "to NHS England"; its headline says NHS England and ICBs."""

    NHS_ENGLAND = "NHS England"
    ICB = "the ICB"
    BOTH = "NHS England and the ICB"
