"""The rollout beside the figures: where each practice stands, and whether it is over."""

from collections import Counter
from datetime import date

import pandas as pd

from lib import queries
from lib.analysis import rollout
from lib.analysis.frame import expected, month
from lib.analysis.rollout import Rollout
from lib.domain.dates import today
from lib.domain.rollout_position import Stage
from lib.domain.users import User


def of(
    figures: pd.DataFrame, user: User, period: date, icb_code: str | None
) -> Rollout:
    """Of the practices expected in the month, as the rollout stands today, from the
    figures frame of the same user and ICB."""
    rows = expected(month(figures, period))
    named, day = rows[~rows["masked"]], today()
    records = queries.rollout.every(user, icb_code)
    unnamed = _unnamed(user, icb_code, int(rows["masked"].sum()), day)
    return Rollout(rollout.table(named, records, day), day, unnamed)


def _unnamed(
    user: User, icb_code: str | None, masked: int, day: date
) -> dict[Stage, int]:
    """Of practices that may not be named the stage alone: without a key nobody can tell
    which row of the figures is theirs."""
    if not masked:
        return {}
    records = queries.rollout.nameless(user, icb_code)
    known = Counter(record.position(day).stage for record in records)
    known[Stage.NOT_KNOWN] = 0
    known[Stage.NOT_KNOWN] = max(0, masked - known.total())
    return dict(known)
