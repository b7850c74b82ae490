"""One account: what it is, changing it, closing it, and its history."""

import json
from collections.abc import Mapping
from typing import Any

import streamlit as st

from lib import actions, queries
from lib.analysis.people import scope_words
from lib.analysis.words import capital, listing
from lib.casework.access_review import Review
from lib.domain.dates import london, parse_day, uk
from lib.domain.events import Event
from lib.domain.free_text import LINE
from lib.domain.roles import PERMISSIONS
from lib.domain.users import Person, User
from lib.ui import editing, forms, markup, people, people_form
from lib.ui.markup import Step, esc

FIELDS = {
    "name": "name",
    "role": "role",
    "icbs": "ICBs",
    "lmc": "LMC",
    "until": "last day",
    "active": "active",
}
DONE = {
    "add account": "Account opened",
    "change account": "Account changed",
    "deactivate account": "Deactivated",
    "reactivate account": "Let in again",
    "confirm account": "Confirmed on review",
}


def show(user: User, review: Review) -> None:
    st.header("One account", anchor=False)
    person = _chosen(review)
    if person is None:
        return
    pairs = {
        "E-mail": esc(person.user.email),
        "Role": esc(person.user.role),
        "Scope": esc(capital(scope_words(person.user, review.names))),
        "State": people.state(person),
        "Role may": esc(listing(sorted(PERMISSIONS[person.user.role]))),
    }
    if review.last is not None:
        pairs["Last signed in"] = people.day(review.last.get(person.user.email))
    markup.summary_list("wide-person", pairs, f"The account of {person.user.name}")
    with st.expander("Change name, role or scope"):
        people_form.change(user, person)
    with st.expander("Let in again" if not person.active else "Deactivate"):
        _closing(user, person)
    with st.expander("History of this account"):
        found = queries.users.history(user, person.user.email)
        markup.timeline("person", [_step(each, review.names) for each in found])


def _chosen(review: Review) -> Person | None:
    found = {each.user.email: each for each in review.people}
    asked = st.query_params.get("account", "")
    listed = list(found)
    chosen: str | None = st.selectbox(
        "Show account",
        listed,
        index=listed.index(asked) if asked in found else None,
        format_func=lambda email: people.label(found[email]),
        placeholder="Name or address",
        key=f"account-{asked}",
        width=forms.WIDE,
    )
    if chosen is not None and chosen != asked:
        st.query_params["account"] = chosen
    return found.get(chosen or "")


def _closing(user: User, person: Person) -> None:
    email, active = person.user.email, person.active
    form = editing.edit(f"closing-{email}", person.version, "reason")
    st.write(
        "From their next click on they see nothing. What they did stays on record."
        if active
        else "They get the role and scope that they had."
    )
    label = "Deactivate this account" if active else "Let them in again"
    with st.form(form.key("form"), border=False):
        reason = st.text_input("Reason", max_chars=LINE, key=form.key("reason"))
        pressed = st.form_submit_button(label, type="primary", key="primary-closing")
    if pressed:
        act = actions.users.deactivate if active else actions.users.reactivate
        with editing.saving(form, f"{esc(person.user.name)}: done."):
            act(email, reason, seen_version=form.seen, by=user)


def _step(event: Event, names: Mapping[str, str]) -> Step:
    detail: dict[str, Any] = json.loads(event.detail) if event.detail else {}
    was, now = detail.get("was", {}), detail.get("now", {})
    parts = [
        f"{FIELDS.get(field, field)}: {_value(was[field], field, names)} →"
        f" {_value(now[field], field, names)}"
        for field in was
        if field != "active"
    ]
    done = DONE.get(event.action, capital(event.action))
    at = london(event.at)
    return Step(
        f"{done}; {'; '.join(parts)}" if parts else done,
        f"{uk(at.date())}, {at:%H:%M}",
        f"by {event.by}, {event.role}",
        event.reason,
    )


def _value(value: Any, field: str, names: Mapping[str, str]) -> str:
    if field == "icbs":
        if value is None:
            return "every ICB"
        return listing([names.get(code, code) for code in value]) or "none"
    if field == "until":
        return uk(parse_day(value)) if value else "none"
    return str(value) if value else "none"
