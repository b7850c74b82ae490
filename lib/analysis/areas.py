"""Areas for the map: what each is shaded by, and the sentence under it; no ranking."""

from enum import StrEnum

import pandas as pd

from lib.analysis import groups
from lib.analysis.words import be, counted, listing, number


class Shade(StrEnum):
    """What an area is shaded by: the column of the table that holds it."""

    OVER = "share_over"
    PATIENTS = "rate"


NAMES = {
    Shade.OVER: "Practices over the threshold, of those that reported",
    Shade.PATIENTS: "Patients with an active 104, of the list",
}
_OF = {
    Shade.OVER: "of the practices that reported are over the threshold",
    Shade.PATIENTS: "of the patients have an active 104",
}

NAMED = 4  # areas without data that the sentence names


def by(month: pd.DataFrame, column: str) -> pd.DataFrame:
    """`groups.by` with `code` (missing where practices have no area) and `share_over`."""
    table = groups.by(month, column)
    share = table["over"].astype("Float64") / table["reported"].where(
        table["reported"] > 0
    )
    return table.assign(
        code=table["group"].where(table["group"] != groups.NOT_KNOWN),
        share_over=share.astype("float64"),
    )


def sentence(table: pd.DataFrame, shade: Shade) -> str:
    """From the lowest to the highest share, without saying whose they are."""
    known = table[table[shade].notna()]
    nothing = sorted(table.loc[table[shade].isna(), "group"])
    parts = [_range(known[shade], shade)] if len(known) else []
    if nothing:
        others = len(nothing) - NAMED
        more = [f"{number(others)} others"] if others > 0 else []
        parts.append(f"No data to show for {listing([*nothing[:NAMED], *more])}.")
    return " ".join(parts)


def _range(values: "pd.Series[float]", shade: Shade) -> str:
    low, high = (f"{value:.1%}" for value in (values.min(), values.max()))
    areas = counted(len(values), "area")
    if low == high:
        return f"{low} {_OF[shade]} in {areas}."
    return f"{low} to {high} {_OF[shade]} in {areas}."


def without_outline(table: pd.DataFrame, drawn: set[str]) -> str:
    """The areas of the table that the file of boundaries does not have."""
    missing = sorted(table.loc[~table["code"].isin(drawn), "group"])
    if not missing:
        return ""
    words = f"{listing(missing)} {be(len(missing))} not on the map"
    return f"{words}: the file has no outline of that code. The table has all areas."
