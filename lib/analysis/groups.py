"""Groups of practices: how many are over, and their rate as sum over sum."""

import pandas as pd

from lib.analysis.frame import expected, summed
from lib.analysis.trend import all_hidden
from lib.domain.threshold import State

NOT_KNOWN = "Not known"
SUMS = ["practices", "reported", "over", "hidden", "patients", "list_size"]


def by(month: pd.DataFrame, column: str, missing: str = NOT_KNOWN) -> pd.DataFrame:
    """One row per group and basis: `group`, `basis`, `SUMS`, `left_out`, `rate`.

    Of the expected practices of one month. `patients`, `list_size` and `rate` are of
    the reported ones whose count is not hidden, `left_out` counts those not reported. Practices without the column go
    under `missing`, which stands last; counts that cannot be told are missing.
    """
    rows = expected(month)
    reported = rows["state"] == State.REPORTED
    parts = {
        "practices": rows["expected"],
        "reported": reported,
        "over": rows["over"],
        "hidden": rows["hidden"] & reported,
        "patients": rows["excluded"].where(reported),
        "list_size": rows["base"].where(summed(rows)),
    }
    amounts = pd.DataFrame(parts, columns=SUMS).astype("Int64")
    keys = [named(rows[column], missing).rename("group"), rows["basis"]]
    table = amounts.groupby(keys).sum(min_count=1).reset_index()
    left_out = table["practices"] - table["reported"]
    return finished(table.assign(left_out=left_out), missing)


def named(column: "pd.Series[str]", missing: str) -> "pd.Series[str]":
    return column.astype("object").where(column.notna(), missing)


def finished(table: pd.DataFrame, missing: str) -> pd.DataFrame:
    """Of sums by group and basis: with `rate` and `all_hidden`, what is missing last."""
    rate = table["patients"].astype("Float64") / table["list_size"]
    whole = table.assign(
        rate=rate.astype("float64"),
        all_hidden=all_hidden(table),
        last=table["group"] == missing,
    )
    ordered = whole.sort_values(["last", "group", "basis"])
    return ordered.drop(columns="last").reset_index(drop=True)
