"""Where a month stands: each count now, its change and its last twelve months."""

from datetime import date
from typing import NamedTuple

import pandas as pd

from lib.analysis.frame import bases, day, expected, month, on_basis
from lib.analysis.trend import monthly
from lib.domain.dates import shift
from lib.domain.files import Basis
from lib.domain.threshold import State

MONTHS = 12


class Point(NamedTuple):
    period: date
    value: int | None  # None: nothing is known of that month


class Measure(NamedTuple):
    """A count by month, oldest first; the last is the month looked at."""

    series: tuple[Point, ...]

    @property
    def now(self) -> int | None:
        return self.series[-1].value

    @property
    def before(self) -> Point | None:
        """The last earlier month of the series of which something is known."""
        known = [p for p in self.series[:-1] if p.value is not None]
        return known[-1] if known else None

    @property
    def change(self) -> int | None:
        if self.now is None or self.before is None or self.before.value is None:
            return None
        return self.now - self.before.value


class Position(NamedTuple):
    """The expected practices of one month that are judged on one basis.

    Newly over: over now, and not over in the last earlier month that can be told.
    Newly under: the reverse. A practice without an earlier month is neither.
    """

    basis: Basis
    period: date
    expected: int
    unread: dict[State, int]  # expected practices without a readable figure, by reason
    reported: Measure
    over: Measure
    newly_over: Measure
    newly_under: Measure
    nearly_over: Measure
    lasting: Measure  # over for trend.LASTING or more reported months in a row
    patients: Measure  # with an active 104, in the practices reported
    hidden: int = 0  # practices whose count this observer is not shown
    in_shown_numbers: bool = False


def positions(figures: pd.DataFrame, period: date) -> list[Position]:
    """One for each basis in view in that month; they are never added together.

    The frame should reach back as far as months in a row are to be counted.
    """
    until = figures[figures["period"] <= pd.Timestamp(period)]
    table = monthly(until, shift(period, 1 - MONTHS), period)
    now = expected(month(figures, period))
    return [
        _position(on_basis(now, basis), table[table["basis"] == basis], basis)
        for basis in bases(now)
    ]


def _position(now: pd.DataFrame, table: pd.DataFrame, basis: Basis) -> Position:
    unread = now.loc[now["state"] != State.REPORTED, "state"].value_counts()
    return Position(
        basis=basis,
        period=day(table["period"].iloc[-1]),
        expected=len(now),
        unread={state: int(unread[state]) for state in State if state in unread},
        reported=measure(table, "reported"),
        over=measure(table, "over"),
        newly_over=measure(table, "newly_over"),
        newly_under=measure(table, "newly_under"),
        nearly_over=measure(table, "nearly_over"),
        lasting=measure(table, "lasting"),
        patients=measure(table, "patients"),
        hidden=int((now["hidden"] & (now["state"] == State.REPORTED)).sum()),
        in_shown_numbers=bool((now["least_change"] > 0).any()),
    )


def measure(table: pd.DataFrame, column: str) -> Measure:
    """A column of one basis's monthly table as a series."""
    return Measure(
        tuple(
            Point(day(period), None if pd.isna(value) else int(value))
            for period, value in zip(table["period"], table[column], strict=True)
        )
    )
