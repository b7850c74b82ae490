"""The list of plans: by status with counts, and narrowed by owner, PCN and lateness."""

from collections import Counter
from collections.abc import Mapping

import pandas as pd
import streamlit as st

from lib import queries
from lib.analysis.words import be, capital, counted, number
from lib.casework.plans import OFF_TRACK, OVERDUE
from lib.documents.tables import Column, Kind
from lib.domain.action_plan import Status
from lib.domain.figure_query import About
from lib.domain.roles import Permission
from lib.domain.users import User
from lib.ui import (
    caching,
    context,
    filters,
    markup,
    memory,
    menu,
    over_cases,
    tables,
    under_query,
)
from lib.ui.plan_tasks import address
from lib.ui.views import View

COLUMNS = [
    Column("ods_code", "Practice", Kind.PRACTICE),
    Column("shown", "Status", Kind.STATUS),
    Column("due_on", "Due", Kind.DAY, "No day set"),
]
PLANNED = [
    Column("next_action", "Next action", missing="None"),
    Column("next_action_on", "On", Kind.DAY, "No day"),
    Column("owner", "Owner", missing="Nobody"),
    Column("close_when", "Close when", missing="Not said"),
]
LATE = {filters.ANY: None, "Overdue": "overdue", "Off track": "off_track"}
NOBODY = "Nobody"
NARROWING = ("late", "owner", filters.PCN.key)


def lead(rows: pd.DataFrame) -> None:
    """How many cases there are, and what waits."""
    open_ones = rows[rows["closed_on"].isna()] if len(rows) else rows
    if open_ones.empty:
        markup.lead("No case is open.")
        st.write(
            "A case begins with the first thing done about a practice over the threshold,"
            " on the practice's page; a plan can be asked for once the ICB's decision to"
            " act on the rule is on record in Settings."
        )
        st.page_link(menu.OVER, label="Practices over the threshold")
        return
    late, off = int(open_ones["overdue"].sum()), int(open_ones["off_track"].sum())
    untold = int(open_ones["off_track"].isna().sum())
    not_told = (
        f" Of {counted(untold, 'more plan')} it cannot be told." if untold else ""
    )
    markup.lead(
        f"{counted(len(open_ones), 'case')} {be(len(open_ones))} open.",
        f" {number(late)} {be(late)} {OVERDUE}, {number(off)} {be(off)} {OFF_TRACK}."
        + not_told,
    )


def narrowed(user: User, rows: pd.DataFrame) -> pd.DataFrame:
    """A search by lateness, owner and PCN, all in the address."""
    names = caching.figures(queries.organisations.names, user)
    rows = rows.assign(owner=rows["owner"].replace(over_cases.people(user)))
    with filters.row():
        late = st.selectbox(
            "Late", list(LATE), key="late", bind="query-params", width=filters.WIDTH
        )
        owner = _owner(rows) if user.may(Permission.READ_CASEWORK) else filters.ANY
        pcn = filters.choose(filters.PCN, rows["pcn_code"], names)
    column = LATE[late]
    kept = rows if column is None else rows[rows[column]]
    if owner != filters.ANY:
        kept = kept[kept["owner"].isna() if owner == NOBODY else kept["owner"] == owner]
    return kept if pcn is None else kept[kept["pcn_code"] == pcn]


def _owner(rows: pd.DataFrame) -> str:
    chosen: str = st.selectbox(
        "Owner",
        [filters.ANY, NOBODY, *sorted(rows["owner"].dropna().unique())],
        key="owner",
        bind="query-params",
        width=filters.WIDTH,
    )
    return chosen


def by_status(rows: pd.DataFrame) -> pd.DataFrame:
    """Each status with its count, a link to its rows; and the rows of the one chosen."""
    counts = Counter(map(str, rows["status"]))
    wanted = st.query_params.get("status", "")
    with st.container(horizontal=True, key="statuses"):
        _choice("All", len(rows), {}, chosen=not wanted)
        for status in _in_order(counts):
            asked = {"status": status}
            _choice(capital(status), counts[status], asked, chosen=status == wanted)
    return rows[rows["status"] == wanted] if wanted else rows


def _in_order(counts: Mapping[str, int]) -> list[str]:
    """As a plan goes through them."""
    order = [str(status) for status in Status]
    return sorted(counts, key=lambda s: order.index(s) if s in order else -1)


def _choice(label: str, count: int, asked: Mapping[str, str], *, chosen: bool) -> None:
    if chosen:
        st.markdown(f"**{markup.esc(label)} ({number(count)})**", width="content")
        return
    kept = {n: st.query_params[n] for n in NARROWING if n in st.query_params}
    st.page_link(
        menu.ACTION_PLANS,
        label=f"{label} ({number(count)})",
        query_params={**kept, **asked},
        width="content",
    )


def table(view: View, rows: pd.DataFrame) -> None:
    if rows.empty:
        st.write("No plan stands there.")
        return
    staff = view.user.may(Permission.READ_CASEWORK)
    linked = [
        context.address("action_plan", **_asked(row)) for row in rows.to_dict("records")
    ]
    plain = rows.replace({"": None})
    marked = under_query.marked(plain, view.user, None, About.PLAN)
    tables.show(
        "plans",
        marked.assign(address=pd.array(linked, dtype="object")),
        [*COLUMNS, *(PLANNED if staff else [])],
        view.notes("Action plans"),
        view.user,
    )


def _asked(row: Mapping[object, object]) -> dict[str, str]:
    """A case that is not stored has no number yet."""
    asked = address(dict(row))
    return {k: v for k, v in asked.items() if v != "<NA>"}


def nobody() -> None:
    """In place of the table, where the filters leave no case."""
    with markup.empty_state("No plan matches these filters", "Take a filter away."):
        st.button(
            "Clear filters",
            key="primary-clear",
            type="primary",
            on_click=memory.putting_back(dict.fromkeys(NARROWING, filters.ANY)),
        )
