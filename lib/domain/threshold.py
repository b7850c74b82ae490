"""The threshold: rules with a from-date, and what a practice's figures say under one.

The shipped rule: NHS England asked any practice that "has excluded more than 50% of
their patients" for an action plan. It is known only from press reports (Pulse,
1 February 2023); no denominator, date of count or area was given.
"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple

import sqlalchemy as sa
from sqlmodel import Field

from lib.domain.base import Table, UTCDateTime, choice
from lib.domain.dates import now, period_end, uk
from lib.domain.files import Basis, Counted, Population
from lib.domain.measures import Direction, Key


class ThresholdRule(Table, table=True):
    """A limit in force from a day on, for one ICB or (icb_code null) for all.

    `percent` is a whole number; `strict` means more than, not at or above.
    """

    __tablename__ = "threshold_rule"
    __table_args__ = (
        sa.CheckConstraint(
            "percent = CAST(percent AS INTEGER) AND percent BETWEEN 1 AND 99",
            name="percent_whole",
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    icb_code: str | None = Field(default=None, foreign_key="icb.code", index=True)
    measure: str = Key.CODED_104.value
    percent: int
    strict: bool = True
    basis: Basis = Field(sa_type=choice(Basis, "basis"))
    direction: Direction = Field(
        default=Direction.ABOVE, sa_type=choice(Direction, "direction")
    )
    from_on: date
    source: str
    sequence: int  # when it was recorded, in the order of commits
    recorded_by: str
    recorded_at: datetime = Field(default_factory=now, sa_type=UTCDateTime)

    def worded(self, names: Mapping[str, str]) -> str:
        """more than 50% of registered patients, national default from 1 January 2023

        `names`: of ICBs, by their codes.
        """
        code = self.icb_code
        whose = f"set by {names.get(code, code)}" if code else "national default"
        return f"{limit_words(self)}, {whose} from {uk(self.from_on)}"


BASIS_WORDS = {
    Basis.REGISTERED: "registered patients",
    Basis.AGED_16_PLUS: "registered patients aged 16 and over",
    Basis.ONLINE_ACCOUNTS: "online accounts",
}


def limit_words(rule: ThresholdRule) -> str:
    bound = "more than" if rule.strict else "at or above"
    return f"{bound} {rule.percent}% of {BASIS_WORDS[rule.basis]}"


def in_force(
    rules: Iterable[ThresholdRule],
    icb_code: str | None,
    period: date,
    measure: Key = Key.CODED_104,
) -> ThresholdRule | None:
    """The measure's rule of that ICB at the period's end: its own, else the default.

    Of several with one from-date the one recorded last counts.
    """
    ends = period_end(period)
    begun = [r for r in rules if r.from_on <= ends and r.measure == measure]
    for whose in (icb_code, None):
        own = [r for r in begun if r.icb_code == whose]
        if own:
            return max(own, key=lambda r: (r.from_on, r.sequence))
    return None


class State(StrEnum):
    """Whether a month's figure can be read, and if not, why."""

    REPORTED = "reported"
    SUPPRESSED = "suppressed"  # the sender hid a small number
    NO_DATA = "no-data"
    NO_DENOMINATOR = "no-denominator"
    DATA_ERROR = "data-error"  # more excluded than registered
    INCOMPATIBLE = "incompatible"  # what was counted does not fit the basis


class Figure(NamedTuple):
    """What is known of one practice in one month, before any rule is applied."""

    excluded: int | None
    suppressed: bool
    denominator: int | None
    counted: Counted
    population: Population


def exceeds(excluded: int, denominator: int, rule: ThresholdRule) -> bool:
    """In whole numbers, so that exactly half is not more than half."""
    left, right = excluded * 100, rule.percent * denominator
    return left > right if rule.strict else left >= right


def limit_of(percent: int, list_size: int, *, strict: bool) -> int:
    """The most patients with a 104 at whom a practice of that list is not over."""
    most, rest = divmod(percent * list_size, 100)
    return most if strict or rest else most - 1


def state_of(figure: Figure, basis: Basis) -> State:
    if figure.suppressed:
        return State.SUPPRESSED
    if figure.excluded is None:
        return State.NO_DATA
    if _incompatible(figure, basis):
        return State.INCOMPATIBLE
    if not figure.denominator:
        return State.NO_DENOMINATOR
    if figure.excluded > figure.denominator:
        return State.DATA_ERROR
    return State.REPORTED


def _incompatible(figure: Figure, basis: Basis) -> bool:
    """Ever coded is not excluded; a 16-and-over basis takes counts of 16 and over."""
    if figure.counted == Counted.EVER:
        return True
    return basis == Basis.AGED_16_PLUS and figure.population != Population.AGED_16_PLUS


def judge(figure: Figure, rule: ThresholdRule | None) -> tuple[State, bool | None]:
    """The state, and over the threshold or not; None where it cannot be told."""
    basis = rule.basis if rule else Basis.REGISTERED
    state = state_of(figure, basis)
    if rule is None or state is not State.REPORTED:
        return state, None
    assert figure.excluded is not None  # noqa: S101 a reported figure has both
    assert figure.denominator is not None  # noqa: S101
    return state, exceeds(figure.excluded, figure.denominator, rule)
