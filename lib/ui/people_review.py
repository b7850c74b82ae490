"""The review of accounts, and scopes that an ICB merger has left behind."""

from collections.abc import Callable, Sequence
from typing import TypeVar

import pandas as pd
import streamlit as st

from lib import actions
from lib.analysis.people import DAYS, Finding, Moved
from lib.analysis.words import counted, have, listing
from lib.casework.access_review import Review
from lib.documents.tables import Column, Notes
from lib.domain.free_text import LINE
from lib.domain.users import User
from lib.ui import editing, forms, markup, people, tables

COLUMNS = [
    Column("name", "Name"),
    Column("email", "E-mail"),
    Column("role", "Role"),
    Column("why", "To be looked at because it"),
    Column("last", "Last signed in"),
    Column("confirmed", "Last confirmed"),
]
CONFIRM, DEACTIVATE = "Confirm those chosen", "Deactivate those chosen"
Row = TypeVar("Row", Finding, Moved)


def mergers(user: User, review: Review) -> None:
    """Nothing changes by itself: an administrator accepts each, or all."""
    if not review.moved:
        return
    found = review.moved
    st.header("Scopes after an ICB merger", anchor=False)
    markup.bullets(_proposal(each, review) for each in found)
    form = editing.edit("mergers", 0, "reason")
    with st.form(form.key("form"), border=False):
        every = st.checkbox("All of them", key=form.key("all"))
        some = _some(form, found, lambda each: _proposal(each, review))
        reason = st.text_input("Reason", max_chars=LINE, key=form.key("reason"))
        pressed = st.form_submit_button("Widen these scopes")
    if pressed:
        chosen = found if every else some
        done = f"{counted(len(chosen), 'scope')} {have(len(chosen))} been widened."
        with editing.saving(form, done):
            actions.users.widen(
                [(each.widened, each.person.version) for each in chosen],
                reason,
                by=user,
            )


def _proposal(moved: Moved, review: Review) -> str:
    names = review.names
    closed, to = (
        listing([names.get(code, code) for code in sorted(codes)])
        for codes in (moved.closed, moved.to)
    )
    one = len(moved.closed) == 1
    went = "closed ICB" if one else "closed ICBs"
    return (
        f"{moved.person.user.name} covers {went} {closed}; {'its' if one else 'their'}"
        f" places went to {to}: add {to}?"
    )


def show(user: User, review: Review) -> None:
    st.header("Review of access", anchor=False)
    signed = (
        f"those who have not signed in for {DAYS} days or never, and "
        if review.last is not None
        else ""
    )
    st.write(
        f"Here are {signed}those whose scope holds a closed ICB or no open practice. Whoever"
        f" was confirmed within {DAYS} days is left out."
    )
    found = review.findings
    if not found:
        st.write("Nobody is to be looked at.")
        return
    columns = COLUMNS if review.last is not None else [*COLUMNS[:4], COLUMNS[5]]
    table = pd.DataFrame([_row(each) for each in found])
    notes = Notes("Review of access", "Accounts as recorded", None, user.name)
    tables.show("review", table, columns, notes, user)
    _answering(user, found)


def _row(finding: Finding) -> dict[str, str]:
    person = finding.person.user
    return {
        "name": person.name,
        "email": person.email,
        "role": person.role,
        "why": "; ".join(finding.reasons),
        "last": people.day(finding.last),
        "confirmed": people.day(finding.confirmed),
    }


def _answering(user: User, found: Sequence[Finding]) -> None:
    form = editing.edit("review", 0, "reason")
    with st.form(form.key("form"), border=False):
        chosen = _some(form, found, lambda each: people.label(each.person))
        reason = st.text_input("Reason", max_chars=LINE, key=form.key("reason"))
        with st.container(horizontal=True):
            confirm = st.form_submit_button(CONFIRM)
            deactivate = st.form_submit_button(DEACTIVATE)
    if not (confirm or deactivate):
        return
    accounts = counted(len(chosen), "account")
    done = f"{accounts} confirmed." if confirm else f"{accounts} deactivated."
    with editing.saving(form, done):
        seen = [(each.person.user.email, each.person.version) for each in chosen]
        actions.users.review(seen, reason, keep=confirm, by=user)


def _some(
    form: editing.Edit, found: Sequence[Row], label: Callable[[Row], str]
) -> list[Row]:
    """What is chosen carries the version that was on screen: one that somebody has
    changed meanwhile is not on offer any more."""
    offered = {
        (each.person.user.email, each.person.version, place): each
        for place, each in enumerate(found)
    }
    chosen = st.multiselect(
        "Whom",
        list(offered),
        format_func=lambda key: label(offered[key]) if key in offered else key[0],
        key=form.key("whom"),
        placeholder="Choose one or more",
        width=forms.WIDE,
    )
    return [offered[key] for key in chosen if key in offered]
