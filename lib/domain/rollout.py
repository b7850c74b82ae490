"""The rollout: what is said of each lever of a practice, planned and confirmed apart.

A supplier's pause, the settings of the practice's system, the enablement of accounts,
the access model and the switch-on are five things that do not follow from one another:
any combination is possible (`Lever`). Each word is a fact of its upload, with the day
that it is about; what stands is the newest word.
"""

from datetime import date
from enum import StrEnum

import sqlalchemy as sa
from sqlmodel import Field

from lib.domain.base import choice
from lib.domain.facts import Fact


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


class RolloutEntry(Fact, table=True):
    """One word on one lever of one practice, and the day that it is about.

    `supplier` is the clinical system: a switch-on is per practice and system.
    """

    __tablename__ = "rollout_entry"
    __table_args__ = (
        sa.Index("ix_rollout_entry_practice_lever", "practice_code", "lever"),
    )

    lever: Lever = Field(sa_type=choice(Lever, "lever"))
    word: Word = Field(sa_type=choice(Word, "word"))
    on: date | None
    at: str = ""  # "17:00", where it was said
    supplier: str | None
    said_on: date | None  # when it was said or announced
