"""How often the finder of bulk moves errs, measured on invented series.

The series have no practice behind them: counts that wander month by month, some much
more than others, now and then by a lot, with months missing.
"""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

import numpy as np

from lib.analysis.bulk_moves import Point, moves_of
from lib.analysis.words import number
from lib.domain.dates import shift

SEED = 104
SERIES = 2_000
MONTHS = 24
FIRST = date(2022, 11, 1)
ROUGHEST = 3.0  # points a month
PUT_IN = 20  # points


class Measured(NamedTuple):
    series: int
    alarms: int  # series without a bulk move in which one was found
    found: int  # series with one put in, of which the months were found


# What `measured()` answers; a test holds it against that.
AS_MEASURED = Measured(SERIES, alarms=17, found=1_983)


def measured(series: int = SERIES, seed: int = SEED) -> Measured:
    chance = np.random.default_rng(seed)
    alarms = found = 0
    for points, at in _invented(chance, series):
        alarms += bool(moves_of(points))
        found += _is_found(_with_move(points, at), at)
    return Measured(series, alarms, found)


def _invented(
    chance: np.random.Generator, series: int
) -> Iterator[tuple[list[Point], int]]:
    """Noise alone, and a point at which a move may be put in."""
    for _ in range(series):
        size = int(chance.integers(2_000, 16_000))
        rough = np.exp(chance.uniform(np.log(0.2), np.log(ROUGHEST)))
        steps = rough * chance.standard_t(4, MONTHS) / np.sqrt(2)
        rates = np.clip(chance.uniform(5, 70) + np.cumsum(steps), 0, 100)
        lists = size * np.cumprod(1 + chance.normal(0, 0.004, MONTHS))
        known = chance.random(MONTHS) > 0.05  # noqa: PLR2004 one month in twenty is missing
        points = [
            Point(shift(FIRST, n), round(rates[n] * lists[n] / 100), round(lists[n]))
            for n in range(MONTHS)
            if known[n]
        ]
        yield points, int(chance.integers(4, len(points) - 3))


def _with_move(points: list[Point], at: int) -> list[Point]:
    """From that point on so many more; fewer, where they would not fit."""
    more = points[at].excluded < points[at].list_size / 2
    by = (PUT_IN if more else -PUT_IN) / 100
    return [
        point
        if n < at
        else point._replace(
            excluded=max(0, point.excluded + round(by * point.list_size))
        )
        for n, point in enumerate(points)
    ]


def _is_found(points: list[Point], at: int) -> bool:
    then, now = points[at - 1].period, points[at].period
    return any(
        move.from_period <= then and now <= move.to_period for move in moves_of(points)
    )


def sentence(result: Measured = AS_MEASURED) -> str:
    alarms = 100 * result.alarms / result.series
    found = 100 * result.found / result.series
    return (
        f"Tried on {number(result.series)} invented series of {MONTHS} months that"
        f" wander by up to about {ROUGHEST:.0f} points a month: in {alarms:.1f}% of those"
        " without a bulk move one was found (false alarms), and of a move of"
        f" {PUT_IN} points that was put in, {found:.1f}% were found in its months."
    )
