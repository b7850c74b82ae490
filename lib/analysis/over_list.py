"""The list that a team works from: each practice with its change, run and next step."""

from collections.abc import Mapping
from datetime import date

import pandas as pd

from lib.analysis.flips import Flips, flips
from lib.analysis.frame import expected, month
from lib.analysis.history import told
from lib.analysis.movement import movements
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

    Adds `change` (a fraction, since the last reported month), `months` in a row over,
    `newly` (over, and not over before), `came_down`, `flips` and `next_action`.
    Ordered by next action, then by patients.
    """
    rows = expected(month(told(figures), period)).rename(columns={"run": "months"})
    over, before = rows["over"].astype(bool), rows["before"]
    changes = {
        code: float(since.moved.total) / 100
        for code, since in movements(figures, period).items()
        if since.moved is not None
    }
    found = {code: flip.flips.value for code, flip in flips(rows[over], rules).items()}
    rows = rows.assign(
        over=over,
        change=rows["ods_code"].map(changes).astype("float64"),
        newly=over & ~before.fillna(value=True),
        came_down=~over & before.fillna(value=False),
        flips=rows["ods_code"].map(found).astype("str"),
    )
    rows["next_action"] = [
        _next_action(*row)
        for row in zip(rows["over"], rows["newly"], rows["flips"], strict=True)
    ]
    rank = rows["next_action"].map({action: n for n, action in enumerate(NEXT)})
    return (
        rows.assign(rank=rank.fillna(len(NEXT)))
        .sort_values(["rank", "excluded"], ascending=[True, False], kind="stable")
        .reset_index(drop=True)
    )


def _next_action(over: bool, newly: bool, found: str | None) -> str | None:  # noqa: FBT001
    if not over:
        return None
    if found in _UNSETTLED:
        return CONFIRM_BASIS
    return NEWLY_OVER if newly else NOT_ASKED
