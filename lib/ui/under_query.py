"""The mark on a figure that an observer has asked about, wherever it stands."""

from collections.abc import Mapping, Sequence
from datetime import date

import pandas as pd
import streamlit as st

from lib import queries
from lib.analysis import under_query
from lib.analysis.under_query import FIELD
from lib.documents.tables import UNDER_QUERY, Column, Notes
from lib.domain.dates import today
from lib.domain.figure_query import About
from lib.domain.users import User
from lib.ui import caching

Since = Mapping[tuple[str, date | None], date]
words = under_query.words


def known(user: User, about: About) -> Since:
    """By practice and month, since when."""
    return under_query.since(caching.ask(queries.figure_queries.open_, user), about)


def marked(
    table: pd.DataFrame, user: User, period: date | None, about: About = About.FIGURE
) -> pd.DataFrame:
    return under_query.marked(table, known(user, about), period)


def flagged(
    table: pd.DataFrame, columns: Sequence[Column], notes: Notes, user: User
) -> tuple[pd.DataFrame, list[Column]]:
    """A table of practices by month, with the mark as its last column; any other, and
    one that has its marks already, as it is."""
    has_month = "period" in table or notes.period is not None
    if "ods_code" not in table or not (has_month or FIELD in table):
        return table, [*columns]
    if FIELD not in table:
        table = marked(table, user, notes.period)
    return table, [*columns, UNDER_QUERY]


def line(user: User, icb_code: str | None, period: date) -> None:
    """Under the line above all figures: what of them is under query."""
    every = caching.ask(queries.figure_queries.nameless, user, icb_code)
    told = under_query.sentence(every, period, today())
    if told:
        st.markdown(told)
