"""Cases: which practices have one, worked out or stored, and what the figures say of it.

A run over the threshold becomes a case from the month in which its ICB has adopted the
rule. Months without a readable figure neither open nor close nor extend one.
"""

from collections.abc import Callable
from datetime import date
from enum import StrEnum
from typing import NamedTuple

import pandas as pd

from lib.analysis.frame import Row, day, month
from lib.analysis.history import told
from lib.domain.dates import period_end
from lib.domain.episode import Ground
from lib.domain.files import Basis

# What is looked at, of the figures and of what is stored: a frame has many columns more.
_READ = ["ods_code", "period", "icb_code", "over"]
_OF_EPISODES = ["episode_id", "ods_code", "opened_period", "closed_on", "closed_period"]

Adopted = Callable[[str | None, date], date | None]


class Stage(StrEnum):
    """What a case is before anything is stored, and after."""

    NOT_ADOPTED = "over the threshold, plan not asked for"
    REQUIRED = "required, not requested"
    STORED = "stored"


class Case(NamedTuple):
    """One practice's case as at a month. `opened_period` None: none has begun.

    `ground_gone`: the figure that opened it is no longer over the limit.
    `proposes_closure`: the last readable figure is at or below it.
    """

    ods_code: str
    stage: Stage
    episode_id: int | None
    opened_period: date | None
    latest: date | None  # the last month with a readable figure
    over: bool | None  # in that month
    months: int  # readable months over since it opened
    ground_gone: bool = False
    proposes_closure: bool = False


def cases(
    figures: pd.DataFrame, period: date, stored: pd.DataFrame, adopted: Adopted
) -> list[Case]:
    """Of every practice with an open stored episode, or over in its last readable month.

    `figures`: the figures frame, reaching back as far as runs are to be followed.
    `stored`: `queries.episodes.every`. `adopted(icb_code, on)`: the day from which the
    ICB acts on the rule, where it does on that day.
    """
    until = figures.loc[figures["period"] <= pd.Timestamp(period), _READ]
    known = told(until)
    expected = set(month(until, period)["ods_code"])
    episodes = _by_practice(stored[_OF_EPISODES])
    over_last = set(known.groupby("ods_code").tail(1).query("run > 0")["ods_code"])
    in_question = (expected & over_last) | episodes.keys()
    flagged = _by_practice(known[known["ods_code"].isin(in_question)])
    found = []
    for code in sorted(in_question):
        own = flagged.get(code, [])
        case = _case(code, own, episodes.get(code, []), adopted, period)
        if case is not None:
            found.append(case)
    return found


def _by_practice(rows: pd.DataFrame) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in rows.to_dict("records"):
        found.setdefault(row["ods_code"], []).append(row)
    return found


def _case(
    code: str,
    own: list[Row],
    episodes: list[Row],
    adopted: Adopted,
    period: date,
) -> Case | None:
    open_one = _open(episodes, period)
    if open_one is not None:
        return _stored(code, own, open_one)
    rows = _after(own, episodes)
    if not rows or not rows[-1]["over"]:
        return None
    return _worked_out(code, rows, adopted, period)


def _open(episodes: list[Row], period: date) -> Row | None:
    """The episode that was open in that month.

    Figures come late: one that was closed after the month's end does not cover the
    months after the figure that closed it.
    """
    month, end = pd.Timestamp(period), pd.Timestamp(period_end(period))
    for row in reversed(episodes):
        closed_on, last = row["closed_on"], row["closed_period"]
        covers: bool = pd.isna(last) or last >= month
        going: bool = pd.isna(closed_on) or (closed_on > end and covers)
        if row["opened_period"] <= month and going:
            return row
    return None


def _after(own: list[Row], episodes: list[Row]) -> list[Row]:
    """The months since the last closure: an old run never opens a case again."""
    closed = [row["closed_period"] for row in episodes]
    last = max((each for each in closed if not pd.isna(each)), default=None)
    return [row for row in own if last is None or row["period"] > last]


def _stored(code: str, own: list[Row], episode: Row) -> Case:
    opened = day(episode["opened_period"])
    since = _flags(own, opened)
    latest = max(since, default=None)
    gone = since.get(opened) is False
    under = latest is not None and latest > opened and not since[latest]
    return Case(
        code,
        Stage.STORED,
        int(episode["episode_id"]),
        opened,
        latest,
        None if latest is None else since[latest],
        sum(since.values()),
        ground_gone=gone,
        proposes_closure=gone or under,
    )


def _flags(own: list[Row], opened: date) -> dict[date, bool]:
    """Over or not, by month, of the readable months since."""
    return {
        day(row["period"]): bool(row["over"])
        for row in own
        if row["period"] >= pd.Timestamp(opened)
    }


def _worked_out(code: str, rows: list[Row], adopted: Adopted, period: date) -> Case:
    run = [day(row["period"]) for row in rows[-rows[-1]["run"] :]]
    since = adopted(rows[-1]["icb_code"], period_end(period))
    begun = [each for each in run if since is not None and period_end(each) >= since]
    return Case(
        code,
        Stage.REQUIRED if begun else Stage.NOT_ADOPTED,
        None,
        begun[0] if begun else None,
        run[-1],
        over=True,
        months=len(begun or run),
    )


def frame(found: list[Case]) -> pd.DataFrame:
    """The cases as a frame, for joining: one row a practice; unknown is None or NaT."""
    table = pd.DataFrame(found, columns=list(Case._fields))
    return table.assign(
        opened_period=pd.to_datetime(table["opened_period"]).astype("datetime64[s]"),
        latest=pd.to_datetime(table["latest"]).astype("datetime64[s]"),
        episode_id=pd.array(table["episode_id"].tolist(), dtype="Int64"),
    )


def ground(figures: pd.DataFrame, ods_code: str, period: date) -> Ground | None:
    """The figure of that month as the ground of an act; None where it cannot be read."""
    rows = month(figures[figures["ods_code"] == ods_code], period).to_dict("records")
    if not rows or pd.isna(rows[0]["over"]) or pd.isna(rows[0]["excluded"]):
        return None
    row = rows[0]
    return Ground(
        practice_code=ods_code,
        icb_code=row["icb_code"],
        period=period,
        excluded=int(row["excluded"]),
        list_size=int(row["list_size"]),
        basis=Basis(row["basis"]),
        rule_id=int(row["rule_id"]),
        upload_id=int(row["upload_id"]),
        row=int(row["row"]),
    )
