"""Rows of the files about the rollout: dates, steps, successions, access, deprivation."""

from datetime import date
from typing import NamedTuple


class RolloutRow(NamedTuple):
    """One word on one lever of one practice; a line with several gives several.

    `supplier` None: the clinical system that the practice has on that day.
    """

    row: int
    practice_code: str
    lever: str  # a Lever
    word: str  # a Word of that lever
    on: date | None  # the day that it is about
    at: str  # "17:00", where the file tells the time
    supplier: str | None
    said_on: date | None  # when it was said or announced, where the file tells


class NationalStepRow(NamedTuple):
    """One practice on NHS England's list in one month; `word` as the list has it."""

    row: int
    practice_code: str
    period: date | None
    step: str  # "3"; "list" where the file has no steps
    word: str
    met: bool | None  # None: the word says neither


class SuccessionRow(NamedTuple):
    """Which practice, or sub-ICB location and ICB, followed from a day on."""

    row: int
    code: str  # of a practice or of a sub-ICB location
    successor: str  # of a practice or of an ICB
    from_on: date
    until_on: date | None
    source: str


class AccessRow(NamedTuple):
    """Online accounts of one practice, and those with prospective record access."""

    row: int
    practice_code: str
    period: date | None
    accounts: int | None
    with_access: int | None
    run_on: date | None


class DeprivationRow(NamedTuple):
    row: int
    practice_code: str
    fifth: int  # 1 is the most deprived
