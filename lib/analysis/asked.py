"""How practices were asked, by ICB: asks, authority, plans, notices, answers to queries.

Nothing here has a practice's name: it is the ICBs that are looked at.
"""

from datetime import date

import pandas as pd

from lib.analysis import under_query
from lib.domain.figure_query import QueryKind


def by_icb(asks: pd.DataFrame, plans: pd.DataFrame) -> pd.DataFrame:
    """icb_code, asks, practices, minutes, days (allowed, the middle one), sought,
    given (plans that got more time), told (asks of which the LMC was told)."""
    days = (asks["due_on"] - asks["asked_on"]).dt.days
    sums = (
        asks.assign(days=days)
        .groupby("icb_code")
        .agg(
            asks=("minutes", "size"),
            practices=("practice", "nunique"),
            minutes=("minutes", "sum"),
            days=("days", "median"),
            sought=("extension_sought_on", "count"),
            told=("lmc_told_on", "count"),
        )
    )
    given = plans.groupby("icb_code")["extended"].sum().rename("given")
    found = sums.join(given).reset_index()
    return found.assign(given=found["given"].fillna(0).astype("int64"))


def authorities(asks: pd.DataFrame) -> pd.DataFrame:
    """icb_code, authority, asks; the most asks first."""
    return _counted(asks, ["icb_code", "authority"], "asks")


def states(plans: pd.DataFrame) -> pd.DataFrame:
    """icb_code, status, plans; the most plans first."""
    return _counted(plans, ["icb_code", "status"], "plans")


def notices(steps: pd.DataFrame) -> pd.DataFrame:
    """icb_code, step, notices, told (of which the LMC was told)."""
    table = steps.groupby(["icb_code", "step"]).agg(
        notices=("given_on", "size"), told=("lmc_told_on", "count")
    )
    return table.reset_index()


def answered(queries: pd.DataFrame, today: date) -> pd.DataFrame:
    """icb_code, queries, in_time, late, waiting, overdue, comments. What has no day to
    be answered by is neither in time nor late once it is answered."""
    asked = queries["kind"] == QueryKind.QUERY
    done = queries["answered_on"].notna()
    late = queries["answered_on"] > queries["due_on"]
    is_open = queries.index.isin(under_query.open_of(queries).index)
    flags = queries[["icb_code"]].assign(
        queries=asked,
        in_time=asked & done & queries["due_on"].notna() & ~late,
        late=asked & late,
        waiting=is_open,
        overdue=is_open & (queries["due_on"] < pd.Timestamp(today)),
        comments=~asked,
    )
    return flags.groupby("icb_code").sum().reset_index()


def _counted(table: pd.DataFrame, by: list[str], name: str) -> pd.DataFrame:
    found = table.groupby(by).size().rename(name).reset_index()
    order = ["icb_code", name, by[-1]]
    return found.sort_values(order, ascending=[True, False, True], ignore_index=True)
