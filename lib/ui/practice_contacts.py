"""Who answers at a practice: the list beside its facts, and the form."""

from typing import Any

import pandas as pd
import streamlit as st

from lib import actions, queries
from lib.actions.contacts import Person
from lib.domain.correspondence import DISCLOSABLE
from lib.domain.roles import Permission
from lib.domain.users import User
from lib.ui import caching, forms, markup, memory
from lib.ui.markup import esc

Row = dict[Any, Any]
NEW = "Somebody new"
SHOWN = {
    "role": "Role",
    "name": "Name",
    "email": "Work e-mail",
    "telephone": "Telephone",
}

DAYS = {"from_on": "From", "until_on": "Until, once they leave"}


def show(user: User, ods_code: str) -> None:
    """For staff: each role with name, telephone and address."""
    if not user.may(Permission.READ_CASEWORK):
        return
    st.header("Contacts", anchor=False)
    found = caching.ask(queries.contacts.current, user, ods_code)
    if found.empty:
        st.write("None on record.")
        return
    pairs: dict[str, str] = {}
    for row in found.to_dict("records"):
        who = [row["name"], row["telephone"], row["email"]]
        said = ", ".join(esc(part) for part in who if part)
        role = esc(row["role"])
        pairs[role] = f"{pairs[role]}; {said}" if role in pairs else said
    markup.summary_list("contacts", pairs, "Contacts")
    st.caption("Seen by staff only.")


def form(user: User, ods_code: str) -> None:
    """Add, change or remove one; theirs and yours where somebody was quicker."""
    found = caching.ask(queries.contacts.current, user, ods_code)
    people = {row["contact_id"]: row for row in found.to_dict("records")}
    names = {code: row["name"] or row["role"] for code, row in people.items()}
    chosen = st.selectbox(
        "Whom", [None, *people], format_func=lambda one: names.get(one, NEW), key="whom"
    )
    if chosen is None:
        _new(user, ods_code, f"contact-{ods_code}-{len(people)}")
    else:
        _change(user, people[chosen], f"contact-{chosen}")


def _new(user: User, ods_code: str, key: str) -> None:
    with st.form(key, border=False):
        person = _fields(key, {})
        if not st.form_submit_button("Add the contact"):
            return
    if forms.unreadable(*(f"{key}-{name}" for name in DAYS)):
        return
    with forms.feedback("The contact is added."):
        actions.contacts.record(ods_code, person, by=user)


def _change(user: User, row: Row, key: str) -> None:
    if memory.look(f"{key}-role") is None:  # drawn afresh: what is seen is the newest
        memory.keep(f"{key}-seen", row["version"])
    version: Any = memory.look(f"{key}-seen")
    with st.form(key, border=False):
        person = _fields(key, row)
        reason = st.text_input("Why it is removed, if it is", key=f"{key}-reason")
        with st.container(horizontal=True):
            saves = st.form_submit_button("Save the contact")
            removes = st.form_submit_button("Remove the contact")
    contact_id = int(row["contact_id"])
    if saves and version != row["version"]:
        _both(row, person)
        memory.keep(f"{key}-seen", row["version"])  # the next save is over this one
    if saves and not forms.unreadable(*(f"{key}-{name}" for name in DAYS)):
        with forms.feedback("The contact is saved."):
            actions.contacts.change(contact_id, person, seen_version=version, by=user)
    if removes:
        with forms.feedback("The contact is removed."):
            actions.contacts.remove(contact_id, reason, seen_version=version, by=user)


def _both(theirs: Row, yours: Person) -> None:
    """Somebody was quicker: what they saved stands beside what was typed."""
    rows = [
        {
            "What": label,
            "Saved meanwhile": esc(theirs[name]),
            "Yours, not saved": esc(getattr(yours, name)),
        }
        for name, label in SHOWN.items()
    ]
    markup.table(rows, "Both versions")


def _fields(key: str, row: Row) -> Person:
    st.caption(f"Work addresses and numbers only. {DISCLOSABLE}")
    said = {}
    for name, label in SHOWN.items():
        memory.offer(f"{key}-{name}", row.get(name, ""))
        said[name] = st.text_input(label, key=f"{key}-{name}", max_chars=120)
    for name in DAYS:
        day = row.get(name)
        memory.offer(f"{key}-{name}", "" if pd.isna(day) else forms.typed(day))
    days = [forms.day(label, f"{key}-{name}") for name, label in DAYS.items()]
    return Person(said["role"], said["name"], said["email"], said["telephone"], *days)
