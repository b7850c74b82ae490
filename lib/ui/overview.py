"""The parts of the overview: six counts, what changed, how it is spread, by whom."""

from collections.abc import Callable
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from lib import queries
from lib.analysis import (
    chart_words,
    frame,
    groups,
    sentences,
    spread,
    trend,
    what_changed,
)
from lib.analysis.position import Measure, Position
from lib.analysis.words import number
from lib.documents.tables import Column, Kind, Notes
from lib.domain.dates import month_name, shift
from lib.domain.users import User
from lib.ui import (
    caching,
    charts,
    context,
    ink,
    markup,
    menu,
    month_charts,
    over,
    tables,
)
from lib.ui.markup import Stat
from lib.ui.views import View

OVER = menu.path("oversight/over_threshold")
MONTHS_SHOWN = 12
NAMED = 5  # practices that a line of changes names
NOT_ACCESS = "This is not the number without access."


def stats(position: Position) -> None:
    """Six cards, each with its change, a year in small, and where it leads."""
    cards: tuple[tuple[str, str, Measure, str, dict[str, str]], ...] = (
        ("over", "Practices over the threshold", position.over, "See them", {}),
        ("patients", "Patients with an active 104", position.patients, "Where", {}),
        ("newly-over", "Newly over", position.newly_over, "See them", _only(over.NEW)),
        ("newly-under", "Newly under", position.newly_under, "Came down", {}),
        ("near", "Nearly over", position.nearly_over, "Near the threshold", {}),
        (
            "lasting",
            over.LASTING,
            position.lasting,
            "See them",
            _only(over.LASTING),
        ),
    )
    grid = st.grid(3, min_column_width=260)
    for key, label, measure, link, asked in cards:
        with grid.cell():
            value = "No data" if measure.now is None else number(measure.now)
            shown = Stat(
                label,
                value,
                _sentence(sentences.change(measure)),
                _note(key, measure),
                OVER,
                link,
                asked,
            )
            markup.stat(f"{position.basis}-{key}", shown, _spark(measure, label))


def _only(choice: str) -> dict[str, str]:
    return {"only": choice}


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:]


def _note(key: str, measure: Measure) -> str:
    if key == "patients":
        return NOT_ACCESS
    known = [point for point in measure.series if point.value is not None]
    if not known:
        return "No figures for the last twelve months."
    highest = max(known, key=lambda point: point.value or 0)
    first = known[0]
    return (
        f"{month_name(first.period)}: {number(first.value or 0)}."
        f" Highest: {number(highest.value or 0)}, in {month_name(highest.period)}."
    )


def _spark(measure: Measure, label: str) -> Callable[[], Any]:
    return partial(
        st.altair_chart,
        charts.sparkline(measure, ink.mode()),
        theme=None,
        alt=chart_words.series_sentence(measure, label),
    )


def changes(view: View) -> None:
    """Five lines at most of what is different since the month before."""
    st.header("What changed", anchor=False)
    found = what_changed.since_before(view.figures, view.period)
    if not found:
        st.write("Nothing crossed the threshold, and nothing moved by 20 points.")
    lines = []
    for change in found:
        named = ", ".join(
            f"[{markup.esc(name)}]({context.practice_address(code)})"
            for code, name in change.practices[:NAMED]
        )
        more = len(change.practices) - NAMED
        lines.append(
            f"- **{change.words}:** {named}{f' and {more} more' if more > 0 else ''}"
        )
    st.markdown("\n".join(lines))
    if lines:
        st.caption("Practice names open in a new tab.")


