"""The form that records an ask beside plans and reports, which have forms of their own."""

from collections.abc import Callable

import streamlit as st

from lib import actions, queries
from lib.actions.asks import Asking
from lib.analysis.words import capital
from lib.domain.ask import AskKind
from lib.domain.correspondence import DISCLOSABLE
from lib.domain.errors import RuleBroken
from lib.domain.free_text import LINE
from lib.domain.recipients import Recipient
from lib.domain.roles import Permission
from lib.domain.users import User
from lib.ui import burden, caching, editing, forms

KINDS = (AskKind.INFORMATION, AskKind.QUERY)
RECIPIENTS = list(Recipient)


def new(user: User, icb_code: str | None) -> None:
    if user.may(Permission.DO_CASEWORK):
        with st.expander("Record another ask"):
            _form(user, icb_code)


def _form(user: User, icb_code: str | None) -> None:
    form = editing.edit("ask", 0, "what")
    ods_code = _practice(user, icb_code, form.key("practice"))
    if ods_code is not None:
        burden.before_asking(user, ods_code, icb_code)
    with st.form(form.key("form"), border=False):
        kind = st.selectbox(
            "Kind", KINDS, format_func=capital, key=form.key("kind"), width=forms.WIDE
        )
        what = st.text_input("What is asked", max_chars=LINE, key=form.key("what"))
        asking = _asking(form)
        st.caption(DISCLOSABLE)
        if not st.form_submit_button("Record the ask"):
            return
    with editing.saving(form, "The ask is on record."):
        if ods_code is None:
            raise RuleBroken("Choose the practice.")
        actions.asks.ask(ods_code, kind, asking(), what=what, by=user)


def _practice(user: User, icb_code: str | None, key: str) -> str | None:
    found = caching.figures(queries.practices.search_options, user, icb_code)
    labels = dict(zip(found.ods_code, found.label, strict=True))
    chosen: str | None = st.selectbox(
        "Practice",
        list(labels),
        index=None,
        format_func=lambda ods_code: labels.get(ods_code, ods_code),
        key=key,
        placeholder="Name, ODS code, postcode",
        width=forms.WIDE,
    )
    return chosen


def _asking(form: editing.Edit) -> Callable[[], Asking]:
    """What every request states, read once the form is sent."""
    authority = st.text_input(
        "On what authority: a letter, a minute, its date",
        max_chars=LINE,
        key=form.key("authority"),
    )
    recipient = st.selectbox(
        "The answer goes to",
        RECIPIENTS,
        index=RECIPIENTS.index(Recipient.ICB),
        key=form.key("recipient"),
        width=forms.WIDE,
    )
    with st.container(horizontal=True):
        asked_on = forms.day_box("Asked on", form.key("on"))
        due_on = forms.day_box("Due day, where one is set", form.key("due"))
        minutes = st.number_input(
            "Minutes it may take",
            min_value=0,
            max_value=600,
            value=10,
            key=form.key("minutes"),
            width=180,
        )
    return lambda: Asking(
        authority,
        recipient,
        forms.needed_day(asked_on, "Say on which day it was asked"),
        forms.read_day(due_on),
        minutes=minutes,
    )
