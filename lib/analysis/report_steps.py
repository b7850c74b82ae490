"""What comes next for each practice that owes reports, and for whom it waits."""

from collections.abc import Callable, Iterator
from datetime import date
from enum import StrEnum
from typing import Any, NamedTuple

import pandas as pd

from lib.analysis.frame import Row, day
from lib.analysis.report_matrix import day_of
from lib.domain.monthly_report import State, Timeliness


class Step(NamedTuple):
    """The lower the rank, the sooner; within a rank the earlier day."""

    rank: int
    on: date
    words: str
    period: date | None = None  # the month that it is about


OURS, CHASE, THEIRS, DUE, NOTHING = range(5)
FAR = date.max


def next_steps(cells: pd.DataFrame) -> dict[str, Step]:
    """The step of each practice, by what its months still want."""
    found: dict[str, Step] = {}
    for row in cells.to_dict("records"):
        steps = [*_of_report(row), *_of_time(row), Step(NOTHING, FAR, "None")]
        code = row["ods_code"]
        known = [found[code]] if code in found else []
        found[code] = min([*known, *steps], key=lambda step: step[:2])
    return found


def _of_report(row: Row) -> Iterator[Step]:
    period = day(row["period"])
    month, received = f"{row['period']:%B}", day_of(row, "received_on") or FAR
    if row["query_sent"]:
        yield Step(THEIRS, received, f"Answer to come on {month}", period)
    elif row["query_open"]:
        yield Step(OURS, received, f"Query to send on {month}", period)
    elif row["state"] == State.RECEIVED:
        yield Step(OURS, received, f"Review {month}", period)
    if row["state"] == State.RETURNED:
        yield Step(THEIRS, received, f"{month} was returned", period)


def _of_time(row: Row) -> Iterator[Step]:
    due_on, period = row["due_on"], day(row["period"])
    if row["timeliness"] == Timeliness.MISSING:
        yield Step(CHASE, day(due_on), f"Ask about {period:%B}", period)
    elif row["timeliness"] == Timeliness.DUE:
        yield Step(DUE, day(due_on), f"Due {due_on.day} {due_on:%b}", period)


class Order(StrEnum):
    NEXT = "Next action"
    LATEST = "Missing latest"
    MOST = "Most missing"
    GAP = "Largest gap"
    NAME = "Name"


def ordered(cells: pd.DataFrame, by: Order) -> list[str]:
    """The practices in that order; equal ones by name, and without one of it last."""
    names = cells.drop_duplicates("ods_code")
    rank = _RANKS[by](cells)
    named = sorted(zip(names["name"], names["ods_code"], strict=True))
    ranked = sorted((code for _, code in named if code in rank), key=rank.__getitem__)
    return [*ranked, *(code for _, code in named if code not in rank)]


def _by_step(cells: pd.DataFrame) -> dict[Any, Any]:
    return {code: (each.rank, each.on) for code, each in next_steps(cells).items()}


def _latest(cells: pd.DataFrame) -> dict[Any, Any]:
    latest = _missing(cells).groupby("ods_code")["period"].max()
    return {code: -stamp.timestamp() for code, stamp in latest.items()}


def _most(cells: pd.DataFrame) -> dict[Any, Any]:
    return {c: -many for c, many in _missing(cells)["ods_code"].value_counts().items()}


def _missing(cells: pd.DataFrame) -> pd.DataFrame:
    return cells[cells["timeliness"] == Timeliness.MISSING]


def _gap(cells: pd.DataFrame) -> dict[Any, Any]:
    known = cells[cells["gap"].notna()]
    largest = known["gap"].abs().groupby(known["ods_code"]).max()
    return {code: -int(gap) for code, gap in largest.items()}


def _nothing(_cells: pd.DataFrame) -> dict[Any, Any]:
    return {}


_RANKS: dict[Order, Callable[[pd.DataFrame], dict[Any, Any]]] = {
    Order.NEXT: _by_step,
    Order.LATEST: _latest,
    Order.MOST: _most,
    Order.GAP: _gap,
    Order.NAME: _nothing,
}
