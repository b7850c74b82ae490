"""Saved views: save the filters in force, and pin them on the overview."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from urllib.parse import parse_qsl, urlencode

import pandas as pd
import streamlit as st

from lib import actions, queries
from lib.actions.saved_views import Naming
from lib.analysis import frame
from lib.analysis.position import Measure, Point
from lib.analysis.sentences import change
from lib.analysis.words import counted
from lib.domain.files import Basis
from lib.domain.roles import Permission
from lib.domain.saved_views import SavedView
from lib.domain.threshold import BASIS_WORDS
from lib.domain.users import User
from lib.ui import (
    caching,
    context,
    filters,
    forms,
    markup,
    menu,
    over,
    over_cases,
    seen,
)
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
            with forms.feedback(f"The view {markup.esc(name)} is saved."):
                actions.saved_views.save(
                    Naming(name, shared=shared, pinned=pinned),
                    page=page,
                    query=urlencode(kept),
                    icb_code=context.icb_code(user),
                    by=user,
                )


def pinned(view: View) -> None:
    """Each saved view with its count and change; pinned ones show, others fold."""
    found = queries.saved_views.visible(view.user)
    if not found:
        return
    st.header("Saved views", anchor=False)
    for one in found:
        if one.pinned:
            _row(view, one)
    others = [one for one in found if not one.pinned]
    if others:
        with st.expander(f"Not pinned: {counted(len(others), 'view')}"):
            for one in others:
                _row(view, one)


def _row(view: View, one: SavedView) -> None:
    with st.container(key=f"row-view-{one.id}"):
        left, right = st.columns([4, 1], vertical_alignment="center")
        with left, st.container(gap=None):
            asked = dict(parse_qsl(one.query))
            names = context.icbs(view.user)
            if one.icb_code in names and len(names) > 1:
                asked["icb"] = names[one.icb_code]
            page = menu.path(f"oversight/{one.page}")
            st.page_link(page, label=one.name, query_params=asked)
            st.caption(markup.esc(_told(view, one)))
        if one.owner == view.user.email and one.id is not None:
            with right.popover("Change"):
                _change(view.user, one, one.id)


def _told(view: View, one: SavedView) -> str:
    """The practices it shows now, and how many more or fewer than the month before."""
    own = replace(view, icb_code=one.icb_code)
    whose = "shared with the team" if one.shared else "only you see it"
    counts = [_count(own, one, position.basis) for position in own.positions]
    return f"{'; '.join(counts) or 'No data this month'} · {whose}"


def _count(view: View, one: SavedView, basis: Basis) -> str:
    asked = dict(parse_qsl(one.query))
    before = _month_before(view, asked)
    series = [
        Point(month, len(frame.on_basis(shown(view, asked, month), basis)))
        for month in (before, view.period)
        if month is not None
    ]
    measure = Measure(tuple(series))
    on = f" by {BASIS_WORDS[basis]}" if view.several_bases else ""
    return f"{counted(measure.now or 0, 'practice')}{on}, {change(measure)}"


def _month_before(view: View, asked: Mapping[str, str]) -> date | None:
    """None where the view is of cases: they are known as they stand now."""
    if any(asked.get(one.key) for one in filters.OF_CASES):
        return None
    earlier = caching.figures(queries.periods.months, view.user, view.icb_code)
    return next((month for month in earlier if month < view.period), None)


def shown(view: View, asked: Mapping[str, str], period: date) -> pd.DataFrame:
    """The rows of the list in that month that a view's filters leave."""
    names = caching.figures(queries.organisations.names, view.user)
    names = {**names, **over_cases.people(view.user)}
    by_case = any(asked.get(one.key) for one in filters.OF_CASES)
    every = view.worked_in(period) if by_case else view.listed_in(period)
    rows = filters.searched(every, asked.get(filters.SEARCH, ""))
    for one in (*filters.EVERY, *filters.OF_CASES):
        wanted = asked.get(one.key)
        if wanted:
            labels = filters.shown(rows[one.field], names)
            codes = [code for code, name in labels.items() if name == wanted]
            rows = rows[rows[one.field].isin(codes)]
    if asked.get(filters.GROUP):
        members = caching.figures(queries.organisations.groups, view.user, period)
        inside = members.ods_code[members.group_name == asked[filters.GROUP]]
        rows = rows[rows["ods_code"].isin(inside)]
    return over.of_choice(rows, asked.get("only", over.EVERY))


def _change(user: User, one: SavedView, view_id: int) -> None:
    with st.form(f"change-view-{view_id}", border=False):
        name = st.text_input("Name", one.name, max_chars=60)
        shares = st.checkbox("Share it with the team", value=one.shared)
        pins = st.checkbox("Pin it on the overview", value=one.pinned)
        saved = seen.button("Save", f"view-{view_id}", one.version)
        removed = seen.button("Remove this view", f"view-{view_id}", one.version)
    if saved is not None:
        naming = Naming(name, shared=shares, pinned=pins)
        with forms.feedback("The view is saved."):
            actions.saved_views.change(view_id, naming, seen_version=saved, by=user)
    if removed is not None:
        with forms.feedback("It is removed."):
            actions.saved_views.remove(view_id, seen_version=removed, by=user)
