"""Charts by month: their axis, line, gaps and events; totals by month.

A month without a figure is a gap with the words "No data", never a line across.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

import altair as alt
import pandas as pd

from lib.analysis.trend import FIRST_PERIOD_ON_PDS, gaps
from lib.analysis.words import number
from lib.domain.dates import shift
from lib.ui.charts import nhs
from lib.ui.ink import ink

YEAR_TOO = "datum.index == 0 || utcmonth(datum.value) == 0"
YEAR = f"{YEAR_TOO} ? utcFormat(datum.value, '%Y') : ''"
LABEL = f"[utcFormat(datum.value, '%b'), {YEAR}]"  # the year on a line of its own
STEPS = {8: 1, 18: 2, 40: 3}  # up to so many months, a label every so many
ROOM = 0.16  # of the width, for words at the right end
HEADROOM = 1.5  # over the highest figure, for the names of events
ROW = 16  # pixels between the names of events
RIGHT_PART = 0.7  # of the months, from where a name stands left of its line
WORDS_WIDTH = 0.12  # of the months, that "No data" takes


class Event(NamedTuple):
    on: date
    name: str


# Between the last point on a list from NHAIS and the first on one from PDS.
LIST_SOURCE_CHANGED = Event(
    shift(FIRST_PERIOD_ON_PDS, -1).replace(day=16), "List source changed"
)


def trend(
    table: pd.DataFrame,
    column: str,
    title: str,
    events: Sequence[Event] = (),
) -> alt.LayerChart:
    """A count of one basis's rows of `trend.monthly`: `over`, `patients`, ... With the
    change of list source, unless it is a count of `online_accounts.monthly`."""
    points = pd.DataFrame(
        {"period": table["period"], "value": table[column].astype("float64"), "part": 0}
    )
    points["hidden"] = table["all_hidden"] & (column == "patients")
    points["words"] = [
        "" if pd.isna(value) else number(int(value)) for value in points["value"]
    ]
    top = points["value"].max()
    x = months_axis(points)
    y = alt.Y(
        "value:Q",
        title=title,
        scale=alt.Scale(domain=[0, HEADROOM * top if top > 0 else 1], nice=False),
        axis=alt.Axis(tickMinStep=1, tickCount=4, format=",d"),
    )
    since_first = points.loc[points["value"].first_valid_index() :]
    layers = [
        *([] if "accounts" in table else event_lines(events, points, x)),
        *line(points, x, y),
        no_data(since_first, x, y),
        last_value(points, x, y),
    ]
    return nhs(layers, height=240)


def months_axis(points: pd.DataFrame) -> alt.X:
    first, last = points["period"].iloc[0], points["period"].iloc[-1]
    margin = max((last - first) * ROOM, pd.Timedelta(days=10))
    every = next((step for most, step in STEPS.items() if len(points) <= most), 12)
    named = [each for each in points["period"] if (each.month - 1) % every == 0]
    ends = [moment(first), moment(last + margin)]
    return alt.X(
        "period:T",
        title=None,
        scale=alt.Scale(type="utc", domain=ends, nice=False),
        axis=alt.Axis(
            labelExpr=LABEL,
            values=[moment(each) for each in named],
            labelOverlap="greedy",
            labelSeparation=6,
        ),
    )


def moment(stamp: pd.Timestamp) -> alt.DateTime:
    return alt.DateTime(year=stamp.year, month=stamp.month, date=stamp.day, utc=True)


def line(points: pd.DataFrame, x: alt.X, y: alt.Y) -> Iterator[alt.Chart]:
    """With a point for each month; it breaks at gaps and where `part` changes."""
    accent = ink("accent")
    drawn = alt.Chart(points[["period", "value", "part"]]).mark_line(
        color=accent, strokeWidth=3, invalid="break-paths-show-domains", aria=False
    )
    yield drawn.encode(x=x, y=y, detail="part:N")
    known = points.loc[points["value"].notna(), ["period", "value", "words"]]
    dots = alt.Chart(known).mark_circle(color=accent, size=60, opacity=1, aria=False)
    month = alt.Tooltip("utcyearmonth(period):T", title="Month", format="%B %Y")
    yield dots.encode(x=x, y=y, tooltip=[month, alt.Tooltip("words:N", title="Figure")])


def last_value(points: pd.DataFrame, x: alt.X, y: alt.Y) -> alt.Chart:
    known = points.loc[points["value"].notna(), ["period", "value", "words"]]
    words = alt.Chart(known.tail(1)).mark_text(
        color=ink("accent"), align="left", dx=8, fontWeight="bold", aria=False
    )
    placed: alt.Chart = words.encode(x=x, y=y, text="words:N")
    return placed


def no_data(points: pd.DataFrame, x: alt.X, y: alt.Y) -> alt.Chart:
    words = alt.Chart(_gap_words(points)).mark_text(
        color=ink("soft"), fontStyle="italic", dy=-14, aria=False
    )
    placed: alt.Chart = words.encode(x=x, y=y, text="words:N")
    return placed


def _gap_words(points: pd.DataFrame) -> pd.DataFrame:
    """Where the words stand: over the middle of each gap, unless they would touch."""
    sides = pd.concat([points["value"].ffill(), points["value"].bfill()], axis=1)
    levels = dict(zip(points["period"], sides.max(axis=1).fillna(0), strict=True))
    width = (points["period"].max() - points["period"].min()) * WORDS_WIDTH
    places: list[tuple[pd.Timestamp, float, str]] = []
    for gap in gaps(points, "value"):
        first, last = pd.Timestamp(gap.first), pd.Timestamp(gap.last)
        middle = first + (last - first) / 2
        if not places or middle - places[-1][0] > width:
            hidden = points.loc[points["period"].between(first, last), "hidden"]
            words = "Not shown" if hidden.any() else "No data"
            places.append((middle, levels[first], words))
    return pd.DataFrame(places, columns=["period", "value", "words"])


def event_lines(
    events: Iterable[Event], points: pd.DataFrame, x: alt.X
) -> Iterator[alt.Chart]:
    """Dotted, with their names at the top; the change of list source among them."""
    soft = ink("soft")
    months = points["period"]
    for row, event in enumerate(_within(events, months)):
        place = pd.DataFrame({"period": [pd.Timestamp(event.on)]})
        at = alt.Chart(place).encode(x=x)
        drawn = at.mark_rule(color=soft, strokeDash=[2, 3], aria=False)
        # From its own name down, so that it crosses no name to its left.
        yield drawn.encode(y=alt.value(ROW * (row % 3)), y2=alt.value("height"))
        left = (months < place["period"].iloc[0]).mean() > RIGHT_PART
        yield at.mark_text(
            color=soft,
            align="right" if left else "left",
            dx=-4 if left else 4,
            y=8 + ROW * (row % 3),
            text=event.name,
            aria=False,
        )


def _within(
    events: Iterable[Event], months: "pd.Series[pd.Timestamp]"
) -> Sequence[Event]:
    first, last = months.iloc[0].date(), months.iloc[-1].date()
    every = sorted([*events, LIST_SOURCE_CHANGED])
    return [event for event in every if first <= event.on <= last]
