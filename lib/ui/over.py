"""The parts of the list of practices over the threshold."""

import pandas as pd
import streamlit as st

from lib import queries
from lib.analysis import frame, spread, trend
from lib.analysis.words import counted
from lib.documents.tables import Column, Kind
from lib.domain.threshold import State, ThresholdRule, limit_words
from lib.domain.users import User
from lib.ui import caching, filters, markup, tables
from lib.ui.views import View

COLUMNS = [
    Column("ods_code", "Practice", Kind.PRACTICE),
    Column("pcn", "PCN", missing="None"),
    Column("excluded", "Patients with a 104", Kind.COUNT),
    Column("rate", "Per cent", Kind.RATE),
    Column("change", "Change", Kind.POINTS, "none"),
    Column("months", "Months over", Kind.COUNT),
    Column("flips", "On another basis"),
    Column("next_action", "Next action", missing=""),
]
EXPLANATION = (
    "Change is in percentage points since the last month reported. A list under the"
    " small-list size is marked and comes last when sorting by per cent or change."
    " Over half is not proof of bulk coding."
)
UNREAD = {
    State.NO_DATA: "No data",
    State.SUPPRESSED: "Suppressed at source",
    State.NO_DENOMINATOR: "No list size",
    State.DATA_ERROR: "More excluded than on the list",
    State.INCOMPATIBLE: "The count does not fit the basis",
}

EVERY, NEW = "All over", "Newly over"
LASTING = f"Over {trend.LASTING} months or more"
SORTS = {
    "rank": "Next action",
    "excluded": "Patients",
    "rate": "Per cent",
    "change": "Change",
    "months": "Months over",
    "name": "Name",
}


def only() -> str:
    choice: str = st.selectbox(
        "Show",
        [EVERY, NEW, LASTING],
        key="only",
        bind="query-params",
        width=filters.WIDTH,
    )
    return choice


def sort() -> str:
    return filters.sort_by(SORTS)


def chosen(table: pd.DataFrame, which: str, order: str) -> pd.DataFrame:
    if which == NEW:
        table = table[table["newly"]]
    if which == LASTING:
        table = table[table["months"] >= trend.LASTING]
    if order == "rank":
        return table
    return tables.ordered(table, order, descending=order != "name")


def named(user: User, table: pd.DataFrame) -> pd.DataFrame:
    names = caching.ask(queries.organisations.names, user)
    return table.assign(pcn=table["pcn_code"].map(names))


def what_if(view: View) -> ThresholdRule | None:
    """Another limit, to see what it would mean; None where it is the rule's own."""
    rules = view.rules_in_view()
    if len(rules) != 1:
        return None
    with st.expander("What if the limit were another?"):
        percent = st.number_input(
            "Limit, per cent",
            min_value=1,
            max_value=99,
            value=rules[0].percent,
            key="what_if",
            width=filters.WIDTH,
        )
    if percent == rules[0].percent:
        return None
    rule = rules[0].model_copy(update={"percent": int(percent)})
    st.warning(
        f"What-if view: {limit_words(rule)}. Not used anywhere else, and not saved."
    )
    return rule


def as_if(listed: pd.DataFrame, rule: ThresholdRule) -> pd.DataFrame:
    over = spread.beyond(listed, rule.percent, rule).astype(bool)
    return listed.assign(over=over, flips=None, next_action=None, newly=False)


def near(listed: pd.DataFrame) -> pd.DataFrame:
    return listed[trend.is_nearly_over(listed).fillna(value=False).astype(bool)]


def fold(key: str, title: str, table: pd.DataFrame, view: View) -> None:
    with st.expander(f"{title}: {counted(len(table), 'practice')}"):
        if table.empty:
            st.write("None this month.")
            return
        shown = [c for c in COLUMNS if c.field not in ("flips", "next_action")]
        notes = view.notes(title)
        tables.show(key, named(view.user, table), shown, notes, view.user)


def unread(view: View) -> None:
    """The practices of which it cannot be told, each with its reason."""
    rows = frame.expected(view.now)
    rows = rows[rows["over"].isna() & (rows["state"] != State.REPORTED)]
    table = rows.assign(why=rows["state"].map({s.value: w for s, w in UNREAD.items()}))
    with st.expander(f"Cannot be told: {counted(len(table), 'practice')}"):
        if table.empty:
            st.write("Every expected practice has a figure that can be read.")
            return
        columns = [
            Column("ods_code", "Practice", Kind.PRACTICE),
            Column("why", "Why"),
            Column("excluded", "Patients with a 104", Kind.COUNT),
            Column("list_size", "List size", Kind.COUNT),
        ]
        notes = view.notes("Practices that cannot be told")
        tables.show("unread", table, columns, notes, view.user)


def nobody() -> None:
    if filters.in_force():
        filters.no_match()
    else:
        markup.empty_state(
            "No practice is over the threshold",
            "Those near it, and those that cannot be told, are listed below.",
        )
