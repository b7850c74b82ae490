"""The months between which a practice's count moved in bulk: jumps and clear-outs.

Two reported months are compared by their counts on the earlier one's list, so that a
change of the list, or of its source in April and May 2024, moves nothing. A step is a
move if it is of at least `LEAST_POINTS` and `TIMES_USUAL` times what is usual at that
practice: the median absolute deviation of its steps, scaled to a standard deviation, at
least `LEAST_USUAL`. Across months without a figure more is usual, by the square root of
how many there are. Steps the same way without a month between are one move. The middle
of the `BESIDE` figures from it on must be further from that up to it than half the move,
so that one mistaken month is none.

It tells that a count moved, and never why: a practice may include new patients who
arrived with the code, and a merger brings many.
"""

from collections.abc import Sequence
from datetime import date
from itertools import groupby
from math import sqrt
from operator import itemgetter
from statistics import median
from typing import Any, NamedTuple

import pandas as pd

from lib.analysis.frame import Row, day, readable

LEAST_POINTS = 10
TIMES_USUAL = 6
LEAST_USUAL = 0.5  # points
LEAST_MONTHS = 6  # figures, without which nothing is usual
BESIDE = 3
TO_SIGMA = 1.4826  # from a median absolute deviation of a normal distribution

CLUSTER_PRACTICES = 3
CLUSTER_MONTHS = 2  # in a row, in which they must all lie

JUMP, CLEAR_OUT = "jump", "clear-out"
PLACE = ["ods_code", "name", "icb_code", "sub_icb_code", "pcn_code", "supplier"]
POINT = ["period", "excluded", "list_size", "counted", "population"]
MOVE = ["direction", "from_period", "to_period", "before", "after", "patients"]
MOVE += ["points", "usual", "list_change", "is_newest"]
CLUSTER = ["group", "direction", "first", "last", "practices", "of", "patients"]


class Point(NamedTuple):
    """A practice's figure of one month; `kind` is what was counted, and of whom."""

    period: date
    excluded: int
    list_size: int
    kind: str = ""


class Move(NamedTuple):
    """From one reported month to a later one."""

    direction: str
    from_period: date
    to_period: date
    before: int
    after: int
    patients: int
    points: float  # a fraction, as of the earlier list
    usual: float  # likewise: of one month
    list_change: float  # likewise
    is_newest: bool  # no later figure says whether it lasted


class _Step(NamedTuple):
    at: int  # of the later point
    points: float
    months: int


def moves_of(points: Sequence[Point]) -> list[Move]:
    """In order; `points` are in the order of months, their lists above 0."""
    if len(points) < LEAST_MONTHS:
        return []
    steps = [step for at in range(1, len(points)) if (step := _step(points, at))]
    usual = _usual(steps)
    big = [step for step in steps if _is_big(step, usual)]
    found = (_move(points, first, last, usual) for first, last in _runs(big))
    return [move for move in found if move is not None]


def _step(points: Sequence[Point], at: int) -> _Step | None:
    """None where the two months counted other people, or in another way."""
    then, now = points[at - 1], points[at]
    if then.kind != now.kind:
        return None
    years, months = (
        now.period.year - then.period.year,
        now.period.month - then.period.month,
    )
    moved = 100 * (now.excluded - then.excluded) / then.list_size
    return _Step(at, moved, 12 * years + months)


def _usual(steps: Sequence[_Step]) -> float:
    if not steps:
        return LEAST_USUAL
    monthly = [step.points / sqrt(step.months) for step in steps]
    middle = median(monthly)
    spread = TO_SIGMA * median(abs(each - middle) for each in monthly)
    return max(spread, LEAST_USUAL)


def _is_big(step: _Step, usual: float) -> bool:
    least = max(LEAST_POINTS, TIMES_USUAL * usual * sqrt(step.months))
    return abs(step.points) >= least


def _runs(steps: Sequence[_Step]) -> list[tuple[int, int]]:
    """From which point to which: steps the same way, one after the other, together."""
    found: list[tuple[int, int, bool]] = []
    for step in steps:
        up = step.points > 0
        if found and found[-1][1:] == (step.at - 1, up):
            found[-1] = (found[-1][0], step.at, up)
        else:
            found.append((step.at - 1, step.at, up))
    return [(first, last) for first, last, _ in found]


