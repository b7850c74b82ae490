"""Months side by side: totals per basis, and one practice's own, with gaps kept."""

from datetime import date
from typing import NamedTuple

import pandas as pd

from lib.analysis.frame import day, expected, summed
from lib.analysis.history import told
from lib.domain.dates import period_described, periods
from lib.domain.threshold import State

# NHS England counted list sizes from NHAIS, since decommissioned, up to the list of
# 1 April 2024 and counts them from PDS from that of 1 May 2024; in the April release
# both were published. Differences between the two are expected. Source:
# https://digital.nhs.uk/data-and-information/publications/statistical/patients-registered-at-a-gp-practice/data-quality-statement
FIRST_LIST_FROM_PDS = date(2024, 5, 1)
FIRST_PERIOD_ON_PDS = period_described(FIRST_LIST_FROM_PDS)

NEAR = 5  # points below the limit from which a practice is nearly over
LASTING = 3  # months in a row over that are counted as lasting

COUNTS = [
    "expected",
    "reported",
    "over",
    "newly_over",
    "newly_under",
    "nearly_over",
    "lasting",
    "hidden",
    "patients",
    "list_size",
]
PRACTICE = ["excluded", "list_size", "rate", "percent", "basis", "state", "over"]
PRACTICE += ["hidden", "least_change"]


def monthly(figures: pd.DataFrame, first: date, last: date) -> pd.DataFrame:
    """One row per basis and month, every month of first to last: `COUNTS`, `rate`.

    Only expected practices; `patients` and `list_size` of those reported and not hidden. A count
    that cannot be told is missing, never 0. The frame should reach further back
    than `first`: `newly_*` and `lasting` look at earlier months.
    """
    counted = _counted(figures)
    recent = counted[counted["period"] >= pd.Timestamp(first)]
    sums = recent.groupby(["basis", "period"])[COUNTS].sum(min_count=1)
    months = pd.DatetimeIndex(periods(first, last)).as_unit("s")
    bases = sums.index.get_level_values("basis").unique()
    every = pd.MultiIndex.from_product([bases, months], names=["basis", "period"])
    table = sums.reindex(every).reset_index()
    rate = table["patients"].astype("Float64") / table["list_size"]
    return table.assign(rate=rate.astype("float64"), all_hidden=all_hidden(table))


def all_hidden(table: pd.DataFrame) -> "pd.Series[bool]":
    """Where a sum of patients is missing because none of its counts is shown."""
    return table["patients"].isna() & (table["hidden"].fillna(0) > 0)


def _counted(figures: pd.DataFrame) -> pd.DataFrame:
    """Each expected practice's part in the counts of its month."""
    figures = figures.reset_index(drop=True)
    flagged = told(figures)
    rows = expected(figures).join(flagged[["before", "run"]])
    reported = rows["state"] == State.REPORTED
    over, before = rows["over"].astype("boolean"), rows["before"]
    parts = {
        "reported": reported,
        "newly_over": over & ~before,
        "newly_under": ~over & before,
        "nearly_over": is_nearly_over(rows),
        "lasting": (rows["run"] >= LASTING).where(over.notna()),
        "over": over,
        "hidden": rows["hidden"] & reported,
        "patients": rows["excluded"].where(reported),
        "list_size": rows["base"].where(summed(rows)),
    }
    comparable = over.notna() & before.notna()
    for name in ("newly_over", "newly_under"):
        parts[name] = parts[name].where(comparable)
    return rows.assign(**parts).astype(dict.fromkeys(COUNTS, "Int64"))


def is_nearly_over(figures: pd.DataFrame) -> "pd.Series[bool]":
    """From 5 points below the limit up to it, not over; missing where not told."""
    lowest = (figures["percent"] - NEAR) * figures["base"]
    over = figures["over"].astype("boolean")
    near = ~over & (figures["excluded"] * 100 >= lowest)
    return near.where(over.notna())


def practice(
    figures: pd.DataFrame, ods_code: str, first: date, last: date
) -> pd.DataFrame:
    """One practice, every month: `period`, `PRACTICE` and `part`.

    `part` is a number that goes up where the line must break: where the basis
    changes, and where the source of list sizes did.
    """
    own = figures[figures["ods_code"] == ods_code].set_index("period")
    months = pd.DatetimeIndex(periods(first, last), name="period").as_unit("s")
    rows = own[PRACTICE].reindex(months).reset_index()
    rows = rows.assign(
        hidden=rows["hidden"].astype("boolean").fillna(value=False).astype(bool),
        least_change=rows["least_change"].fillna(0),
    )
    basis = rows["basis"].ffill().bfill()
    changes = basis.ne(basis.shift().bfill()).cumsum()
    on_pds = rows["period"] >= pd.Timestamp(FIRST_PERIOD_ON_PDS)
    return rows.assign(part=changes + on_pds.astype(int))


class Gap(NamedTuple):
    first: date
    last: date


def gaps(table: pd.DataFrame, column: str) -> list[Gap]:
    """The stretches of months in which a column of a monthly table says nothing."""
    missing = table[column].isna()
    stretch = missing.ne(missing.shift()).cumsum()
    spans = table[missing].groupby(stretch[missing])["period"].agg(["min", "max"])
    return [
        Gap(day(a), day(b)) for a, b in zip(spans["min"], spans["max"], strict=True)
    ]
