"""The parts of the page about patient-months with an active 104."""

from collections.abc import Mapping
from datetime import date

import altair as alt
import pandas as pd
import streamlit as st

from lib import queries
from lib.analysis import frame, patient_months
from lib.analysis.words import number
from lib.documents.tables import Column, Kind
from lib.domain.dates import month_name, shift
from lib.domain.files import Basis
from lib.ui import caching, captions, charts, markup, tables
from lib.ui.ink import ink
from lib.ui.markup import esc
from lib.ui.overview import NOT_ACCESS
from lib.ui.views import MONTHS_BACK, View

WHAT = (
    "A patient with the code in three months is three patient-months. Months without a"
    " figure are stated and not filled in."
)
A_YEAR = 11  # months before the last
PRACTICE, FIFTH = "ods_code", "fifth"
BY = {
    "sub_icb_code": "Sub-ICB location",
    "pcn_code": "PCN",
    "supplier": "Supplier",
    FIFTH: "Deprivation fifth",
    PRACTICE: "Practice",
}
SUMS = [
    Column("patients", "Patient-months", Kind.COUNT, hidden_by="all_hidden"),
    Column("rate", "Per cent of list", Kind.RATE, hidden_by="all_hidden"),
    Column("expected", "Months expected", Kind.COUNT),
    Column("unknown", "Not known", Kind.COUNT),
]


def first_month(view: View) -> date:
    """Chosen among the months that have counts; a year, where there is one."""
    months = caching.figures(queries.periods.months, view.user, view.icb_code)
    earliest = shift(view.period, -MONTHS_BACK)
    offered = [each for each in months if earliest <= each <= view.period]
    usual = max(shift(view.period, -A_YEAR), offered[-1])
    later = [each for each in offered if each >= usual]
    chosen: date = st.selectbox(
        "From",
        offered,
        index=len(later) - 1,
        format_func=month_name,
        key=f"months-from-{view.period}",
        bind="query-params",
        width=200,
    )
    return chosen


def group_by(fifths: pd.DataFrame) -> str:
    choices = [name for name in BY if name != FIFTH or len(fifths)]
    return st.selectbox(
        "Add up by",
        choices,
        format_func=BY.__getitem__,
        key="months-by",
        bind="query-params",
        width=200,
    )


def show(view: View, rows: pd.DataFrame, column: str) -> None:
    """Of the rows of the figures frame in those months; each basis by itself."""
    for basis in frame.bases(frame.expected(rows)):
        captions.basis_heading(view, basis, st.header)
        _on_basis(view, frame.on_basis(rows, basis), basis, column)


def _on_basis(view: View, rows: pd.DataFrame, basis: Basis, column: str) -> None:
    named = rows[~rows["masked"]] if column == PRACTICE else rows
    if frame.expected(named).empty:
        st.write("No practice that you may see by name.")
        return
    table = caching.drawn(patient_months.by, named, column)
    words = caching.drawn(_sentence, rows, column)
    markup.lead_markdown(words, basis)
    st.write(f"{WHAT} {NOT_ACCESS}")
    if column != PRACTICE:
        _bars(_labelled(view, table))
    captions.rule_line(view)
    _table(view, table, named, basis, column)


def _sentence(rows: pd.DataFrame, column: str) -> str:
    return patient_months.sentence(patient_months.by(rows, column), rows)


def _labelled(view: View, table: pd.DataFrame) -> pd.DataFrame:
    names: Mapping[str, str] = caching.figures(queries.organisations.names, view.user)
    return table.assign(group=table["group"].map(lambda code: names.get(code, code)))


def _bars(table: pd.DataFrame) -> None:
    words = patient_months.groups_sentence(table)
    st.write(esc(words))
    charts.show(words, chart, table)


def chart(table: pd.DataFrame) -> alt.LayerChart:
    """A bar for each group, in the table's order, with its number beside it."""
    shown = pd.DataFrame(
        {
            "group": table["group"],
            "patients": table["patients"].fillna(0).astype("int64"),
            "words": [
                "Not shown" if hidden else "No data" if pd.isna(n) else number(int(n))
                for n, hidden in zip(
                    table["patients"], table["all_hidden"], strict=True
                )
            ],
        }
    )
    top = max(int(shown["patients"].max()) * 1.2, 1)
    x = alt.X(
        "patients:Q",
        title="Patient-months with an active 104",
        scale=alt.Scale(domain=[0, top], nice=False),
        axis=alt.Axis(tickCount=5, format=",d"),
    )
    names = alt.Axis(labelLimit=280, grid=False, labelPadding=8)
    base = alt.Chart(shown).encode(
        x=x, y=alt.Y("group:N", sort=None, title=None, axis=names)
    )
    bars = base.mark_bar(color=ink("accent"), aria=False)
    words = base.mark_text(align="left", dx=6, aria=False).encode(text="words:N")
    return charts.nhs([bars, words], charts.BAR * len(shown) + charts.AXIS)


def _table(
    view: View, table: pd.DataFrame, named: pd.DataFrame, basis: Basis, column: str
) -> None:
    notes = view.notes(f"Patient-months by {BY[column]}", basis)
    if column != PRACTICE:
        columns = [Column("group", BY[column]), *SUMS]
        shown = _labelled(view, table)
        tables.twin(f"months-{column}-{basis}", shown, columns, notes, view.user)
        return
    names = named.drop_duplicates("ods_code", keep="last").set_index("ods_code")["name"]
    shown = table.rename(columns={"group": "ods_code"})
    shown = shown.assign(name=shown["ods_code"].map(names)).sort_values("name")
    columns = [Column("ods_code", "Practice", Kind.PRACTICE), *SUMS]
    tables.show(f"months-practice-{basis}", shown, columns, notes, view.user)