def _move(points: Sequence[Point], first: int, last: int, usual: float) -> Move | None:
    then, now = points[first], points[last]
    patients = now.excluded - then.excluded
    before = median(p.excluded for p in points[max(0, first + 1 - BESIDE) : first + 1])
    after = median(p.excluded for p in points[last : last + BESIDE])
    if (after - before) * (1 if patients > 0 else -1) * 2 <= abs(patients):
        return None
    return Move(
        direction=JUMP if patients > 0 else CLEAR_OUT,
        from_period=then.period,
        to_period=now.period,
        before=then.excluded,
        after=now.excluded,
        patients=patients,
        points=patients / then.list_size,
        usual=usual / 100,
        list_change=(now.list_size - then.list_size) / then.list_size,
        is_newest=last == len(points) - 1,
    )


def find(figures: pd.DataFrame) -> pd.DataFrame:
    """Of a frame of many months: `PLACE` (as in the later month) and `MOVE`, in the order
    of months and names."""
    rows = _rows(figures)[[*PLACE, *POINT]]
    found: list[dict[str, Any]] = []
    for _, records in groupby(rows.to_dict("records"), itemgetter("ods_code")):
        own = list(records)
        places = {day(row["period"]): row for row in own}
        for move in moves_of([_point(row) for row in own]):
            place = places[move.to_period]
            found.append({**{name: place[name] for name in PLACE}, **move._asdict()})
    table = pd.DataFrame(found, columns=[*PLACE, *MOVE])
    return table.sort_values(["to_period", "name"], kind="stable", ignore_index=True)


def _rows(figures: pd.DataFrame) -> pd.DataFrame:
    known = readable(figures)
    return known[known["list_size"] > 0].sort_values(["ods_code", "period"])


def _point(row: Row) -> Point:
    kind = f"{row['counted']} {row['population']}"
    return Point(day(row["period"]), int(row["excluded"]), int(row["list_size"]), kind)


class Looked(NamedTuple):
    """How many practices have figures enough to be looked at, and how many have not."""

    enough: int
    too_few: int


def looked_at(figures: pd.DataFrame) -> Looked:
    months = _rows(figures)["ods_code"].value_counts()
    every = figures.loc[figures["expected"], "ods_code"].nunique()
    enough = int((months >= LEAST_MONTHS).sum())
    return Looked(enough, max(every - enough, 0))


def clusters(moves: pd.DataFrame, figures: pd.DataFrame, column: str) -> pd.DataFrame:
    """`CLUSTER`: at least `CLUSTER_PRACTICES` practices of one value of the column that
    moved the same way within `CLUSTER_MONTHS` months; `of`: so many of that value had
    figures enough. Without a column (""), of all together."""
    sizes = _sizes(figures, column)
    named = moves.assign(group=moves[column] if column else "All practices")
    found: list[dict[str, Any]] = []
    for (group, direction), rows in named.groupby(["group", "direction"], sort=True):
        for own in _close(rows):
            about = {"group": group, "direction": direction}
            months = own["to_period"]
            found.append(
                {
                    **about,
                    "first": months.min(),
                    "last": months.max(),
                    "practices": own["ods_code"].nunique(),
                    "of": sizes.get(group, 0),
                    "patients": int(own["patients"].sum()),
                }
            )
    table = pd.DataFrame(found, columns=CLUSTER)
    return table.sort_values(["first", "group"], kind="stable", ignore_index=True)


def _sizes(figures: pd.DataFrame, column: str) -> dict[Any, int]:
    rows = _rows(figures)
    months = rows["ods_code"].value_counts()
    latest = rows.groupby("ods_code").tail(1)
    latest = latest[latest["ods_code"].map(months) >= LEAST_MONTHS]
    if not column:
        return {"All practices": len(latest)}
    counted: dict[Any, int] = latest[column].value_counts().to_dict()
    return counted


def _close(rows: pd.DataFrame) -> list[pd.DataFrame]:
    """The fullest stretch of months first; each move lies in one stretch at most."""
    found: list[pd.DataFrame] = []
    left = rows
    while True:
        stretches = [_within(left, first) for first in sorted(set(left["to_period"]))]
        fullest = max(stretches, key=_practices, default=left)
        if _practices(fullest) < CLUSTER_PRACTICES:
            return found
        found.append(fullest)
        left = left.drop(fullest.index)


def _practices(rows: pd.DataFrame) -> int:
    return int(rows["ods_code"].nunique())


def _within(rows: pd.DataFrame, first: date) -> pd.DataFrame:
    months = pd.to_datetime(rows["to_period"])
    until = pd.Timestamp(first) + pd.DateOffset(months=CLUSTER_MONTHS - 1)
    return rows[(months >= pd.Timestamp(first)) & (months <= until)]
