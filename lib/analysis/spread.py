"""How practices are spread by per cent: bands that meet at the threshold, deciles."""

from typing import NamedTuple

import numpy as np
import pandas as pd

from lib.analysis.frame import one_basis, reported, summed
from lib.analysis.trend import NEAR
from lib.domain.threshold import ThresholdRule

WIDTH = 10  # points
FEWEST = 10  # practices; deciles of fewer would show single ones


def bands(month: pd.DataFrame, rule: ThresholdRule) -> pd.DataFrame:
    """Bands of 10 points, split at the limit: `low`, `high`, `practices`, `over`.

    The reported practices of one month on one basis. Whoever is exactly on an edge
    belongs where the rule puts whoever is exactly on the limit: under "more than
    50%", 50.0% stands left of 50 and 20.0% left of 20.
    """
    rows = _told(month)
    edges = sorted({*range(0, 101, WIDTH), rule.percent})
    place = sum((beyond(rows, edge, rule) for edge in edges[1:-1]), _zeros(rows))
    counts = place.value_counts().reindex(range(len(edges) - 1), fill_value=0)
    table = {"low": edges[:-1], "high": edges[1:], "practices": counts.sort_index()}
    return pd.DataFrame(table).assign(over=lambda t: t["low"] >= rule.percent)


def _told(figures: pd.DataFrame) -> pd.DataFrame:
    rows = reported(one_basis(figures))
    return rows[summed(rows)]


def _zeros(rows: pd.DataFrame) -> "pd.Series[int]":
    return pd.Series(0, index=rows.index, dtype="int64")


def beyond(rows: pd.DataFrame, percent: int, rule: ThresholdRule) -> "pd.Series[bool]":
    """`lib.domain.threshold.exceeds` for each row, at that percent."""
    left, right = rows["excluded"] * 100, rows["base"] * percent
    return (left > right) if rule.strict else (left >= right)


class Spread(NamedTuple):
    """The reported practices of a month, about the limit of one rule."""

    practices: int  # whose count is not hidden
    half_at: int | None  # the whole per cent that at least half are at or below
    at_or_below_half: int
    over: int
    near: int  # from 5 points below the limit up to it, not over
    at_limit: int  # exactly on it


def spread(month: pd.DataFrame, rule: ThresholdRule) -> Spread:
    rows = _told(month)
    excluded, patients = rows["excluded"] * 100, rows["base"]
    whole = (-(-excluded // patients)).sort_values()  # per cent, rounded up
    half_at = int(whole.iloc[(len(whole) - 1) // 2]) if len(whole) else None
    over = beyond(rows, rule.percent, rule)
    near = ~over & (excluded >= patients * (rule.percent - NEAR))
    return Spread(
        practices=len(rows),
        half_at=half_at,
        at_or_below_half=0 if half_at is None else int((whole <= half_at).sum()),
        over=int(over.sum()),
        near=int(near.sum()),
        at_limit=int((excluded == patients * rule.percent).sum()),
    )


def deciles(figures: pd.DataFrame) -> pd.DataFrame:
    """Per month: `period`, `decile` (10 to 90), `rate`, `practices`, on one basis.

    Of the reported practices whose list is not small; months with fewer than ten of
    them are left out.
    """
    rows = _told(figures)
    rows = rows.assign(
        rate=rows["excluded"].astype("float64") / rows["base"].astype("float64")
    )
    by_month = rows[~rows["small"]].groupby("period")["rate"]
    enough = by_month.filter(lambda rates: len(rates) >= FEWEST)
    rates = rows.loc[enough.index].groupby("period")["rate"]
    table = rates.quantile(np.arange(1, 10) / 10).rename("rate").reset_index()
    return pd.DataFrame(
        {
            "period": table["period"],
            "decile": (table["level_1"] * 100).round().astype("int64"),
            "rate": table["rate"],
            "practices": table["period"].map(by_month.size()),
        }
    )
