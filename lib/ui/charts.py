"""The charts: figures in, chart out, in the colours of the mode shown.

Direct labels, no legend, no frame; blue is what the page is about, grey the rest, the
threshold has the colour of text. `show` sets one on the page, with the sentence that
lib.analysis.chart_words writes for it.
"""

import copy
from collections.abc import Callable, Iterable
from typing import Any

import altair as alt
import pandas as pd
import pyarrow as pa  # type: ignore[import-untyped]
import streamlit as st
from altair.utils import schemapi

from lib.analysis.frame import one_basis
from lib.analysis.position import Measure
from lib.analysis.words import counted, number
from lib.domain.files import Basis
from lib.domain.threshold import BASIS_WORDS, ThresholdRule
from lib.ui import caching
from lib.ui.ink import ink

alt.theme.enable("none")  # its sizes are not for pages

AS_SVG = {"embedOptions": {"renderer": "svg"}}  # whose colours the style reaches
FONT = "Source Sans, sans-serif"
BAR = 28  # pixels for each group
AXIS = 70  # pixels for the axis under them and its title
RIGHT_HALF = 60  # per cent from which a label stands left of its line


def show(words: str, build: Callable[..., alt.LayerChart], *given: Any) -> None:
    """The chart that is built of what is given; `words` say what it shows.

    As a drawing and its tables, since those can be remembered: to build a chart and to
    hold it against Altair's schema takes a tenth of a second each time.
    """
    spec, rows = caching.drawn(_drawing, build, *given)
    drawing = {**copy.deepcopy(spec), "datasets": dict(rows), "usermeta": AS_SVG}
    st.vega_lite_chart(spec=drawing, theme=None, alt=words)


def _drawing(
    build: Callable[..., alt.LayerChart], *given: Any
) -> tuple[dict[str, Any], dict[str, pa.Table]]:
    chart = build(*given)
    rows: dict[str, pa.Table] = {}
    for part in (chart, *chart.layer):
        if isinstance(part.data, pd.DataFrame):
            name = f"rows-{len(rows)}"
            rows[name] = pa.Table.from_pandas(part.data)
            part.data = alt.NamedData(name)
    return chart.to_dict(validate=schemapi.DEBUG_MODE), rows


def nhs(layers: Iterable[alt.Chart], height: int = 300) -> alt.LayerChart:
    text = ink("text")
    chart = alt.LayerChart(
        layer=[layer for layer in layers if len(layer.data)],
        height=height,
        background="transparent",
        padding={"left": 2, "right": 8, "top": 8, "bottom": 2},
    )
    chart.config = alt.Config(
        font=FONT,
        view=alt.ViewConfig(stroke=None),
        axis=alt.AxisConfig(
            labelColor=text,
            titleColor=text,
            labelFontSize=14,
            titleFontSize=14,
            titleFontWeight="normal",
            gridColor=ink("grid"),
        ),
        axisX=alt.AxisConfig(grid=False),
        axisY=alt.AxisConfig(
            domain=False,
            ticks=False,
            titleAngle=0,
            titleAlign="left",
            titleAnchor="start",
            titleY=-14,
            titleX=0,
        ),
        text=alt.MarkConfig(fontSize=14, color=text),
    )
    return chart


def sparkline(measure: Measure) -> alt.LayerChart:
    """A grey line, broken where a month is unknown, and a blue last point."""
    values = pd.Series([point.value for point in measure.series], dtype="float64")
    alone = values.shift().isna() & values.shift(-1).isna()
    is_last = values.index == values.last_valid_index()
    points = pd.DataFrame({"at": values.index, "count": values})
    low, high = (values.min(), values.max()) if values.notna().any() else (0, 0)
    axes = (
        alt.X("at:Q", axis=None, scale=alt.Scale(domain=[0, len(points) - 1])),
        alt.Y("count:Q", axis=None, scale=alt.Scale(domain=[low, max(high, low + 1)])),
    )
    line = alt.Chart(points).mark_line(
        color=ink("soft"), invalid="break-paths-show-domains", aria=False
    )
    single = alt.Chart(points[alone & ~is_last]).mark_circle(
        color=ink("soft"), size=14, opacity=1, aria=False
    )
    last = alt.Chart(points[is_last]).mark_circle(
        color=ink("accent"), size=70, opacity=1, aria=False
    )
    return alt.LayerChart(
        layer=[each.encode(*axes) for each in (line, single, last) if len(each.data)],
        height=40,
        background="transparent",
        padding={"left": 0, "right": 6, "top": 6, "bottom": 6},
        config=alt.Config(view=alt.ViewConfig(stroke=None)),
    )


