"""The charts of the overview, each after its sentence and before its table."""

import pandas as pd
import streamlit as st

from lib import queries
from lib.analysis import chart_words, frame, groups, sentences, spread
from lib.analysis.position import Position
from lib.analysis.words import number
from lib.documents.tables import Column, Kind
from lib.domain.threshold import ThresholdRule
from lib.ui import (
    caching,
    captions,
    charts,
    markup,
    month_charts,
    policy,
    tables,
)
from lib.ui.overview import NOT_ACCESS
from lib.ui.views import View

GROUPS_SHOWN = 30  # in a chart; its table has them all
BANDS = [
    Column("low", "From, per cent", Kind.COUNT),
    Column("high", "To, per cent", Kind.COUNT),
    Column("practices", "Practices", Kind.COUNT),
    Column("over", "Over the threshold", Kind.YES_NO),
]
MONTHS = [
    Column("period", "Month", Kind.MONTH),
    Column("expected", "Expected", Kind.COUNT),
    Column("reported", "Reported", Kind.COUNT),
    Column("over", "Over", Kind.COUNT, "not told"),
    Column("newly_over", "Newly over", Kind.COUNT, "not told"),
    Column("newly_under", "Newly under", Kind.COUNT, "not told"),
    Column("nearly_over", "Nearly over", Kind.COUNT, "not told"),
    Column("patients", "Patients with a 104", Kind.COUNT, hidden_by="all_hidden"),
    Column("rate", "Per cent", Kind.RATE, hidden_by="all_hidden"),
    policy.IN_MONTH,
]
COUNTS = [
    Column("practices", "Practices", Kind.COUNT),
    Column("reported", "Reported", Kind.COUNT),
    Column("over", "Over", Kind.COUNT),
    Column("patients", "Patients with a 104", Kind.COUNT, hidden_by="all_hidden"),
    Column("list_size", "List size", Kind.COUNT, hidden_by="all_hidden"),
    Column("rate", "Per cent", Kind.RATE, hidden_by="all_hidden"),
    Column("left_out", "Left out", Kind.COUNT),
]
BY = {
    "sub_icb_code": "Sub-ICB location",
    "pcn_code": "PCN",
    "supplier": "Supplier",
    "lmc_name": "LMC",
    "icb_code": "ICB",
    "group_name": "Our own group",
}


def distribution(view: View) -> None:
    """How the practices are spread, about the limit that they are judged by."""
    st.header("How the practices are spread", anchor=False)
    for position in view.positions:
        captions.basis_heading(view, position.basis)
        _spread(view, position)


def _spread(view: View, position: Position) -> None:
    rules = view.rules_in_view(position.basis)
    if len(rules) != 1:
        st.write(
            "Several limits are in view. Choose one ICB to see the spread."
            if rules
            else "No threshold applies in this month."
        )
        return
    rows = frame.on_basis(view.now, position.basis)
    words = caching.drawn(_spread_words, rows, rules[0])
    st.write(words)
    bands = caching.drawn(spread.bands, rows, rules[0])
    charts.show(words, charts.distribution, bands, rules[0])
    not_shown = sentences.not_shown(position.hidden)
    if not_shown:
        st.write(not_shown)
    captions.rule_line(view)
    notes = view.notes("Practices by per cent", position.basis)
    tables.twin(f"spread-{position.basis}", bands, BANDS, notes, view.user)


def _spread_words(rows: pd.DataFrame, rule: ThresholdRule) -> str:
    return chart_words.spread_sentence(spread.spread(rows, rule), rule)


def trends(view: View) -> None:
    st.header("Month by month", anchor=False)
    for position in view.positions:
        captions.basis_heading(view, position.basis)
        _trends(view, position)
    policy.line()
    st.caption(chart_words.LIST_SOURCE)
    captions.rule_line(view)


def _trends(view: View, position: Position) -> None:
    months = frame.on_basis(view.monthly, position.basis)
    for column, label, measure, note in (
        ("over", "Practices over the threshold", position.over, ""),
        ("patients", "Patients with an active 104", position.patients, NOT_ACCESS),
    ):
        is_rounded = column == "patients" and position.in_shown_numbers
        rounded = f"{label}, rounded" if is_rounded else label
        words = chart_words.series_sentence(measure, rounded)
        st.write(f"{words} {note}")
        given = (months, column, label, policy.chart_events())
        charts.show(words, month_charts.trend, *given)
    notes = view.notes("Month by month", position.basis)
    table = policy.with_events(months)
    tables.twin(f"trend-{position.basis}", table, MONTHS, notes, view.user)


def by_group(view: View) -> None:
    st.header("By area, supplier or group", anchor=False)
    column = st.selectbox(
        "Group the practices by",
        list(BY),
        format_func=BY.__getitem__,
        key="by",
        bind="query-params",
        width=260,
    )
    rows = view.now
    if column == "group_name":
        members = caching.figures(queries.organisations.groups, view.user, view.period)
        rows = rows.merge(members, on="ods_code")
        st.caption("A practice that is in several groups counts in each of them.")
    for position in view.positions:
        captions.basis_heading(view, position.basis)
        _groups(view, position, frame.on_basis(rows, position.basis), column)


def _groups(view: View, position: Position, rows: pd.DataFrame, column: str) -> None:
    if frame.expected(rows).empty:
        st.write("No practice is in such a group. Load a file of groups to use this.")
        return
    names = caching.figures(queries.organisations.names, view.user)
    table = caching.drawn(groups.by, rows, column)
    called = table["group"].map(lambda code: names.get(code, code))
    table = table.assign(group=called)
    words = caching.drawn(chart_words.groups_sentence, table)
    st.write(markup.esc(words))
    captions.rule_line(view)
    shown = _shown(table)
    charts.show(words, charts.group_bars, shown)
    if len(shown) < len(table):
        st.caption(
            f"The {len(shown)} with the most practices over are shown; the table has"
            f" all {number(len(table))}."
        )
    notes = view.notes(f"Practices by {BY[column]}", position.basis)
    columns = [Column("group", BY[column]), *COUNTS]
    tables.twin(f"by-{column}-{position.basis}", table, columns, notes, view.user)


def _shown(table: pd.DataFrame) -> pd.DataFrame:
    if len(table) <= GROUPS_SHOWN:
        return table
    return table.sort_values("over", ascending=False, kind="stable").head(GROUPS_SHOWN)
