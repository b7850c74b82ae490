"""The list that a team works from: each practice with its change, run and next step."""

from collections.abc import Mapping
from datetime import date

import numpy as np
import pandas as pd

from lib.analysis.flips import Flips, flips, lists_near
from lib.analysis.frame import expected, month
from lib.analysis.history import told
from lib.analysis.movement import changes
from lib.analysis.trend import LASTING
from lib.domain.threshold import ThresholdRule

# The next step, by what is known so far: the earlier in this list, the sooner.
CONFIRM_BASIS = "Confirm the basis first"
NEWLY_OVER = "New: check the figures"
NOT_ASKED = "Plan not asked for"
NEXT = [CONFIRM_BASIS, NEWLY_OVER, NOT_ASKED]
_UNSETTLED = {Flips.BASIS, Flips.LIST, Flips.BASIS_AND_LIST, Flips.PEOPLE}


def practices(
    figures: pd.DataFrame, period: date, rules: Mapping[int, ThresholdRule]
) -> pd.DataFrame:
    """The expected practices of the month whose flag can be told, over ones first.

    Adds `change` (a fraction, since the last reported month) and `change_hidden`,
    `months` in a row over (not of a row without a name: it would be known again by it)
    and whether they are `lasting`, `newly` (over, and not over before), `came_down`, `flips` and `next_action` (both
    only of those over), and `rank`. Ordered by rank, then by patients.
    """
    rows = expected(month(told(figures), period)).rename(columns={"run": "months"})
    over, before = rows["over"].astype(bool), rows["before"]
    of_those = figures[figures["ods_code"].isin(rows.loc[over, "ods_code"])]
    found = flips(rows[over], rules, lists_near(of_those, period))
    moved = changes(figures, period)
    rows = rows.assign(
        over=over,
        change=rows["ods_code"].map(moved["change"]),
        change_hidden=rows["ods_code"].isin(moved.index[moved["change_hidden"]]),
        lasting=over & (rows["months"] >= LASTING),
        months=rows["months"].astype("Int64").mask(rows["masked"]),
        newly=over & ~before.fillna(value=True),
        came_down=~over & before.fillna(value=False),
        flips=rows["ods_code"].map({code: f.flips.value for code, f in found.items()}),
    )
    rank = _rank(rows)
    action = rank.map(dict(enumerate(NEXT)))
    return (
        rows.assign(rank=rank, next_action=action)
        .sort_values(["rank", "excluded"], ascending=[True, False], kind="stable")
        .reset_index(drop=True)
    )


def _rank(rows: pd.DataFrame) -> "pd.Series[int]":
    """The place in NEXT; those not over come after all."""
    places = np.select(
        [~rows["over"], rows["flips"].isin(_UNSETTLED), rows["newly"]],
        [len(NEXT), NEXT.index(CONFIRM_BASIS), NEXT.index(NEWLY_OVER)],
        default=NEXT.index(NOT_ASKED),
    )
    return pd.Series(places, index=rows.index)
