"""The card for a call: on one screen what is needed while the telephone rings."""

import streamlit as st

from lib import actions
from lib.actions.log import Entry
from lib.casework import calls
from lib.casework.calls import Card
from lib.domain.correspondence import DISCLOSABLE, Channel
from lib.domain.dates import today
from lib.domain.roles import Permission
from lib.domain.users import User
from lib.ui import forms, markup, menu
from lib.ui.markup import esc

ASKED_FOR = "call"  # in the address, set by the search
NOTHING = "Nothing on record"


def show(user: User, ods_code: str) -> None:
    """Where the search has led here; else the way to it. For staff only."""
    if not user.may(Permission.READ_CASEWORK):
        return
    if ASKED_FOR not in st.query_params:
        st.page_link(
            menu.PRACTICE, label="Call this practice", query_params=address(ods_code)
        )
        return
    with st.container(border=True, key="call"):
        found = calls.card(user, ods_code)
        markup.summary_list("wide-call", _lines(found), "For the call")
        if user.may(Permission.DO_CASEWORK):
            _log(user, ods_code, f"log-{ods_code}-{found.logged}")


def address(ods_code: str) -> dict[str, str]:
    return {"ods": ods_code, ASKED_FOR: "yes"}


def _lines(found: Card) -> dict[str, str]:
    lines = {
        "Call": "; ".join(found.people),
        "We asked": "; ".join(found.asked),
        "They said": found.said,
        "Last contact": found.last_contact,
        "Next date": found.next_date,
    }
    return {name: esc(words) or NOTHING for name, words in lines.items()}


def _log(user: User, ods_code: str, key: str) -> None:
    with st.form(key, border=False):
        with st.container(horizontal=True, vertical_alignment="bottom"):
            with_whom = st.text_input("With whom", key=f"{key}-whom", width=200)
            text = st.text_input("What was said", key=f"{key}-text")
            logged = st.form_submit_button("Log the call")
        st.caption(f"Seen by staff only. {DISCLOSABLE}")
    if logged:
        with forms.feedback("The call is on the timeline."):
            entry = Entry(Channel.CALL, today(), text, with_whom)
            actions.log.record(ods_code, entry, by=user)
