"""Saved views: save the filters in force, and pin them on the overview."""

from urllib.parse import parse_qsl, urlencode

import pandas as pd
import streamlit as st

from lib import actions, queries
from lib.actions.saved_views import Naming
from lib.analysis import frame, position
from lib.analysis.sentences import change
from lib.analysis.words import number
from lib.domain.saved_views import SavedView
from lib.domain.users import Permission, User
from lib.ui import caching, context, filters, forms, markup, menu
from lib.ui.views import View

# What of the address belongs to a view: its filters, not the month or the person.
KEPT = (*filters.LABELS, "only", "sort")


def save_form(user: User, page: str) -> None:
    """Name the filters in force, for oneself or for the team."""
    if not user.may(Permission.SAVE_VIEWS):
        return
    with st.expander("Save this view"), st.form("save-view", border=False):
        name = st.text_input("Name", max_chars=60, width=360)
        shared = st.checkbox("Share it with the team")
        pinned = st.checkbox("Pin it on the overview")
        if st.form_submit_button("Save view"):
            kept = {k: st.query_params[k] for k in KEPT if k in st.query_params}
            with forms.feedback(f"The view {name} is saved."):
                actions.saved_views.save(
                    Naming(name, shared=shared, pinned=pinned),
                    page=page,
                    query=urlencode(kept),
                    icb_code=context.icb_code(user),
                    by=user,
                )


def pinned(view: View) -> None:
    """Each saved view with its count and change; pinned ones show, others fold."""
    views = queries.saved_views.visible(view.user)
    if not views:
        return
    st.header("Saved views", anchor=False)
    for one in views:
        if one.pinned:
            _row(view, one)
    others = [one for one in views if not one.pinned]
    if others:
        with st.expander(f"Not pinned: {len(others)}"):
            for one in others:
                _row(view, one)


def _row(view: View, one: SavedView) -> None:
    with st.container(key=f"row-view-{one.id}"):
        left, right = st.columns([4, 1], vertical_alignment="center")
        with left, st.container(gap=None):
            asked = dict(parse_qsl(one.query))
            page = menu.path(f"oversight/{one.page}")
            st.page_link(page, label=one.name, query_params=asked)
            st.caption(_told(view, one))
        if one.owner == view.user.email and one.id is not None:
            with right.popover("Change"):
                _change(view.user, one, one.id)


def _told(view: View, one: SavedView) -> str:
    """How many of the practices it shows are over, and since when that changed."""
    figures = matching(view, dict(parse_qsl(one.query)))
    over = [
        f"{number(p.over.now)} over the threshold, {change(p.over)}"
        for p in position.positions(figures, view.period)
        if p.over.now is not None
    ]
    whose = "shared with the team" if one.shared else "only you see it"
    return markup.esc(f"{'; '.join(over) or 'No data this month'} · {whose}")


def matching(view: View, asked: dict[str, str]) -> pd.DataFrame:
    """The figures that a view's filters leave."""
    names = caching.ask(queries.organisations.names, view.user)
    figures = filters.searched(view.figures, asked.get(filters.SEARCH, ""))
    for one in filters.EVERY:
        wanted = asked.get(one.key)
        if wanted:
            shown = filters.shown(figures[one.field], names)
            codes = [code for code, name in shown.items() if name == wanted]
            figures = figures[figures[one.field].isin(codes)]
    if asked.get(filters.GROUP):
        members = caching.ask(queries.organisations.groups, view.user, view.period)
        inside = members.ods_code[members.group_name == asked[filters.GROUP]]
        figures = figures[figures["ods_code"].isin(inside)]
    return figures if not figures.empty else frame.month(view.figures, view.period)[:0]


def _change(user: User, one: SavedView, view_id: int) -> None:
    with st.form(f"change-view-{view_id}", border=False):
        name = st.text_input("Name", one.name, max_chars=60)
        shared = st.checkbox("Share it with the team", value=one.shared)
        pin = st.checkbox("Pin it on the overview", value=one.pinned)
        saves = st.form_submit_button("Save")
        removes = st.form_submit_button("Remove this view")
    if saves:
        with forms.feedback("The view is saved."):
            actions.saved_views.change(
                view_id,
                Naming(name, shared=shared, pinned=pin),
                seen_version=one.version,
                by=user,
            )
    if removes:
        with forms.feedback("The view is removed."):
            actions.saved_views.remove(view_id, seen_version=one.version, by=user)
