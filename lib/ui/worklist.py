"""The worklist on screen: rows by group, each with its rule and a link to act."""

from collections.abc import Callable, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from lib.analysis.words import capital, counted
from lib.analysis.worklist import Group, Item, Rule
from lib.casework import worklist
from lib.documents.tables import Column, Kind
from lib.ui import filters, folds, markup, menu, practice, tables
from lib.ui.markup import esc
from lib.ui.views import View

TEAM, MINE = "The team's", "Mine"
EVERY = "All"
# On a practice's page what they ask about stands behind a tab.
_OF_ROLLOUT = {Rule.SWITCH_ON, Rule.NOT_CONFIRMED}
SHOWN, UNFOLDED = 12, 100  # rows of a group before the rest folds, and within
COLUMNS = [
    Column("ods_code", "Practice", Kind.PRACTICE),
    Column("what", "What"),
    Column("rule", "Rule"),
    Column("group", "When"),
    Column("due_on", "Day", Kind.DAY, "none"),
    Column("owner", "Owner", missing="nobody"),
]


def chosen(view: View) -> list[Item]:
    """The items that the choices above the list leave."""
    every = view.worklist
    with filters.row():
        whose = st.selectbox(
            "Whose", [TEAM, MINE], key="whose", bind="query-params", width=filters.WIDTH
        )
        rules = sorted({item.rule for item in every})
        rule = st.selectbox(
            "Rule", [EVERY, *rules], key="rule", bind="query-params", width=320
        )
    mine = worklist.mine(every, view.user) if whose == MINE else every
    return [item for item in mine if rule in (EVERY, item.rule)]


def show(view: View, found: Sequence[Item]) -> None:
    today = [item for item in found if item.group is Group.TODAY]
    markup.lead(
        f"{counted(len(today), 'thing')} to do today",
        f", {len(found) - len(today)} later or with others.",
    )
    if not found:
        markup.empty_state(
            "Nothing waits", "Choose another rule, or look at the team's."
        )
        return
    groups(found)
    if opened := folds.opened("As a table, to download", "worklist-table"):
        with opened:
            notes = view.notes("Worklist")
            tables.show("worklist", _table(found), COLUMNS, notes, view.user)


def groups(
    found: Sequence[Item],
    heading: Callable[..., Any] = st.header,
    most: int | None = None,
) -> None:
    """`heading` writes on the level below the one that stands above. Rows beyond those
    shown fold, or (`most`) are left to the worklist's own page."""
    for group in Group:
        of_group = [item for item in found if item.group is group]
        if of_group:
            heading(f"{group} ({len(of_group)})", anchor=False)
            _rows(group, of_group[: most or SHOWN])
        if of_group[SHOWN:] and most is None:
            _more(group, of_group[SHOWN:])


def _more(group: Group, found: Sequence[Item]) -> None:
    opened = folds.opened(f"{len(found):,} more", f"more-{group.name.lower()}")
    if opened:
        with opened:
            _rows(f"{group}-more", found[:UNFOLDED])
            if len(found) > UNFOLDED:
                left = len(found) - UNFOLDED
                st.caption(f"The other {left:,} stand in the table below.")


def _rows(key: str, found: Sequence[Item]) -> None:
    for place, item in enumerate(found):
        with st.container(key=f"row-work-{key}-{place}".lower().replace(" ", "-")):
            left, right = st.columns([4, 1], vertical_alignment="center")
            with left, st.container(gap=None):
                st.page_link(
                    menu.path(item.page),
                    label=f"{esc(item.name)}: {esc(item.what)}",
                    query_params={**item.asked, **_part(item)},
                )
                st.caption(f"{esc(item.note)} Rule: {esc(item.rule)}.")
            right.markdown(markup.tag(capital(item.status)))


def _part(item: Item) -> dict[str, str]:
    return {practice.PART: practice.ROLLOUT} if item.rule in _OF_ROLLOUT else {}


def _table(found: Sequence[Item]) -> pd.DataFrame:
    table = pd.DataFrame([item.__dict__ for item in found])
    return table.assign(due_on=pd.to_datetime(table["due_on"]))
