"""What another rule would say of a month: who would be over, and who no longer."""

from typing import NamedTuple

import pandas as pd

from lib.analysis.what_if import flags
from lib.domain.threshold import ThresholdRule


class Preview(NamedTuple):
    """Names of practices, in order; the numbers are of those expected in the month."""

    over_now: int
    over_then: int
    untold_then: int  # practices of which it could not be told
    newly_over: list[str]
    no_longer_over: list[str]


def preview(rows: pd.DataFrame, rule: ThresholdRule) -> Preview:
    """`rows`: the expected practices of one month of the figures frame."""
    ordered = rows.sort_values("name")
    told = flags(ordered, rule)
    now, then = (over.fillna(value=False).astype(bool) for over in (ordered.over, told))
    return Preview(
        over_now=int(now.sum()),
        over_then=int(then.sum()),
        untold_then=int(told.isna().sum()),
        newly_over=ordered["name"][then & ~now].tolist(),
        no_longer_over=ordered["name"][now & ~then].tolist(),
    )
