"""The parts of the page about bulk moves: which, when, in clusters, and the method."""

from datetime import date

import altair as alt
import pandas as pd
import streamlit as st

from lib import queries
from lib.analysis import bulk_moves as finder
from lib.analysis import bulk_words, false_alarms
from lib.analysis.bulk_moves import CLEAR_OUT, JUMP
from lib.analysis.frame import Row
from lib.analysis.words import number
from lib.casework import bulk_moves
from lib.casework.bulk_moves import Found
from lib.documents.tables import Column, Kind
from lib.domain.dates import shift
from lib.domain.users import User
from lib.ui import caching, charts, filters, markup, policy, tables
from lib.ui.charts import nhs
from lib.ui.ink import ink
from lib.ui.month_charts import event_lines, months_axis
from lib.ui.views import MONTHS_BACK, View

MOVES = [
    Column("ods_code", "Practice", Kind.PRACTICE),
    Column("direction", "Moved"),
    Column("between", "Between the ends of"),
    Column("before", "Patients before", Kind.COUNT),
    Column("after", "After", Kind.COUNT),
    Column("points", "Points", Kind.POINTS),
    Column("list_change", "List changed", Kind.POINTS),
]
CLUSTERS = [
    Column("group", "Group"),
    Column("direction", "Moved"),
    Column("first", "From", Kind.MONTH),
    Column("last", "To", Kind.MONTH),
    Column("practices", "Practices", Kind.COUNT),
    Column("of", "Of", Kind.COUNT),
    Column("patients", "Patients", Kind.COUNT),
]
MONTHS = [
    Column("period", "Month", Kind.MONTH),
    Column(JUMP, "Jumps", Kind.COUNT),
    Column(CLEAR_OUT, "Clear-outs", Kind.COUNT),
    policy.IN_MONTH,
]
ROOM = 0.15  # of the height, for a number under the lowest bar
BY = {"pcn_code": "PCN", "supplier": "Supplier", "": "Month alone"}


def found(view: View) -> Found:
    """Of the two years up to the month in view."""
    return caching.figures(_found, view.user, view.icb_code, view.period)


def _found(user: User, icb_code: str | None, period: date) -> Found:
    return bulk_moves.of(View(user, period, icb_code).figures, user)


def lead(result: Found) -> None:
    markup.lead_markdown(bulk_words.lead(*result))
    st.write(bulk_words.MAY_BE)
    st.info(bulk_words.FOR_STAFF)


def by_month(view: View, moves: pd.DataFrame) -> None:
    st.header("By month", anchor=False)
    counted = view.figures.loc[view.figures["excluded"].notna(), "period"]
    first = counted.min().date() if len(counted) else shift(view.period, -MONTHS_BACK)
    table = bulk_words.by_month(moves, first, view.period)
    words = bulk_words.month_sentence(table)
    st.write(words)
    charts.show(words, chart, table)
    st.caption("Up: practices with a jump that ended in the month. Down: clear-outs.")
    policy.line()
    shown, notes = policy.with_events(table), view.notes("Bulk moves by month")
    tables.twin("bulk-months", shown, MONTHS, notes, view.user)


def chart(table: pd.DataFrame) -> alt.LayerChart:
    """Jumps up, clear-outs down, in one colour: a direction has none of its own."""
    bars = pd.concat(
        [
            table[["period"]].assign(value=table[JUMP], sign=-10),
            table[["period"]].assign(value=-table[CLEAR_OUT], sign=12),
        ]
    )
    bars = bars[bars["value"] != 0]
    bars = bars.assign(words=bars["value"].abs().map(number))
    x = months_axis(table)
    top = 1.9 * max(int(table[JUMP].max()), 1)
    low = -int(table[CLEAR_OUT].max()) - ROOM * top
    y = alt.Y(
        "value:Q",
        title="Practices",
        scale=alt.Scale(domain=[low, top], nice=False),
        axis=alt.Axis(tickMinStep=1, tickCount=4, labelExpr="abs(datum.value)"),
    )
    base = alt.Chart(bars)
    zero = alt.Chart(pd.DataFrame({"value": [0]})).mark_rule(
        color=ink("soft"), aria=False
    )
    layers = [
        *event_lines(policy.chart_events(), table, x),
        base.mark_bar(color=ink("accent"), width=14, aria=False).encode(x=x, y=y),
        zero.encode(y=y),
        *(
            base.transform_filter(f"datum.sign == {dy}")
            .mark_text(dy=dy, fontWeight="bold", aria=False)
            .encode(x=x, y=y, text="words:N")
            for dy in (-10, 12)
        ),
    ]
    return nhs(layers, height=260)


def practices(view: View, moves: pd.DataFrame) -> None:
    st.header("Practices", anchor=False)
    filters.count_line([moves["ods_code"].nunique()])
    if moves.empty:
        filters.no_match()
        return
    notes = view.notes("Bulk moves")
    shown = moves.assign(between=[_between(row) for row in moves.to_dict("records")])
    tables.show("bulk-moves", shown, MOVES, notes, view.user)
    st.caption(
        "Points are of the earlier month's list; “List changed” is by how many per cent"
        " of it. “Newest”: no later figure says whether it lasted."
    )


def _between(row: Row) -> str:
    newest = " (newest)" if row["is_newest"] else ""
    return f"{row['from_period']:%b %Y} and {row['to_period']:%b %Y}{newest}"


def clusters(view: View, moves: pd.DataFrame) -> None:
    st.header("Several practices at about one time", anchor=False)
    by = st.selectbox(
        "Look by",
        list(BY),
        format_func=BY.__getitem__,
        key="cluster-by",
        bind="query-params",
        width=200,
    )
    table = finder.clusters(moves, view.figures, by)
    least = (
        f"{finder.CLUSTER_PRACTICES} practices within {finder.CLUSTER_MONTHS} months"
    )
    if table.empty:
        st.write(f"No cluster: nowhere as many as {least} moved the same way.")
        return
    names = caching.figures(queries.organisations.names, view.user)
    shown = table.assign(group=table["group"].map(lambda code: names.get(code, code)))
    notes = view.notes(f"Clusters by {BY[by]}")
    tables.show(f"clusters-{by}", shown, CLUSTERS, notes, view.user)
    st.caption(
        f"At least {least}, the same way. “Of”: practices of the group with figures"
        " enough. Practices of one group often share a system, a person who helps, or a"
        " day of a file; a cluster says nothing of a cause."
    )


def method() -> None:
    with st.expander("How it is found, and how often that errs"):
        markup.bullets(bulk_words.METHOD)
        st.write(false_alarms.sentence())


def narrowed(user: User, view: View, moves: pd.DataFrame) -> pd.DataFrame:
    left = filters.narrow(user, view.figures)
    return moves[moves["ods_code"].isin(left["ods_code"])]
