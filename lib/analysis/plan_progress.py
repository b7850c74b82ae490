"""Planned against actual: month by month, and whether a plan is off track.

The planned line starts from the last figure before the plan's start. One by one it
falls at the plan's pace; otherwise at once, on the planned day. It never falls below the
limit of the rule: some 104 codes are right, so that no plan promises zero.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import NamedTuple

import pandas as pd

from lib.analysis.frame import Row, day
from lib.analysis.pace import WEEK, Standing, planned_fall
from lib.domain.dates import period_end
from lib.domain.plan_content import Content
from lib.domain.threshold import State, ThresholdRule

Rules = Mapping[int, ThresholdRule]


class Month(NamedTuple):
    """The end of one month; `behind` is in points above the planned line."""

    period: date
    excluded: int | None
    rate: Fraction | None
    planned: Fraction | None
    behind: Fraction | None


# What is looked at: a frame of figures has many columns more.
_READ = ["ods_code", "period", "state", "over", "basis"]
_READ += ["excluded", "list_size", "rule_id"]


def comparable(figures: pd.DataFrame, ods_code: str) -> list[Row]:
    """One practice's months that can be set beside its last figure: on its basis."""
    own = figures.loc[figures["ods_code"] == ods_code, _READ].to_dict("records")
    told = [row for row in own if not pd.isna(row["over"])]
    return [row for row in own if row["basis"] == told[-1]["basis"]] if told else own


def start_of(content: Content) -> date | None:
    return content.starts_on or planned_fall(content)


def standing(
    rows: Sequence[Row], rules: Rules, until: date | None = None
) -> Standing | None:
    """The last figure with a flag, of a month that ended by that day; else the first.

    `rows`: of `comparable`.
    """
    told = [row for row in rows if _figure(row) and row["state"] == State.REPORTED]
    if not told:
        return None
    before = [row for row in told if until is None or _end(row) <= until]
    row = before[-1] if before else told[0]
    rule = rules[int(row["rule_id"])]
    return Standing(
        int(row["excluded"]),
        int(row["list_size"]),
        rule.percent,
        rule.strict,
        day(row["period"]),
    )


def progress(rows: Sequence[Row], rules: Rules, content: Content) -> list[Month]:
    """Every month of `comparable` from the one in which the plan starts."""
    begins = start_of(content)
    start = standing(rows, rules, begins)
    if begins is None or start is None:
        return []
    since = [row for row in rows if _end(row) >= begins]
    return [_month(day(row["period"]), content, start, _figure(row)) for row in since]


def _end(row: Row) -> date:
    return period_end(day(row["period"]))


def planned(content: Content, start: Standing, on: date) -> Fraction | None:
    """The share of the list that the plan expects that day; None where it names none."""
    left = _left(content, start, on)
    if left is None or not start.list_size:
        return None
    return Fraction(max(left, min(start.limit, start.excluded)), start.list_size)


def _left(content: Content, start: Standing, on: date) -> int | None:
    fall = planned_fall(content)
    if fall is not None:
        return start.excluded if on < fall else start.limit
    begins, target = content.starts_on, content.below_on
    if begins is None:
        return None
    gone = max((on - begins).days, 0)
    if content.reviews_per_week:
        return start.excluded - content.reviews_per_week * gone // WEEK
    if target is None or target <= begins:
        return None
    return start.excluded - start.to_limit * gone // (target - begins).days


def _figure(row: Row) -> tuple[int, int] | None:
    if pd.isna(row["over"]) or pd.isna(row["excluded"]):
        return None
    return int(row["excluded"]), int(row["list_size"])


def _month(
    period: date, content: Content, start: Standing, figure: tuple[int, int] | None
) -> Month:
    expected = planned(content, start, period_end(period))
    if figure is None:
        return Month(period, None, None, expected, None)
    rate = Fraction(*figure)
    behind = None if expected is None else (rate - expected) * 100
    return Month(period, figure[0], rate, expected, behind)


def is_off_track(passed: Sequence[Month], tolerance: int | None) -> bool:
    """As the last month with a figure says; never where no tolerance is set."""
    told = [month.behind for month in passed if month.behind is not None]
    return bool(told) and tolerance is not None and told[-1] > tolerance


def table(passed: Sequence[Month]) -> pd.DataFrame:
    """The months for showing: fractions as floats, what is not known missing."""
    return pd.DataFrame(
        {
            "period": pd.to_datetime([m.period for m in passed]),
            "excluded": pd.array([m.excluded for m in passed], dtype="Int64"),
            "rate": [_float(m.rate) for m in passed],
            "planned": [_float(m.planned) for m in passed],
            "behind": [
                None if m.behind is None else float(m.behind / 100) for m in passed
            ],
        }
    ).astype({"rate": "float64", "planned": "float64", "behind": "float64"})


def _float(share: Fraction | None) -> float | None:
    return None if share is None else float(share)
