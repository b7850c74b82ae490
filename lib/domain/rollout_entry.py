"""What is stored of the rollout: a word on a lever, as a fact of its upload."""

from datetime import date

import sqlalchemy as sa
from sqlmodel import Field

from lib.domain.base import choice
from lib.domain.facts import Fact
from lib.domain.rollout import Lever, Word


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
