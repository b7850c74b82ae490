"""The list of accounts: role, scope in words, state, and when they were last used."""

from datetime import datetime

import pandas as pd
import streamlit as st

from lib.analysis.people import scope_words
from lib.analysis.words import capital
from lib.casework.access_review import Review
from lib.documents.tables import Column, Kind, Notes
from lib.domain.dates import london, uk
from lib.domain.roles import Role
from lib.domain.users import Person, User
from lib.ui import filters, forms, tables

ALL_ROLES, NEVER = "All roles", "never"
COLUMNS = [
    Column("name", "Name"),
    Column("email", "E-mail"),
    Column("role", "Role"),
    Column("scope", "Scope"),
    Column("state", "State"),
]
LAST = Column("last", "Last signed in", Kind.DAY, NEVER)


def listed(user: User, review: Review) -> None:
    people = review.people
    active = sum(each.in_use for each in people)
    st.markdown(
        f"**{active:,} of {len(people):,} accounts may be used.** What each role may do"
        " is the same for everybody who has it; scope says of which practices."
    )
    there = [role for role in Role if any(p.user.role is role for p in people)]
    named = {filters.ANY: ALL_ROLES}
    role = filters.one_or_any("Role", there, named, "people-role", forms.WIDE)
    shown = [p for p in people if role in (None, p.user.role)]
    table = pd.DataFrame([_row(each, review) for each in shown])
    columns = COLUMNS if review.last is None else [*COLUMNS, LAST]
    asked = {"Role": role} if role else {}
    notes = Notes("People", "Accounts as recorded", None, user.name, asked)
    tables.show("people", table, columns, notes, user)


def _row(person: Person, review: Review) -> dict[str, object]:
    last = (review.last or {}).get(person.user.email)
    return {
        "name": person.user.name,
        "email": person.user.email,
        "role": person.user.role,
        "scope": capital(scope_words(person.user, review.names)),
        "state": state(person),
        "last": london(last).date() if last else None,
    }


def state(person: Person) -> str:
    if not person.active:
        return "Deactivated"
    if person.until is None:
        return "Active"
    return f"{'Active until' if person.in_use else 'Ended on'} {uk(person.until)}"


def label(person: Person) -> str:
    return f"{person.user.name}, {person.user.role} ({person.user.email})"


def day(moment: datetime | None) -> str:
    return uk(london(moment).date()) if moment else NEVER