def distribution(view: View, position: Position) -> None:
    """How the practices are spread, about the one limit that they are judged by."""
    st.header("How the practices are spread", anchor=False)
    rules = view.rules_in_view(position.basis)
    if len(rules) != 1:
        st.write("Several limits are in view. Choose one ICB to see the spread.")
        return
    rows = frame.on_basis(view.now, position.basis)
    words = chart_words.spread_sentence(spread.spread(rows, rules[0]), rules[0])
    st.write(words)
    bands = spread.bands(rows, rules[0])
    st.altair_chart(
        charts.distribution(bands, rules[0], ink.mode()), theme=None, alt=words
    )
    twin(
        f"spread-{position.basis}",
        bands,
        [
            Column("low", "From, per cent", Kind.COUNT),
            Column("high", "To, per cent", Kind.COUNT),
            Column("practices", "Practices", Kind.COUNT),
            Column("over", "Over the threshold", Kind.YES_NO),
        ],
        view.notes("Practices by per cent", position.basis),
        view.user,
    )


def trends(view: View, position: Position) -> None:
    st.header("Month by month", anchor=False)
    first = shift(view.period, -MONTHS_SHOWN + 1)
    table = trend.monthly(view.figures, first, view.period)
    table = frame.on_basis(table, position.basis)
    for column, label, measure in (
        ("over", "Practices over the threshold", position.over),
        ("patients", "Patients with an active 104", position.patients),
    ):
        words = chart_words.series_sentence(measure, label)
        st.write(f"{words} {NOT_ACCESS if column == 'patients' else ''}")
        chart = month_charts.trend(table, column, label, ink.mode())
        st.altair_chart(chart, theme=None, alt=words)
    st.caption(chart_words.LIST_SOURCE)
    twin(
        f"trend-{position.basis}",
        table,
        [
            Column("period", "Month", Kind.MONTH),
            Column("expected", "Expected", Kind.COUNT),
            Column("reported", "Reported", Kind.COUNT),
            Column("over", "Over", Kind.COUNT),
            Column("newly_over", "Newly over", Kind.COUNT),
            Column("newly_under", "Newly under", Kind.COUNT),
            Column("nearly_over", "Nearly over", Kind.COUNT),
            Column("patients", "Patients with a 104", Kind.COUNT),
            Column("rate", "Per cent", Kind.RATE),
        ],
        view.notes("Month by month", position.basis),
        view.user,
    )


BY = {
    "sub_icb_code": "Sub-ICB location",
    "pcn_code": "PCN",
    "supplier": "Supplier",
    "lmc_name": "LMC",
    "icb_code": "ICB",
    "group_name": "Our own group",
}


def by_group(view: View, position: Position) -> None:
    st.header("By area, supplier or group", anchor=False)
    column = st.selectbox(
        "Group the practices by",
        list(BY),
        format_func=BY.__getitem__,
        key="by",
        bind="query-params",
        width=260,
    )
    rows = frame.on_basis(view.now, position.basis)
    if column == "group_name":
        members = caching.ask(queries.organisations.groups, view.user, view.period)
        rows = rows.merge(members, on="ods_code")
    if frame.expected(rows).empty:
        st.write("No practice is in such a group. Load a file of groups to use this.")
        return
    names = caching.ask(queries.organisations.names, view.user)
    table = groups.by(rows, column)
    table["group"] = table["group"].map(lambda code: names.get(code, code))
    words = chart_words.groups_sentence(table)
    st.write(markup.esc(words))
    chart = charts.group_bars(table, ink.mode())
    st.altair_chart(chart, theme=None, alt=words)
    twin(
        f"by-{column}",
        table,
        [
            Column("group", BY[column]),
            Column("practices", "Practices", Kind.COUNT),
            Column("reported", "Reported", Kind.COUNT),
            Column("over", "Over", Kind.COUNT),
            Column("patients", "Patients with a 104", Kind.COUNT),
            Column("list_size", "List size", Kind.COUNT),
            Column("rate", "Per cent", Kind.RATE),
            Column("left_out", "Left out", Kind.COUNT),
        ],
        view.notes(f"Practices by {BY[column]}", position.basis),
        view.user,
    )


def twin(
    key: str, table: pd.DataFrame, columns: list[Column], notes: Notes, user: User
) -> None:
    """The table that says the same as the chart above it, to read and to download."""
    with st.expander("Show these figures as a table"):
        tables.show(key, table, columns, notes, user)
