"""Verifying the record of changes: a button, a box for a paper's hash, and what it says."""

import streamlit as st

from lib import queries
from lib.domain.audit import anchor
from lib.domain.audit_check import DOES_NOT_PROVE, PROVES, Checked
from lib.domain.users import User
from lib.ui import forms, markup
from lib.ui.markup import esc


def state(user: User) -> None:
    head = queries.audit.head(user)
    markup.lead(
        f"The record of changes holds {head.number:,} entries.",
        " Each is sealed to the one before, so that a change to an older one shows.",
    )
    st.markdown(f"Its hash now is `{head}`. Papers and Excel files carry it.")


def form(user: User) -> None:
    with st.form("verify", border=False):
        typed = st.text_input(
            "Entries and hash from a paper (may stay empty)",
            placeholder="1204:3f9a-77c1-0b2d-99e0",
            max_chars=120,
            key="paper",
            width=420,
        )
        if not st.form_submit_button(
            "Verify the record", type="primary", key="primary-verify"
        ):
            return
    with forms.told():
        paper = anchor(typed) if typed.strip() else None
        _tell(queries.audit.verify(user, paper))


def _tell(checked: Checked) -> None:
    say = st.success if checked.whole else st.error
    say("\n\n".join(esc(line) for line in checked.sentences()))


def meaning() -> None:
    st.header("What this proves, and what it does not", anchor=False)
    st.markdown(PROVES)
    st.markdown(DOES_NOT_PROVE)
