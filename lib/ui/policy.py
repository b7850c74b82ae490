"""Dated events of the rollout on charts and in full; counts as they were published."""

from datetime import date

import pandas as pd
import streamlit as st

from lib.documents.tables import Column
from lib.domain import policy
from lib.domain.dates import period_of, shift, uk
from lib.ui import markup, menu
from lib.ui.markup import esc
from lib.ui.month_charts import Event

IN_MONTH = Column("events", "Events", missing="none")
NOT_GIVEN = "not given"


def chart_events() -> list[Event]:
    """Few, so that a chart stays calm."""
    return [
        Event(between_figures(each.on), each.short)
        for each in policy.events()
        if each.on_charts
    ]


def between_figures(on: date) -> date:
    """Where a day of that month stands: a figure is of the end of its month, but its
    point at the month's beginning."""
    return shift(period_of(on), -1).replace(day=16)


def with_events(months: pd.DataFrame) -> pd.DataFrame:
    """A table by month, with all events of each beside it."""
    named = months["period"].map(lambda each: policy.in_month(each.date()) or None)
    return months.assign(events=named)


def line() -> None:
    """Under a chart that shows events."""
    st.caption(
        "Dotted lines: events of the rollout, each before the figure of its month's"
        " end. They are not said to have moved a figure. The table names all of them."
    )
    st.page_link(menu.DEFINITIONS, label="Events with their sources")


def events() -> None:
    st.header("Events of the rollout", anchor=False)
    st.write("Those marked “on charts” have a dotted line on charts by month.")
    rows = [
        {
            "Day": uk(each.on),
            "What happened": f"**{esc(each.short)}**"
            f"{' (on charts)' if each.on_charts else ''}. {esc(each.sentence)}",
            "Source": markup.source(each.source),
        }
        for each in policy.events()
    ]
    markup.table(rows, "Events of the rollout")


def published() -> None:
    st.header("Published national counts", anchor=False)
    st.write(policy.NEVER_RECOMPUTED)
    rows = [
        {
            "Said on": uk(each.on),
            "As published": f"“{esc(each.said)}”",
            "Count": esc(each.number or NOT_GIVEN),
            "Per cent": esc(each.per_cent or NOT_GIVEN),
            "Of what": esc(each.base),
            "Source": markup.source(each.source),
        }
        for each in policy.published_counts()
    ]
    markup.table(rows, "Published national counts")
