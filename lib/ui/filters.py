"""Filters: in the URL by what they show, so that a view can be sent to a colleague."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

import pandas as pd
import streamlit as st

from lib import queries
from lib.analysis.words import counted
from lib.domain.dates import month_name
from lib.domain.measures import Key
from lib.domain.roles import Permission
from lib.domain.users import User
from lib.ui import caching, context, markup, memory, menu


class Filter(NamedTuple):
    """A choice among the values of one column of the figures frame."""

    key: str
    label: str
    everything: str
    field: str


PCN = Filter("pcn", "PCN", "All PCNs", "pcn_code")
SUB_ICB = Filter("sub_icb", "Sub-ICB location", "All sub-ICB locations", "sub_icb_code")
SUPPLIER = Filter("supplier", "Supplier", "All suppliers", "supplier")
LMC = Filter("lmc", "LMC", "All LMCs", "lmc_name")
EVERY = (PCN, SUB_ICB, SUPPLIER, LMC)
# Of the cases beside the figures (`analysis.case_list`).
PLAN = Filter("plan", "Plan", "Any plan status", "plan_status")
OWNER = Filter("owner", "Owner", "Any owner", "owner")
OF_CASES = (PLAN, OWNER)
# Of the rollout (`analysis.rollout`).
STAGE = Filter("stage", "Stage", "Any stage", "stage")
FLAG = Filter("flag", "Threshold", "Over or not", "threshold")
OF_ROLLOUT = (STAGE, FLAG)
ANY = "Any"  # the first choice of each filter
WIDTH = 200  # five of them in a row of the page
SEARCH = "search"
GROUP = "group"
LABELS = {f.key: f.label for f in (*EVERY, *OF_CASES, *OF_ROLLOUT)} | {
    SEARCH: "Search",
    GROUP: "Group",
}


def month(
    user: User, icb_code: str | None, first_of: Sequence[Key] = tuple(Key)
) -> date:
    """The month to look at: unless another is chosen, the newest with counts of the
    first of these measures that the ICB goes by.

    Without any counts the page ends here, with what to do.
    """
    found = caching.figures(_months, user, icb_code)
    offered = months(user, icb_code)
    if not offered:
        say_nothing_is_loaded(user)
        st.stop()
    on = caching.figures(queries.measures.on, user, icb_code, offered[0])
    told = (found[key][0] for key in first_of if key in on and found[key])
    newest = next(told, offered[0])
    return st.selectbox(
        "Month",
        offered,
        index=offered.index(newest),
        format_func=month_name,
        key="month",
        bind="query-params",
        width=WIDTH,
    )


def months(user: User, icb_code: str | None) -> list[date]:
    """Those that `month` offers, the newest first."""
    found = caching.figures(_months, user, icb_code)
    return sorted({each for some in found.values() for each in some}, reverse=True)


def _months(user: User, icb_code: str | None) -> dict[Key, list[date]]:
    """The months with counts of each measure in which the ICB goes by it, newest first."""
    counts = {key: queries.periods.months(user, icb_code, key) for key in Key}
    on = {
        each: queries.measures.on(user, icb_code, each)
        for each in {month for some in counts.values() for month in some}
    }
    return {key: [m for m in some if key in on[m]] for key, some in counts.items()}


def say_nothing_is_loaded(user: User) -> None:
    """Where a page has no month to show: what comes first, and who does it."""
    if not user.may(Permission.READ_CASEWORK):
        advice = (
            "The ICB's team has not loaded any; there is nothing to do here till then."
        )
        markup.empty_state("No counts yet", advice)
        return
    advice = "Practices, list sizes and a month's counts come first, in that order."
    with markup.empty_state("No counts yet", advice):
        if user.may(Permission.IMPORT_COUNTS):
            st.page_link(menu.IMPORT_DATA, label="Import data")
        st.page_link(menu.GETTING_STARTED, label="Getting started: what is missing")


def row() -> Any:
    return st.container(horizontal=True, key="filters")


def narrow(
    user: User,
    figures: pd.DataFrame,
    wanted: Sequence[Filter] = (SUB_ICB, PCN, SUPPLIER),
) -> pd.DataFrame:
    """A search and filters, within `row()`, and the rows of the frame they leave."""
    names = caching.figures(queries.organisations.names, user)
    left = searched(figures, _search_box())
    for one in wanted:
        chosen = choose(one, figures[one.field], names)
        if chosen is not None:
            left = left[left[one.field] == chosen]
    return left


def shown(values: "pd.Series[Any]", names: Mapping[str, str]) -> dict[str, str]:
    """What a choice shows for each code of a column."""
    codes = sorted(values.dropna().unique())
    return context.named((code, names.get(code, code)) for code in codes)


def choose(
    one: Filter, values: "pd.Series[Any]", names: Mapping[str, str]
) -> str | None:
    names_shown = shown(values, names)
    codes = sorted(names_shown, key=names_shown.__getitem__)
    named = {ANY: one.everything, **names_shown}
    return one_or_any(one.label, codes, named, one.key)


def one_or_any(
    label: str,
    offered: Iterable[str],
    named: Mapping[str, str],
    key: str,
    width: int = WIDTH,
) -> str | None:
    """One of what is offered, or none. `named`: what to call each, and `ANY`.

    That is a word, since Streamlit draws None as nothing chosen after a change of page.
    """
    chosen: str = st.selectbox(
        label,
        [ANY, *offered],
        format_func=lambda one: named.get(one, one),
        key=key,
        bind="query-params",
        width=width,
    )
    return None if chosen == ANY else chosen


def group(user: User, figures: pd.DataFrame, period: date) -> pd.DataFrame:
    """Those in one of the ICB's own groups, where it has any."""
    members = caching.figures(queries.organisations.groups, user, period)
    if members.empty:
        return figures
    names = sorted(members.group_name.unique())
    chosen = one_or_any("Group", names, {ANY: "All groups"}, GROUP)
    if chosen is None:
        return figures
    inside = members.ods_code[members.group_name == chosen]
    return figures[figures.ods_code.isin(inside)]


