"""One practice's rate by month, against the threshold and the deciles of others."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import altair as alt
import pandas as pd

from lib.analysis.frame import Row, day
from lib.analysis.words import share_of_row
from lib.domain.files import Basis
from lib.domain.threshold import BASIS_WORDS
from lib.ui.charts import nhs
from lib.ui.ink import ink
from lib.ui.month_charts import Event, event_lines, line, months_axis, no_data

MIDDLE = 50
TOP = 1.2  # the names of events stand above 100%
APART = 0.08  # on that scale, that a line of words takes
PAST_END = pd.Timedelta(days=12)


class End(NamedTuple):
    """The name of a line, beside its right end."""

    level: float
    words: str
    ink: str


def practice_trend(
    history: pd.DataFrame,
    deciles: pd.DataFrame | None = None,
    events: Sequence[Event] = (),
) -> alt.LayerChart:
    """Of the rows of `trend.practice`, over those of `spread.deciles`."""
    points = history[["period", "part", "hidden"]].assign(
        value=history["rate"],
        words=[_words(row) for row in history.to_dict("records")],
    )
    limits = _limits(history)
    others = _lines(deciles, points["period"])
    x = months_axis(points)
    y = alt.Y(
        "value:Q",
        title=f"% of {_bases(history)}",
        scale=alt.Scale(domain=[0, TOP], nice=False),
        axis=alt.Axis(format=".0%", values=[0, 0.25, 0.5, 0.75, 1]),
    )
    layers = [
        *_decile_lines(others, x, y),
        *event_lines(events, points, x),
        _threshold(limits, x, y),
        *line(points, x, y),
        no_data(points, x, y),
        *_names(_ends(points, limits, others), points["period"].iloc[-1], (x, y)),
    ]
    return nhs(layers, height=340)


def _words(row: Row) -> str:
    return "" if pd.isna(row["rate"]) else share_of_row(row)


def _bases(history: pd.DataFrame) -> str:
    found = history["basis"].dropna().unique()
    return ", then ".join(BASIS_WORDS[Basis(each)] for each in found) or "patients"


def _limits(history: pd.DataFrame) -> pd.DataFrame:
    """The threshold of each month that has one, and a little beyond the last."""
    percent = history["percent"].astype("float64").ffill()
    known = history[["period"]].assign(value=percent / 100).dropna()
    beyond = known.tail(1).assign(period=known["period"].tail(1) + PAST_END)
    return pd.concat([known, beyond])


def _threshold(limits: pd.DataFrame, x: alt.X, y: alt.Y) -> alt.Chart:
    steps = alt.Chart(limits).mark_line(
        interpolate="step-after", color=ink("text"), strokeWidth=2, aria=False
    )
    drawn: alt.Chart = steps.encode(x=x, y=y)
    return drawn


def _lines(
    deciles: pd.DataFrame | None, months: "pd.Series[pd.Timestamp]"
) -> pd.DataFrame:
    """With a row for each month and decile, so that a month without them is a gap."""
    if deciles is None or deciles.empty:
        return pd.DataFrame(columns=["period", "decile", "value"])
    table = deciles.pivot_table(index="period", columns="decile", values="rate")
    every = table.reindex(pd.DatetimeIndex(months, name="period")).reset_index()
    return every.melt(id_vars="period", var_name="decile", value_name="value")


def _decile_lines(lines: pd.DataFrame, x: alt.X, y: alt.Y) -> Iterator[alt.Chart]:
    grey, middle = ink("deciles"), lines["decile"] == MIDDLE
    others = alt.Chart(lines[~middle]).mark_line(
        color=grey,
        strokeWidth=1,
        strokeDash=[3, 3],
        invalid="break-paths-show-domains",
        aria=False,
    )
    yield others.encode(x=x, y=y, detail="decile:N")
    drawn = alt.Chart(lines.loc[middle, ["period", "value"]]).mark_line(
        color=grey, strokeWidth=2, invalid="break-paths-show-domains", aria=False
    )
    yield drawn.encode(x=x, y=y)


def _ends(points: pd.DataFrame, limits: pd.DataFrame, lines: pd.DataFrame) -> list[End]:
    middle = lines[(lines["decile"] == MIDDLE) & lines["value"].notna()].tail(1)
    return apart(
        [
            *(End(level, "Threshold", "text") for level in limits["value"].tail(1)),
            *_latest(points),
            *(End(level, "Middle", "soft") for level in middle["value"]),
        ]
    )


def _latest(points: pd.DataFrame) -> Iterator[End]:
    """The last figure, with its month where later ones are missing."""
    for row in points[points["value"].notna()].tail(1).to_dict("records"):
        late = row["period"] < points["period"].iloc[-1]
        month = f" ({day(row['period']):%b})" if late else ""
        yield End(row["value"], f"{row['words']}{month}", "accent")


def apart(ends: Sequence[End]) -> list[End]:
    """The first stays; the others move up or down as far as they must."""
    above, below = list(ends[:1]), list(ends[:1])
    for end in sorted(ends[1:]):
        if end.level >= ends[0].level:
            clear = max(end.level, above[-1].level + APART)
            above.append(end._replace(level=clear))
    for end in sorted(ends[1:], reverse=True):
        if end.level < ends[0].level:
            clear = min(end.level, below[-1].level - APART)
            below.append(end._replace(level=clear))
    return [*above, *below[1:]]


def _names(
    ends: Sequence[End],
    last: pd.Timestamp,
    axes: tuple[alt.X, alt.Y],
) -> Iterator[alt.Chart]:
    for end in ends:
        place = pd.DataFrame({"period": [last + PAST_END], "value": [end.level]})
        words = alt.Chart(place).mark_text(
            align="left",
            dx=4,
            color=ink(end.ink),
            fontWeight="normal" if end.ink == "soft" else "bold",
            text=end.words,
            aria=False,
        )
        yield words.encode(*axes)
