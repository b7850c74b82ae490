"""The safety floor: falls that are faster than the plan's method explains, or to nothing.

Some 104 codes protect people at risk. A fast fall asks whether the search for them was
done first; it is neither praise nor blame.
"""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

import pandas as pd

from lib.analysis.frame import day
from lib.domain.dates import period_end
from lib.domain.plan_content import Method
from lib.domain.threshold import State

JUMP = 20  # points of the list: what is fast where no plan says how fast
# Holidays, extra sessions and late entries: a pace of 100 explains up to 150.
MARGIN_PER_CENT = 150
DAYS_A_WEEK = 7


class Pace(NamedTuple):
    """What the last plan received by a day says of how the codes will go."""

    method: Method | None
    reviews_per_week: int | None
    starts_on: date | None


NO_PLAN = Pace(None, None, None)


class Fall(NamedTuple):
    """Patients with an active 104 in one month, and in the last readable one before."""

    ods_code: str
    since: date
    period: date
    before: int
    now: int
    list_size: int

    @property
    def fewer(self) -> int:
        return self.before - self.now


class Check(NamedTuple):
    fall: Fall
    why: str


def checks(
    figures: pd.DataFrame, period: date, paces: Mapping[str, list[tuple[date, Pace]]]
) -> list[Check]:
    """Every fall up to the month that asks the question, the newest first.

    `paces`: by ODS code, each plan received with its day, in order.
    """
    found = []
    for fall in falls(figures[figures["period"] <= pd.Timestamp(period)]):
        why = reason(fall, _pace(paces.get(fall.ods_code, []), fall.period))
        if why:
            found.append(Check(fall, why))
    return sorted(found, key=lambda check: check.fall.period, reverse=True)


def falls(figures: pd.DataFrame) -> list[Fall]:
    """Each readable month in which fewer of the same people were counted than before."""
    readable = figures[figures["state"] == State.REPORTED]
    rows = readable.sort_values(["ods_code", "period"])
    earlier = rows.groupby("ods_code")[list(_COMPARED)].shift().add_suffix("_before")
    alike = pd.Series(data=True, index=rows.index)
    for column in ("population", "counted"):
        alike &= rows[column] == earlier[f"{column}_before"]
    fewer = (rows["excluded"] < earlier["excluded_before"]).fillna(value=False)
    both = rows.join(earlier)[alike & fewer.astype(bool)]
    return list(map(_fall, *(both[name].tolist() for name in _OF_A_FALL)))


_COMPARED = ("period", "excluded", "population", "counted")


# In the order of Fall's fields.
_OF_A_FALL = (
    *("ods_code", "period_before", "period"),
    *("excluded_before", "excluded", "list_size"),
)


def _fall(code: str, since: pd.Timestamp, period: pd.Timestamp, *counts: int) -> Fall:
    return Fall(code, day(since), day(period), *map(int, counts))


def _pace(received: list[tuple[date, Pace]], period: date) -> Pace:
    """The plan that was known by the end of that month."""
    known = [pace for on, pace in received if on <= period_end(period)]
    return known[-1] if known else NO_PLAN


def reason(fall: Fall, pace: Pace) -> str:
    """Why this fall asks the question; empty where it does not."""
    if fall.now == 0:
        return "No patient has an active 104 any more. Some codes protect people."
    if pace.method is Method.BULK_106:
        return _in_bulk(fall, pace)
    if pace.reviews_per_week is not None:
        return _by_pace(fall, pace.reviews_per_week)
    if fall.fewer * 100 >= JUMP * fall.list_size:
        return f"A fall of {JUMP} points or more, and no plan says how."
    return ""


def _in_bulk(fall: Fall, pace: Pace) -> str:
    """A sudden fall is what this method expects, from its first day on."""
    begun = pace.starts_on is None or pace.starts_on <= period_end(fall.period)
    fast = fall.fewer * 100 >= JUMP * fall.list_size
    if begun or not fast:
        return ""
    return "The plan gives a 106 in bulk from a later day than this fall."


def _by_pace(fall: Fall, reviews_per_week: int) -> str:
    days = (period_end(fall.period) - period_end(fall.since)).days
    explained = reviews_per_week * days * MARGIN_PER_CENT // (DAYS_A_WEEK * 100)
    if fall.fewer <= explained:
        return ""
    return (
        f"{fall.fewer:,} fewer in {days} days; {reviews_per_week:,} reviews a week"
        f" explain about {reviews_per_week * days // DAYS_A_WEEK:,}."
    )
