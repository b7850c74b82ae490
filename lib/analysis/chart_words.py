"""The sentence of each chart: it stands before the chart and is its text."""

from datetime import date
from typing import Any

import pandas as pd

from lib.analysis.frame import Row, bases, day, on_basis
from lib.analysis.position import Measure, Point
from lib.analysis.sentences import not_shown
from lib.analysis.spread import Spread
from lib.analysis.trend import NEAR
from lib.analysis.words import (
    be,
    counted,
    months_near,
    number,
    share_of_row,
    share_words,
)
from lib.domain.dates import month_name
from lib.domain.threshold import BASIS_WORDS, State, ThresholdRule

LIST_SOURCE = (
    "List sizes come from NHAIS up to the list of 1 April 2024 and from PDS from that"
    " of 1 May 2024; the two differ."
)
GROUPS_NAMED = 4


def spread_sentence(spread: Spread, rule: ThresholdRule) -> str:
    if spread.half_at is None:
        return "No practice reported, so there is no spread to show."
    exactly_half = spread.at_or_below_half * 2 == spread.practices
    half = "Half" if exactly_half else "More than half"
    half = "All" if spread.at_or_below_half == spread.practices else half
    over = number(spread.over) if spread.over else "none"
    bound = "over" if rule.strict else "at or over"
    first = (
        f"{half} of the practices are at {spread.half_at}% or less, and"
        f" {over} {be(spread.over or 1)} {bound} {rule.percent}%."
    )
    return " ".join(part for part in (first, _near(spread, rule)) if part)


def _near(spread: Spread, rule: ThresholdRule) -> str:
    if not spread.near:
        return ""
    low = rule.percent - NEAR
    apart = spread.half_at is not None and spread.half_at < low
    some = f"Another {spread.near}" if apart else f"{spread.near}"
    near = f"{some} {be(spread.near)} between {low}% and {rule.percent}%"
    if not (rule.strict and spread.at_limit):
        return f"{near}."
    those = "one" if spread.at_limit == 1 else number(spread.at_limit)
    exactly = f"{those} {be(spread.at_limit)} at exactly {rule.percent}.0%"
    return f"{near}; {exactly}, which is not over."


def series_sentence(measure: Measure, label: str) -> str:
    """Of a chart by month: from, to, the most, the months without data between."""
    known = [point for point in measure.series if point.value is not None]
    if not known:
        return f"{label}: no data."
    first, last = known[0], known[-1]
    most = max(known, key=_value)
    words = f"{label}: {_value_words(last)}"
    if len(known) > 1:
        words = f"{label}: from {_value_words(first)} to {_value_words(last)}"
    if _value(most) > max(_value(first), _value(last)):
        words += f", at most {_value_words(most)}"
    gap = [p.period for p in measure.series if p.value is None]
    now = measure.series[-1].period
    return f"{words}.{_no_data([each for each in gap if each > first.period], now)}"


def _value(point: Point) -> int:
    return point.value or 0


def _value_words(point: Point) -> str:
    return f"{number(_value(point))} in {month_name(point.period)}"


def _no_data(months: list[date], now: date) -> str:
    return f" No data for {months_near(months, now)}." if months else ""


def groups_sentence(table: pd.DataFrame) -> str:
    """Of the rows of `groups.by`: the groups with most practices over, per basis."""
    parts = [_groups_on(on_basis(table, basis)) for basis in bases(table)]
    if len(parts) > 1:
        named = zip(bases(table), parts, strict=True)
        parts = [f"By {BASIS_WORDS[basis]}: {part}" for basis, part in named]
    left_out = int(table["left_out"].sum())
    if left_out:
        without = "without figures that can be read"
        parts.append(
            f"{counted(left_out, 'practice')} {without} {be(left_out)} left out."
        )
    parts.append(not_shown(int(table["hidden"].sum())))
    return " ".join(filter(None, parts)) or "No practices to group."


def _groups_on(table: pd.DataFrame) -> str:
    ordered = table.sort_values("over", ascending=False, kind="stable")
    named, others = ordered.head(GROUPS_NAMED), ordered.iloc[GROUPS_NAMED:]
    parts = [f"{row['group']}: {group_words(row)}" for row in named.to_dict("records")]
    if len(others):
        over, reported = int(others["over"].sum()), int(others["reported"].sum())
        of = f"{number(over)} of {counted(reported, 'practice')} over"
        parts.append(f"{counted(len(others), 'other group')}: {of}")
    return f"{'; '.join(parts)}."


def group_words(row: Row) -> str:
    """12 of 30 practices over (41.2% of patients), of a row of `groups.by`."""
    if not row["reported"]:
        return "no data"
    reported = counted(int(row["reported"]), "practice")
    share = _group_share(row)
    if pd.isna(row["over"]):
        return f"{reported} reported ({share})"
    return f"{number(int(row['over']))} of {reported} over ({share})"


def _group_share(row: Row) -> str:
    if row["all_hidden"]:
        return "of how many patients is not shown"
    share = share_words(int(row["patients"]), int(row["list_size"]))
    return f"{share} of patients"


def practice_chart_text(history: pd.DataFrame) -> str:
    """Of the rows of `trend.practice`: first and last rate, the most, the gaps."""
    known = history[history["rate"].notna()]
    now = day(history["period"].iloc[-1])
    if known.empty:
        return _not_shown(history).strip() or "No data for these months."
    first, last = known.iloc[0], known.iloc[-1]
    most = known.iloc[int(known["rate"].argmax())]
    words = f"From {_rate_words(first)} to {_rate_words(last)}"
    if len(known) == 1:
        words = _rate_words(last)
    if most["rate"] > max(first["rate"], last["rate"]):
        words += f", at most {_rate_words(most)}"
    silent = history["state"].isna() | (history["state"] == State.NO_DATA)
    no_data = _no_data(_months(history, silent), now)
    return f"{words}.{no_data}{_unread(history)}{_not_shown(history)}"


def _months(history: pd.DataFrame, which: "pd.Series[bool]") -> list[date]:
    return [day(each) for each in history.loc[which, "period"]]


def _unread(history: pd.DataFrame) -> str:
    """The months in which a count came that has no rate: it is not "no data"."""
    came = history["state"].notna() & (history["state"] != State.NO_DATA)
    unread = came & history["rate"].isna() & ~history["hidden"]
    months = _months(history, unread)
    now = day(history["period"].iloc[-1])
    words = "No figure that can be read for"
    return f" {words} {months_near(months, now)}." if months else ""


def _not_shown(history: pd.DataFrame) -> str:
    months = _months(history, history["hidden"])
    now = day(history["period"].iloc[-1])
    return f" Not shown for {months_near(months, now)}." if months else ""


def _rate_words(row: "pd.Series[Any]") -> str:
    return f"{share_of_row(row.to_dict())} in {month_name(day(row['period']))}"
