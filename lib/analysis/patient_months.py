"""Patient-months with an active 104: a count of each month, added up over months.

A patient with the code in three months is three patient-months. A month without a figure
is stated apart and never filled in. It is no measure of who had access, and none of how
long one patient had the code.
"""

from typing import Any

import pandas as pd

from lib.analysis.frame import expected, summed
from lib.analysis.groups import NOT_KNOWN, finished, named
from lib.analysis.words import be, counted, number
from lib.domain.dates import month_name
from lib.domain.threshold import State

SUMS = ["expected", "reported", "hidden", "patients", "list_size"]
FIFTHS = {
    1: "1, most deprived fifth",
    2: "2",
    3: "3",
    4: "4",
    5: "5, least deprived fifth",
}


def by(figures: pd.DataFrame, column: str, missing: str = NOT_KNOWN) -> pd.DataFrame:
    """One row per group and basis: `group`, `basis`, `practices`, `SUMS`, `unknown`,
    `rate`, `all_hidden`.

    `expected`, `reported`, `unknown` and `hidden` are months of practices; `patients`
    and `list_size` are patient-months, of those reported and not hidden.
    """
    rows = expected(figures)
    reported = rows["state"] == State.REPORTED
    parts = {
        "expected": rows["expected"],
        "reported": reported,
        "hidden": rows["hidden"] & reported,
        "patients": rows["excluded"].where(reported),
        "list_size": rows["base"].where(summed(rows)),
    }
    amounts = pd.DataFrame(parts, columns=SUMS).astype("Int64")
    keys = [named(rows[column], missing).rename("group"), rows["basis"]]
    table = amounts.groupby(keys).sum(min_count=1)
    table["practices"] = rows.groupby(keys)["ods_code"].nunique()
    unknown = table["expected"] - table["reported"]
    return finished(table.assign(unknown=unknown).reset_index(), missing)


def with_fifths(figures: pd.DataFrame, fifths: pd.DataFrame) -> pd.DataFrame:
    """The frame with `fifth` in words, missing where none is known."""
    known = fifths.set_index("ods_code")["fifth"].map(FIFTHS)
    return figures.assign(fifth=figures["ods_code"].map(known).astype("object"))


def sentence(table: pd.DataFrame, figures: pd.DataFrame) -> str:
    """Markdown. Of one basis's rows of `by` and the figures behind them."""
    months = figures["period"]
    first, last = (month_name(each.date()) for each in (months.min(), months.max()))
    when = f"in {last}" if first == last else f"from {first} to {last}"
    practices = counted(expected(figures)["ods_code"].nunique(), "practice")
    return f"**{_amount(table)}** {when}, at {practices}.{_left_out(table)}"


def _amount(table: pd.DataFrame) -> str:
    known = table["patients"].dropna()
    if known.empty:
        hidden = bool(table["all_hidden"].any())
        return f"The patient-months are {'not shown' if hidden else 'not known'}"
    return f"{number(int(known.sum()))} patient-months with an active 104"


def _left_out(table: pd.DataFrame) -> str:
    every = number(int(table["expected"].sum()))
    unknown, hidden = int(table["unknown"].sum()), int(table["hidden"].sum())
    parts = []
    if unknown:
        parts.append(
            f"{number(unknown)} of {every} months of a practice {be(unknown)} not known"
        )
    if hidden:
        parts.append(f"{number(hidden)} {be(hidden)} not shown")
    return f" {' and '.join(parts)}; nothing is filled in." if parts else ""


def groups_sentence(table: pd.DataFrame) -> str:
    """What the bars show: each group's patient-months, in the table's order."""
    return f"{'; '.join(_group(row) for row in table.to_dict('records'))}."


def _group(row: dict[Any, Any]) -> str:
    if row["all_hidden"]:
        return f"{row['group']}: not shown"
    if pd.isna(row["patients"]):
        return f"{row['group']}: no data"
    return f"{row['group']}: {number(int(row['patients']))}"
