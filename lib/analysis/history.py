"""What each practice's earlier months say: flag before, and months in a row over.

A month of which it cannot be told whether the practice is over neither ends nor
extends a run, and is never compared with.
"""

from datetime import date
from typing import NamedTuple

import pandas as pd

from lib.analysis.frame import day
from lib.domain.dates import periods
from lib.domain.threshold import State


def told(figures: pd.DataFrame) -> pd.DataFrame:
    """The rows with a flag, in order, with `before` and `run`.

    `before`: the flag of the practice's last earlier month that has one.
    `run`: the months in a row over up to and with this one, 0 when not over.
    """
    known = figures[figures["over"].notna()].sort_values(["ods_code", "period"])
    over = known["over"].astype(bool)
    not_over_yet = (~over).groupby(known["ods_code"]).cumsum()
    run = over.astype(int).groupby([known["ods_code"], not_over_yet]).cumsum()
    before = known.groupby("ods_code")["over"].shift()
    return known.assign(before=before.astype("boolean"), run=run)


def runs(figures: pd.DataFrame, period: date) -> pd.DataFrame:
    """Months in a row over as at a period: `ods_code`, `months`, `since`.

    Of each practice with a flag by then; `since` is missing where `months` is 0.
    """
    known = told(figures[figures["period"] <= pd.Timestamp(period)])
    latest = known.groupby("ods_code").tail(1)[["ods_code", "run"]]
    begun = known[known["run"] == 1].groupby("ods_code").tail(1)[["ods_code", "period"]]
    both = latest.rename(columns={"run": "months"}).merge(
        begun.rename(columns={"period": "since"}), on="ods_code", how="left"
    )
    return both.assign(since=both["since"].where(both["months"] > 0))


class Run(NamedTuple):
    """One practice's months in a row over, and the months within that tell nothing."""

    months: int
    since: date | None
    no_data: list[date]
    unread: list[date]  # a figure came, but cannot be read: suppressed, no list size


def run_of(figures: pd.DataFrame, ods_code: str, period: date) -> Run:
    own = figures[figures["ods_code"] == ods_code]
    found = runs(own, period)
    if found.empty or not found["months"].iloc[0]:
        return Run(0, None, [], [])
    since = day(found["since"].iloc[0])
    flagged = {day(stamp) for stamp in own.loc[own["over"].notna(), "period"]}
    silent = own["over"].isna() & (own["state"] != State.NO_DATA)
    unread = {day(stamp) for stamp in own.loc[silent, "period"]}
    gaps = [each for each in periods(since, period) if each not in flagged]
    return Run(
        months=int(found["months"].iloc[0]),
        since=since,
        no_data=[each for each in gaps if each not in unread],
        unread=[each for each in gaps if each in unread],
    )
