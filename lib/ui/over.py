"""The parts of the list of practices over the threshold."""

import pandas as pd
import streamlit as st

from lib import queries
from lib.analysis import case_list, frame, sentences, spread, trend
from lib.analysis.flips import Flips
from lib.analysis.words import counted
from lib.documents.tables import Column, Kind
from lib.domain.files import Basis
from lib.domain.threshold import BASIS_WORDS, State, ThresholdRule, limit_words
from lib.domain.users import User
from lib.ui import (
    caching,
    captions,
    filters,
    folds,
    markup,
    over_cases,
    practice_voice,
    tables,
)
from lib.ui.views import View

SHORT = [
    Column("ods_code", "Practice", Kind.PRACTICE),
    Column("pcn", "PCN", missing="None"),
    Column("excluded", "Patients with a 104", Kind.COUNT, hidden_by="hidden"),
    Column("rate", "Per cent", Kind.RATE, hidden_by="hidden"),
    Column("change", "Change", Kind.POINTS, "none", hidden_by="change_hidden"),
]
SAYS = Column("says", "The practice says", Kind.QUOTE, "nothing on record")
# Ten columns would not fit: the PCN is a filter above.
LONG = [
    *(column for column in SHORT if column.field != "pcn"),
    Column("months", "Months over", Kind.COUNT),
    Column("depends", "Depends on"),
    Column("plan", "Action plan", Kind.STATUS, "None"),
]
DEPENDS = {
    Flips.OVER: "nothing",
    Flips.BASIS: "the basis",
    Flips.LIST: "the month's list",
    Flips.BASIS_AND_LIST: "the basis, the list",
    Flips.PEOPLE: "who was counted",
    Flips.AGED_16_PLUS_UNKNOWN: "16 and over not known",
    Flips.REGISTERED_UNKNOWN: "all ages not known",
    Flips.UNTOLD: "not known",
}
CHANGE = (
    "Change is in percentage points since the last month reported. A list under the"
    " small-list size is marked and comes last when sorting by per cent or change."
)
EXPLANATION = (
    f"{CHANGE} “Depends on: nothing” is over on either basis and on the list of the"
    " month before; each practice's page names what would flip it. Over half is not"
    " proof of bulk coding."
)
UNREAD = {
    State.NO_DATA: "No data",
    State.SUPPRESSED: "Suppressed at source",
    State.NO_DENOMINATOR: "No list size",
    State.DATA_ERROR: "More excluded than on the list",
    State.INCOMPATIBLE: "The count does not fit the basis",
}

EVERY, NEW, UNDER, NEAR = "All over", "Newly over", "Newly under", "Nearly over"
LASTING = f"Over {trend.LASTING} months or more"
CHOICES = [EVERY, NEW, LASTING, NEAR, UNDER]
NOT_OVER = {NEAR, UNDER}
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
        "Show", CHOICES, key="only", bind="query-params", width=filters.WIDTH
    )
    return choice


def sort() -> str:
    return filters.sort_by(SORTS)


def of_choice(listed: pd.DataFrame, which: str) -> pd.DataFrame:
    """The rows of `over_list.practices` that the choice stands for."""
    if which == NEAR:
        return listed[trend.is_nearly_over(listed).fillna(value=False).astype(bool)]
    return listed[listed[_FLAGS[which]]]


_FLAGS = {EVERY: "over", NEW: "newly", LASTING: "lasting", UNDER: "came_down"}


def ordered(table: pd.DataFrame, order: str) -> pd.DataFrame:
    if order == "rank":
        return case_list.ordered(table)
    return tables.ordered(table, order, descending=order != "name")


def leads(view: View) -> None:
    for position in view.positions:
        rules = view.rules_in_view(position.basis)
        limit = sentences.limit_of_theirs(rules[0]) if len(rules) == 1 else "the limit"
        rows = frame.on_basis(of_choice(view.worked, EVERY), position.basis)
        words = f"{sentences.over_lead(position, limit)} {case_list.answers(rows)}"
        markup.lead_markdown(words, position.basis)


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
    st.warning(f"{_supposed(rule)}. Not used anywhere else, and not saved.")
    return rule


