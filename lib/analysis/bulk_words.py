"""Bulk moves in words: how many, when, what they may be, and how they were found."""

from collections.abc import Sequence
from datetime import date

import pandas as pd

from lib.analysis.bulk_moves import (
    BESIDE,
    CLEAR_OUT,
    CLUSTER_MONTHS,
    CLUSTER_PRACTICES,
    JUMP,
    LEAST_MONTHS,
    LEAST_POINTS,
    LEAST_USUAL,
    TIMES_USUAL,
    Looked,
)
from lib.analysis.words import be, counted, have, listing, number
from lib.domain.dates import month_name, periods

MAY_BE = (
    "A jump may include new patients who arrived with the code, or those of a practice"
    " that joined; a clear-out may be patients who left. The figures tell that a count"
    " moved, not who moved it or why."
)
FOR_STAFF = (
    "For the ICB's staff. Not for committee papers, letters or anything public: no"
    " practice or supplier is said to have done anything."
)
METHOD = (
    f"A practice is looked at once it has {LEAST_MONTHS} monthly figures.",
    "Two reported months are compared on the earlier one's list: a change of the list, or"
    + " of its source in April and May 2024, is no move.",
    f"A move is of at least {LEAST_POINTS} points, and of at least {TIMES_USUAL} times"
    + " what is usual at that practice: the median absolute deviation of its monthly"
    + f" changes, scaled to a standard deviation, and never under {LEAST_USUAL} points.",
    "Months without a figure are not filled in: the move lies between the two reported"
    + " months, and the longer the gap, the larger it must be.",
    "Moves the same way in months that follow on each other are one.",
    f"The middle of the {BESIDE} figures from it on must lie further from that up to it"
    + " than half the move: a single mistaken month is none. At the newest month nothing"
    + " later can say so; it is marked.",
    "Months that counted other people, or in another way, are not compared.",
    f"A cluster is at least {CLUSTER_PRACTICES} practices that moved the same way within"
    + f" {CLUSTER_MONTHS} months in a row.",
)
WORDS = {JUMP: ("jump", "jumps"), CLEAR_OUT: ("clear-out", "clear-outs")}


def lead(moves: pd.DataFrame, looked: Looked) -> str:
    """Markdown. 5 practices moved in bulk: 4 jumps and 2 clear-outs."""
    practices = moves["ods_code"].nunique()
    of = counted(looked.enough, "practice")
    if not practices:
        return f"**No bulk move was found** among {of}.{_too_few(looked)}"
    parts = [
        counted(int((moves["direction"] == way).sum()), one, many)
        for way, (one, many) in WORDS.items()
        if (moves["direction"] == way).any()
    ]
    return (
        f"**At {number(practices)} of {of} the count moved in bulk**: {listing(parts)}."
        f"{_too_few(looked)}"
    )


def _too_few(looked: Looked) -> str:
    if not looked.too_few:
        return ""
    few = counted(looked.too_few, "other practice")
    return (
        f" {few} {have(looked.too_few)} fewer than {LEAST_MONTHS} figures and"
        f" {be(looked.too_few)} not looked at."
    )


def by_month(moves: pd.DataFrame, first: date, last: date) -> pd.DataFrame:
    """Every month: how many moves of either way ended in it."""
    months = pd.to_datetime(moves["to_period"])
    rows = {"period": pd.DatetimeIndex(periods(first, last)).as_unit("s")}
    table = pd.DataFrame(rows)
    for way in WORDS:
        counts = months[moves["direction"] == way].value_counts()
        table[way] = table["period"].map(counts).fillna(0).astype("int64")
    return table


def month_sentence(table: pd.DataFrame) -> str:
    """Of the rows of `by_month`: the month with most moves of either way."""
    parts = [_most(table, way, plural) for way, (_, plural) in WORDS.items()]
    return " ".join(parts)


def _most(table: pd.DataFrame, way: str, plural: str) -> str:
    most = int(table[way].max()) if len(table) else 0
    if not most:
        return f"No {plural}."
    months = table.loc[table[way] == most, "period"]
    named: Sequence[str] = [month_name(month.date()) for month in months]
    several = f" each in {listing(named)}" if len(named) > 1 else f" in {named[0]}"
    return f"Most {plural} in one month: {number(most)}{several}."
