"""Settings: deputies, whom anybody of the staff names for their own absence."""

from datetime import date

import streamlit as st

from lib import actions, queries
from lib.domain.dates import today, uk
from lib.domain.roles import Permission
from lib.domain.users import Deputy, User
from lib.ui import editing, forms
from lib.ui.markup import esc


def show(user: User) -> None:
    st.header("Deputies", anchor=False)
    st.write(
        "Who is away names a deputy, who then also finds what waits for their decision."
        " A deputy decides in their own name."
    )
    names = queries.users.colleagues(user)
    found = queries.deputies.every(user)
    for deputy in found:
        _one(user, deputy, names)
    if not found:
        st.write("Nobody has named a deputy.")
    with st.expander("Name a deputy"):
        _form(user, names)


def _one(user: User, deputy: Deputy, names: dict[str, str]) -> None:
    away, stands_in = (
        names.get(email, email) for email in (deputy.email, deputy.deputy)
    )
    days = f"{uk(deputy.from_on)} to {uk(deputy.until_on)}"
    past = "" if deputy.until_on >= today() else " (past)"
    st.markdown(f"**{esc(stands_in)}** for {esc(away)}, {days}{past}")
    mine = deputy.email == user.email or user.may(Permission.SET_RULES)
    if mine and deputy.until_on >= today():
        _ending(user, deputy)


def _ending(user: User, deputy: Deputy) -> None:
    assert deputy.id is not None  # noqa: S101 stored
    form = editing.edit(f"deputy-{deputy.id}", deputy.version, "until")
    with st.form(form.key("form"), border=False):
        until = forms.day_box("Last day", form.key("until"), deputy.until_on)
        if not st.form_submit_button("Change the last day"):
            return
    with editing.saving(form, "The last day is changed."):
        day = forms.needed_day(until, "Say the last day")
        actions.deputies.end(deputy.id, day, seen_version=form.seen, by=user)


def _form(user: User, names: dict[str, str]) -> None:
    form = editing.edit("deputy", 0, "until")
    with st.form(form.key("form"), border=False):
        away = _away(user, names, form)
        deputy = st.selectbox(
            "Deputy",
            list(names),
            format_func=lambda email: names.get(email, email),
            index=None,
            key=form.key("deputy"),
            width=forms.WIDE,
        )
        first = forms.day_box("First day", form.key("from"))
        last = forms.day_box("Last day", form.key("until"))
        if not st.form_submit_button("Name the deputy"):
            return
    with editing.saving(form, "The deputy is named."):
        days: list[date] = [
            forms.needed_day(first, "Say the first day"),
            forms.needed_day(last, "Say the last day"),
        ]
        actions.deputies.appoint(away, deputy or "", *days, by=user)


def _away(user: User, names: dict[str, str], form: editing.Edit) -> str:
    """Oneself; whoever sets rules names deputies for others too."""
    if not user.may(Permission.SET_RULES):
        return user.email
    people = {user.email: user.name, **names}
    chosen: str = st.selectbox(
        "Who is away",
        list(people),
        format_func=lambda email: people.get(email, email),
        key=form.key("away"),
        width=forms.WIDE,
    )
    return chosen
