"""The burden ledger: what practices were asked, how long it may take them, and the cap.

Minutes are estimates, said to be so wherever they are shown.
"""

from datetime import date
from typing import NamedTuple

import pandas as pd

from lib.analysis.frame import Row, day
from lib.analysis.words import counted, listing, number
from lib.domain.dates import month_name, period_of
from lib.domain.threshold import State

HOUR = 60


class Load(NamedTuple):
    """What one practice was asked in one month."""

    asks: int
    minutes: int


def by_month(asks: pd.DataFrame, practice: str = "practice") -> pd.DataFrame:
    """A row for each month and ICB, the newest first: period, icb_code, asks,
    practices, minutes, most (asks of one practice), days (allowed, the middle one),
    without_day (asks without a due day), sought (more time). Requests withdrawn since
    count too: they were read.

    `practice`: the column that tells practices apart.
    """
    rows = _dated(asks)
    keys = ["period", "icb_code"]
    sums = rows.groupby(keys).agg(
        asks=("minutes", "size"),
        practices=(practice, "nunique"),
        minutes=("minutes", "sum"),
        days=("days", "median"),
        without_day=("due_on", lambda due: int(due.isna().sum())),
        sought=("extension_sought_on", "count"),
    )
    each = rows.groupby([*keys, practice]).size()
    most = each.groupby(keys).max().rename("most")
    table = sums.join(most).reset_index()
    return table.sort_values(keys, ascending=[False, True], ignore_index=True)


def of_practices(asks: pd.DataFrame, period: date, cap: int | None) -> pd.DataFrame:
    """What each practice was asked in that month: ods_code, name, asks, minutes,
    standing ("Over the cap" or empty); the most asks first."""
    rows = _dated(asks)
    rows = rows[rows["period"] == pd.Timestamp(period)]
    table = rows.groupby(["ods_code", "name"], as_index=False).agg(
        asks=("minutes", "size"), minutes=("minutes", "sum")
    )
    over = [OVER_THE_CAP if cap is not None and n > cap else "" for n in table["asks"]]
    return table.assign(standing=over).sort_values(
        ["asks", "minutes"], ascending=False, kind="stable", ignore_index=True
    )


OVER_THE_CAP = "Over the cap"


def load_of(asks: pd.DataFrame, ods_code: str, on: date) -> Load:
    """What the practice has been asked in the month of that day."""
    rows = _dated(asks)
    month = pd.Timestamp(period_of(on))
    own = rows[(rows["ods_code"] == ods_code) & (rows["period"] == month)]
    return Load(len(own), int(own["minutes"].sum()))


def _dated(asks: pd.DataFrame) -> pd.DataFrame:
    period = (
        asks["asked_on"].dt.to_period("M").dt.to_timestamp().astype("datetime64[s]")
    )
    return asks.assign(period=period, days=(asks["due_on"] - asks["asked_on"]).dt.days)


def sentence(asks: pd.DataFrame) -> str:
    """Practices have been asked 12 times, for about 9 hours; 2 times without a due day."""
    if asks.empty:
        return "Nothing has been asked of any practice."
    hours = max(1, round(int(asks["minutes"].sum()) / HOUR))
    due = int(asks["due_on"].isna().sum())
    without = f"; {_times(due)} without a due day" if due else ""
    about = f"about {counted(hours, 'hour')} of their time by our estimate"
    return f"Practices have been asked {_times(len(asks))}, for {about}{without}."


def _times(count: int) -> str:
    return "once" if count == 1 else f"{number(count)} times"


def known(row: Row, plan: Row | None) -> str:
    """What need not be asked of a practice, as it is known already.

    `row`: of the figures frame; `plan`: of `queries.plans_received`, its last version.
    """
    month = month_name(day(row["period"]))
    parts = []
    if row["state"] == State.REPORTED:
        parts.append(f"patients with an active 104 in {month}")
    if not pd.isna(row["registered"]):
        parts.append("the list size")
    if isinstance(row["supplier"], str):
        parts.append("the supplier")
    if plan is not None:
        said = {"dpia": "the DPIA", "access_model": "the access model"}
        parts += [words for name, words in said.items() if isinstance(plan[name], str)]
    return listing(parts)
