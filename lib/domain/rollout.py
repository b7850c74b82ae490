"""The rollout: what is said of each lever of a practice, planned and confirmed apart.

A supplier's pause, the settings of the practice's system, the enablement of accounts,
the access model and the switch-on are five things that do not follow from one another:
any combination is possible (`Lever`). Each word is a fact of its upload, with the day
that it is about; what stands is the newest word.
"""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from lib.domain.errors import RuleBroken


class Lever(StrEnum):
    PAUSE = "supplier pause"
    SETTINGS = "organisation settings"
    ENABLEMENT = "enablement"
    MODEL = "access model"
    SWITCH_ON = "switch-on"
    VISIBLE = "entries visible"


class Word(StrEnum):
    # supplier pause
    SENT = "sent"
    ACKNOWLEDGED = "acknowledged"
    EFFECTIVE = "effective"
    # supplier pause, switch-on
    WITHDRAWN = "withdrawn"
    # organisation settings
    CORRECT = "correct"
    INCORRECT = "incorrect"
    DISABLED = "disabled"
    UNKNOWN = "unknown"
    # enablement
    NONE = "none"
    BOOKED = "booked"
    DONE = "done"
    SELF_ENABLED = "self-enabled"
    # access model
    OPT_IN = "opt-in"
    OPT_OUT = "opt-out"
    UNDECIDED = "undecided"
    # switch-on: a planned or announced day is an intention until one is confirmed
    PLANNED = "planned"
    ANNOUNCED = "announced"
    ACTUAL = "actual"
    # entries visible from a day on
    FROM = "from"


WORDS: dict[Lever, tuple[Word, ...]] = {
    Lever.PAUSE: (Word.SENT, Word.ACKNOWLEDGED, Word.EFFECTIVE, Word.WITHDRAWN),
    Lever.SETTINGS: (Word.CORRECT, Word.INCORRECT, Word.DISABLED, Word.UNKNOWN),
    Lever.ENABLEMENT: (Word.NONE, Word.BOOKED, Word.DONE, Word.SELF_ENABLED),
    Lever.MODEL: (Word.OPT_IN, Word.OPT_OUT, Word.UNDECIDED),
    Lever.SWITCH_ON: (Word.PLANNED, Word.ANNOUNCED, Word.ACTUAL, Word.WITHDRAWN),
    Lever.VISIBLE: (Word.FROM,),
}

# The day is the point of these; elsewhere it may be missing.
NEEDS_DAY = {Lever.PAUSE, Lever.SWITCH_ON, Lever.VISIBLE}
# What has happened, which no day to come can have.
HAPPENED = {
    *(Word.SENT, Word.ACKNOWLEDGED, Word.WITHDRAWN),
    *(Word.DONE, Word.SELF_ENABLED, Word.ACTUAL),
}
# The choice of the practice; everything else is said of one clinical system.
OF_THE_PRACTICE = {Lever.MODEL}
# As a select offers them; any other name is taken as well.
SUPPLIERS = ("EMIS", "TPP", "Medicus", "Vision")
_CLOCK = re.compile(r"([01]\d|2[0-3]):[0-5]\d")


@dataclass(frozen=True)
class Told:
    """A word that a person types in of one practice. `supplier` empty: the system that
    the practice has on that day. `source` says who said so."""

    ods_code: str
    lever: Lever
    word: Word
    on: date | None
    reason: str
    source: str
    at: str = ""
    supplier: str = ""
    said_on: date | None = None


def check(lever: Lever, word: Word, on: date | None, at: str, today: date) -> None:
    """Raise where the word does not go with its lever or its day."""
    if word not in WORDS[lever]:
        allowed = ", ".join(WORDS[lever])
        raise RuleBroken(f"Of the {lever} one can say: {allowed}.")
    if on is None and lever in NEEDS_DAY:
        raise RuleBroken(f"Say the day: {lever}, {word}.")
    if on and on > today and word in HAPPENED:
        raise RuleBroken("That day has not come yet. Until then it is planned.")
    if at and not _CLOCK.fullmatch(at):
        raise RuleBroken(f"{at!r} is not a time. Write it as 17:00.")