def sort_by(choices: Mapping[str, str]) -> str:
    """What to order by: `choices` are names of columns and how to call the orders."""
    return st.selectbox(
        "Sort by",
        list(choices),
        format_func=lambda name: choices[name],
        key="sort",
        bind="query-params",
        width=WIDTH,
    )


def in_force() -> dict[str, str]:
    """The filters that are on, in words: for the count line and the notes of a file."""
    asked = st.query_params
    return {label: asked[key] for key, label in LABELS.items() if asked.get(key)}


def count_line(counts: Sequence[int]) -> None:
    """ "17 practices. 2 filters on." and, where some are on, the button to clear.

    A count for each basis in view; they are not added together.
    """
    on = len(in_force())
    shown = " and ".join(counted(count, "practice") for count in counts)
    with st.container(horizontal=True, vertical_alignment="center"):
        words = f" {counted(on, 'filter')} on." if on else ""
        st.markdown(f"**{shown}.**{words}", width="content")
        if on and any(counts):
            st.button("Clear filters", key="clear-filters", on_click=_clear())


def no_match() -> None:
    """What a page shows in place of an empty table."""
    advice = "Take a filter away or search for part of a name."
    with markup.empty_state("No practice matches these filters", advice):
        st.button(
            "Clear filters",
            key="primary-clear",
            type="primary",
            on_click=_clear(),
        )


def _clear() -> Callable[[], None]:
    """Only those that are on: one that is not on the page must not come to life."""
    on = [key for key in LABELS if st.query_params.get(key)]
    return memory.putting_back({key: "" if key == SEARCH else ANY for key in on})


def _search_box() -> str:
    return st.text_input(
        "Search these practices",
        key=SEARCH,
        bind="query-params",
        placeholder="Name or ODS code",
        max_chars=60,
        width=WIDTH,
    )


def searched(figures: pd.DataFrame, typed: str) -> pd.DataFrame:
    if not typed:
        return figures
    text = figures["name"] + " " + figures["ods_code"].mask(figures["masked"], "")
    return figures[text.str.contains(typed.strip(), case=False, regex=False)]
