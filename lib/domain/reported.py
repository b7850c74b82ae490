"""Measures as they were reported, from when an ICB goes by which, and its own position.

From when it goes by which is a dated setting (`Name.MEASURES`).
"""

from collections.abc import Iterable
from datetime import date, datetime
from typing import NamedTuple

from sqlmodel import Field, select
from sqlmodel.sql.expression import SelectOfScalar

from lib.domain.base import Table, UTCDateTime, choice
from lib.domain.dates import now, period_end
from lib.domain.measures import NOT_SET, Direction, Key, read
from lib.domain.settings import Name, Setting, newest


class ReportedMeasure(Table, table=True):
    __tablename__ = "measure"

    key: Key = Field(primary_key=True, sa_type=choice(Key, "key"))
    place: int  # in which order they are told
    title: str
    numerator: str
    denominator: str
    direction: Direction = Field(sa_type=choice(Direction, "direction"))
    label: str  # "as reported": nobody here has seen the document itself
    wording: str
    source: str
    source_dated: str
    source_address: str


class Stance(Table, table=True):
    """An ICB's own position on switching access on, in its words; "" takes it back."""

    __tablename__ = "stance"

    id: int | None = Field(default=None, primary_key=True)
    icb_code: str = Field(foreign_key="icb.code", index=True)
    words: str
    from_on: date
    source: str
    sequence: int
    recorded_by: str
    recorded_at: datetime = Field(default_factory=now, sa_type=UTCDateTime)


def stance_on(found: Iterable[Stance], on: date) -> Stance | None:
    """Of one ICB the position of that day; None where it has none."""
    begun = [each for each in found if each.from_on <= on]
    last = max(begun, key=lambda each: (each.from_on, each.sequence), default=None)
    return last if last is not None and last.words else None


def values_set() -> SelectOfScalar[Setting]:
    return select(Setting).where(Setting.name == Name.MEASURES)


class SwitchedOn(NamedTuple):
    """The values ever set, to ask of a month which measures an ICB goes by in it.

    A month goes by what is in force on its last day, as with the rules: earlier months
    stay as they were.
    """

    values: tuple[Setting, ...]

    def of(self, icb_code: str | None, period: date) -> frozenset[Key]:
        """Of the ICB, else (None) what holds where an ICB has set nothing."""
        found = newest(self.values, period_end(period))
        value = found.get(icb_code) or found.get(None)
        return read(value) if value else NOT_SET

    def anywhere(self, icbs: Iterable[str], period: date) -> frozenset[Key]:
        each = [self.of(code, period) for code in icbs] or [self.of(None, period)]
        return frozenset().union(*each)
