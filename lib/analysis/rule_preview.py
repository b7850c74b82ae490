"""What another rule would say of a month: who would be over, and who no longer."""

from typing import Any, NamedTuple

import pandas as pd

from lib.analysis.frame import Row
from lib.domain.files import Basis, Counted, Population
from lib.domain.threshold import Figure, State, ThresholdRule, judge


class Preview(NamedTuple):
    """Names of practices, in order; the numbers are of those expected in the month."""

    over_now: int
    over_then: int
    untold_then: int  # practices of which it could not be told
    newly_over: list[str]
    no_longer_over: list[str]


def preview(rows: pd.DataFrame, rule: ThresholdRule) -> Preview:
    """`rows`: the expected practices of one month of the figures frame."""
    ordered = rows.sort_values("name").to_dict("records")
    now = [not pd.isna(row["over"]) and bool(row["over"]) for row in ordered]
    then = [judge(_figure(row, rule.basis), rule)[1] for row in ordered]
    both = list(zip(ordered, now, then, strict=True))
    return Preview(
        over_now=sum(now),
        over_then=sum(flag is True for flag in then),
        untold_then=sum(flag is None for flag in then),
        newly_over=[str(r["name"]) for r, was, is_ in both if is_ and not was],
        no_longer_over=[str(r["name"]) for r, was, is_ in both if was and not is_],
    )


def _figure(row: Row, basis: Basis) -> Figure:
    published = row["registered" if basis == Basis.REGISTERED else "aged_16_plus"]
    own = row["list_size"] if row["basis"] == basis else pd.NA
    size: Any = own if pd.isna(published) else published
    return Figure(
        None if pd.isna(row["excluded"]) else int(row["excluded"]),
        row["state"] == State.SUPPRESSED,
        None if pd.isna(size) else int(size),
        Counted(row["counted"]),
        Population(row["population"]),
    )