def distribution(bands: pd.DataFrame, rule: ThresholdRule) -> alt.LayerChart:
    """Of the rows of `spread.bands`: blue over the limit, a count on each bar."""
    top = max(int(bands["practices"].max()) * 1.3, 1)
    x = alt.X(
        "low:Q",
        title=f"{BASIS_WORDS[Basis(rule.basis)].capitalize()} with an active 104 code",
        scale=alt.Scale(domain=[0, 100], nice=False),
        axis=alt.Axis(values=list(range(0, 101, 10)), labelExpr="datum.label + '%'"),
    )
    y = alt.Y(
        "practices:Q",
        title="Practices",
        scale=alt.Scale(domain=[0, top], nice=False),
        axis=alt.Axis(tickMinStep=1, tickCount=4, format=",d"),
    )
    colour = alt.condition(
        "datum.over", alt.value(ink("accent")), alt.value(ink("deciles"))
    )
    shown = bands.astype({"practices": "int64"})
    bars = (
        alt.Chart(shown)
        .mark_bar(aria=False, xOffset=1, x2Offset=-1)
        .encode(x=x, x2="high:Q", y=y, y2=alt.datum(0), color=colour)
    )
    middles = pd.DataFrame(
        {
            "low": (shown["low"] + shown["high"]) / 2,
            "practices": shown["practices"],
            "words": shown["practices"].map(number),
        }
    )
    counts = (
        alt.Chart(middles[middles["practices"] > 0])
        .mark_text(dy=-10, fontWeight="bold", aria=False)
        .encode(x=x, y=y, text="words:N")
    )
    return nhs([bars, counts, *_limit(shown, rule)])


def _limit(bands: pd.DataFrame, rule: ThresholdRule) -> tuple[alt.Chart, ...]:
    """The threshold line, and beside its top what it is and how many are over."""
    over = int(bands.loc[bands["over"], "practices"].sum())
    bound = "more than" if rule.strict else "at or above"
    left = rule.percent > RIGHT_HALF
    at = alt.Chart(pd.DataFrame({"low": [rule.percent]})).encode(x="low:Q")
    place: dict[str, Any] = {
        "align": "right" if left else "left",
        "dx": -8 if left else 8,
    }
    return (
        at.mark_rule(color=ink("text"), strokeWidth=2, aria=False),
        at.mark_text(
            **place,
            y=8,
            text=f"Threshold: {bound} {rule.percent}%",
            fontWeight="bold",
            aria=False,
        ),
        at.mark_text(
            **place, y=26, text=f"{counted(over, 'practice')} over", aria=False
        ),
    )


def group_bars(table: pd.DataFrame) -> alt.LayerChart:
    """Of the rows of `groups.by`, on one basis: reported in grey, over in blue."""
    shown = one_basis(table)[["group", "reported", "over"]].copy()
    shown["words"] = [
        f"{number(int(over))} of {number(int(reported))}" if known else "No data"
        for over, reported, known in zip(
            shown["over"].fillna(0),
            shown["reported"].fillna(0),
            shown["over"].notna(),
            strict=True,
        )
    ]
    shown = shown.fillna({"over": 0, "reported": 0})
    shown = shown.astype({"over": "int64", "reported": "int64"})
    top = max(int(shown["reported"].max()) * 1.15, 1) if len(shown) else 1
    x = alt.Scale(domain=[0, top], nice=False)
    axis = alt.Axis(tickMinStep=1, tickCount=6, format=",d", grid=False)
    names = alt.Axis(labelLimit=280, grid=False, labelPadding=8)
    base = alt.Chart(shown).encode(
        y=alt.Y("group:N", sort=None, title=None, axis=names)
    )
    title = "Practices reported, in blue those over the threshold"
    reported = alt.X("reported:Q", scale=x, axis=axis, title=title)
    bars = base.mark_bar(color=ink("deciles"), aria=False).encode(x=reported)
    over = base.mark_bar(color=ink("accent"), aria=False).encode(
        x=alt.X("over:Q", scale=x)
    )
    words = base.mark_text(align="left", dx=6, aria=False).encode(
        x=reported, text="words:N"
    )
    return nhs([bars, over, words], height=BAR * len(shown) + AXIS)