def _supposed(rule: ThresholdRule) -> str:
    return f"What-if view: {limit_words(rule)}"


def as_if(listed: pd.DataFrame, rule: ThresholdRule) -> pd.DataFrame:
    beyond = spread.beyond(listed, rule.percent, rule)
    return listed[beyond.fillna(value=False).astype(bool)]


def supposed(view: View, table: pd.DataFrame, rule: ThresholdRule) -> None:
    """The list under another limit: no plan, run or basis goes with it."""
    _table(view, "what-if", _supposed(rule), table, rule.basis)
    st.caption(CHANGE)


def section(view: View, basis: Basis, table: pd.DataFrame, which: str) -> None:
    """The list on one basis."""
    captions.basis_heading(view, basis, st.header)
    if table.empty:
        st.write("None.")
    else:
        _table(view, "over", _title(which), table, basis)
        st.caption(CHANGE if which in NOT_OVER else EXPLANATION)


def about(view: View, basis: Basis, listed: pd.DataFrame) -> None:
    """The practices next to those over: near the threshold, and those come down."""
    on = f", by {BASIS_WORDS[basis]}" if view.several_bases else ""
    for key, which in (("near", NEAR), ("came-down", UNDER)):
        table = of_choice(listed, which)
        label = f"{which}{on}: {counted(len(table), 'practice')}"
        if fold := folds.opened(label, f"{key}-{basis}-fold"):
            with fold:
                _or_none(view, key, which, table, basis)


def _or_none(
    view: View, key: str, which: str, table: pd.DataFrame, basis: Basis
) -> None:
    if table.empty:
        st.write("None this month.")
    else:
        _table(view, key, _title(which), table, basis)


def _title(which: str) -> str:
    return "Practices over the threshold" if which == EVERY else f"Practices: {which}"


def _table(view: View, key: str, title: str, table: pd.DataFrame, basis: Basis) -> None:
    full = key == "over" and bool(table["over"].all())
    columns = over_cases.columns(view.user, LONG) if full else SHORT
    tables.show(
        f"{key}-{basis}",
        _named(view.user, table),
        [*columns, SAYS],
        view.notes(title, basis),
        view.user,
    )
    practice_voice.lines(view.user, table)


def _named(user: User, table: pd.DataFrame) -> pd.DataFrame:
    names = caching.figures(queries.organisations.names, user)
    people_named = over_cases.people(user)
    return table.assign(
        pcn=table["pcn_code"].map(names),
        says=table["ods_code"].map(practice_voice.quoted(user)),
        owner_name=table["owner"].map(lambda email: people_named.get(email, email)),
        depends=table["flips"].map({flip.value: w for flip, w in DEPENDS.items()}),
    )


def unread(view: View, ods_codes: "pd.Series[str]") -> None:
    """The practices of which it cannot be told, each with its reason."""
    rows = frame.expected(view.now)
    rows = rows[rows["ods_code"].isin(ods_codes) & (rows["state"] != State.REPORTED)]
    table = rows.assign(why=rows["state"].map({s.value: w for s, w in UNREAD.items()}))
    label = f"Cannot be told: {counted(len(table), 'practice')}"
    if fold := folds.opened(label, "unread-fold"):
        with fold:
            _unread(view, table)


def _unread(view: View, table: pd.DataFrame) -> None:
    if table.empty:
        st.write("Every expected practice has a figure that can be read.")
        return
    columns = [
        Column("ods_code", "Practice", Kind.PRACTICE),
        Column("why", "Why"),
        Column("excluded", "Patients with a 104", Kind.COUNT, hidden_by="hidden"),
        Column("list_size", "List size", Kind.COUNT),
    ]
    notes = view.notes("Practices that cannot be told")
    tables.show("unread", table, columns, notes, view.user)


def nobody(which: str) -> None:
    """In place of every list, where there is nothing to show on any basis."""
    if filters.in_force():
        filters.no_match()
    elif which == EVERY:
        markup.empty_state(
            "No practice is over the threshold",
            "Those near it, and those that cannot be told, are listed below.",
        )
    else:
        markup.empty_state(
            f"{which}: no practice this month",
            f"Choose “{EVERY}” to see the whole list.",
        )
