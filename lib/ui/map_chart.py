"""The map: outlines shaded in one hue, in the colours of the mode; no tiles, no address.

Grey with a dashed edge is an area without data.
"""

from collections.abc import Iterable, Mapping
from typing import Any

import altair as alt
import pandas as pd

from lib.analysis.areas import NAMES, Shade
from lib.ingest.boundaries import Shape
from lib.ui.charts import FONT
from lib.ui.ink import ink

HEIGHT = 480
SHADES = ("least", "less", "middling", "more", "accent")


def choropleth(
    table: pd.DataFrame, shapes: Mapping[str, Shape], shade: Shade
) -> alt.LayerChart:
    """Of the rows of `areas.by` with `ons_code`: those that have an outline."""
    there = table[table["ons_code"].isin(shapes.keys())]
    known = there[there[shade].notna()]
    unknown = there[there[shade].isna()]
    layers = [
        alt.Chart(_data(unknown, shapes, shade)).mark_geoshape(
            fill=ink("grid"),
            stroke=ink("soft"),
            strokeDash=[4, 3],
            aria=False,
        ),
        alt.Chart(_data(known, shapes, shade))
        .mark_geoshape(stroke=ink("text"), strokeWidth=0.6, aria=False)
        .encode(color=_colour(known[shade], shade)),
    ]
    words = alt.Tooltip("properties.words:N", title="Area")
    shown = [layer.encode(tooltip=words) for layer in layers]
    return _whole(shown)


def _data(
    rows: pd.DataFrame, shapes: Mapping[str, Shape], shade: Shade
) -> alt.InlineData:
    return alt.InlineData(values=list(_features(rows, shapes, shade)))


def _features(
    rows: pd.DataFrame, shapes: Mapping[str, Shape], shade: Shade
) -> Iterable[dict[str, Any]]:
    for row in rows.to_dict("records"):
        value = None if pd.isna(row[shade]) else round(float(row[shade]), 4)
        said = "no data" if value is None else f"{value:.1%}"
        yield {
            "type": "Feature",
            "properties": {"value": value, "words": f"{row['group']}: {said}"},
            "geometry": {
                "type": "MultiPolygon",
                "coordinates": shapes[row["ons_code"]],
            },
        }


def _colour(values: "pd.Series[float]", shade: Shade) -> alt.Color:
    """From 0, so that pale is little, whatever the others have."""
    top = max(float(values.max()), 0.01) if len(values) else 1.0
    return alt.Color(
        "properties.value:Q",
        scale=alt.Scale(type="quantize", domain=[0, top], range=list(map(ink, SHADES))),
        legend=alt.Legend(
            title=NAMES[shade],
            format=".0%",
            orient="bottom",
            gradientLength=260,
            titleLimit=420,
        ),
    )


def _whole(layers: list[alt.Chart]) -> alt.LayerChart:
    text = ink("text")
    chart = alt.LayerChart(
        layer=layers,
        height=HEIGHT,
        background="transparent",
        projection=alt.Projection(type="mercator"),
    )
    chart.config = alt.Config(
        font=FONT,
        view=alt.ViewConfig(stroke=None),
        legend=alt.LegendConfig(
            labelColor=text,
            titleColor=text,
            labelFontSize=14,
            titleFontSize=14,
            titleFontWeight="normal",
        ),
    )
    return chart
