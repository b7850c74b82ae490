"""The form of an account: name, role, scope and last day, for a new one or a change."""

from typing import NamedTuple

import streamlit as st

from lib import actions, queries
from lib.domain.errors import RuleBroken
from lib.domain.free_text import LINE
from lib.domain.roles import Role
from lib.domain.users import Person, User
from lib.ui import editing, forms
from lib.ui.editing import Edit
from lib.ui.markup import esc

EVERY_ICB = "Every ICB, also those that are yet to come"


class Typed(NamedTuple):
    """As it stands in the form; `until` is not read before it is to be stored."""

    email: str
    name: str
    role: Role
    icbs: frozenset[str] | None
    lmc: str | None
    until: str

    @property
    def person(self) -> User:
        if self.role is Role.LMC_OBSERVER and self.lmc is None:
            raise RuleBroken("Choose the LMC. Its list of practices is loaded first.")
        if self.icbs is not None and self.lmc is None and not self.icbs:
            raise RuleBroken("Choose at least one ICB.")
        return User(self.email, self.name, self.role, self.icbs, self.lmc)


def let_in(user: User) -> None:
    st.header("Let somebody in", anchor=False)
    st.write(
        "They sign in with the address that their provider knows them by. Many at once"
        " come as a file of the kind “people”, on the page Import data."
    )
    with st.expander("Let one person in"):
        form = editing.edit("person-new", 0, "name")
        role = role_box(form, Role.OFFICER)
        with st.form(form.key("form"), border=False):
            email = st.text_input(
                "E-mail", max_chars=254, key=form.key("email"), width=forms.WIDE
            )
            typed = fields(user, form, User(email, "", role, frozenset()), "")
            if not st.form_submit_button("Let them in"):
                return
        with editing.saving(form, f"{esc(typed.name)} may sign in."):
            until = forms.read_day(typed.until)
            actions.users.add(typed.person, until=until, by=user)


def change(user: User, person: Person) -> None:
    now = person.user
    form = editing.edit(f"person-{now.email}", person.version, "name")
    role = role_box(form, now.role)
    with st.form(form.key("form"), border=False):
        typed = fields(user, form, _as(now, role), forms.typed(person.until))
        reason = st.text_input("Reason", max_chars=LINE, key=form.key("reason"))
        pressed = st.form_submit_button("Change the account")
    if pressed:
        with editing.saving(form, f"The account of {esc(typed.name)} is changed."):
            actions.users.change(
                typed.person,
                reason,
                until=forms.read_day(typed.until),
                seen_version=form.seen,
                by=user,
            )


def role_box(form: Edit, now: Role) -> Role:
    """Outside the form: what else is asked depends on it."""
    roles = list(Role)
    chosen: Role = st.selectbox(
        "Role", roles, index=roles.index(now), key=form.key("role"), width=forms.WIDE
    )
    return chosen


def fields(user: User, form: Edit, now: User, until: str) -> Typed:
    name = st.text_input(
        "Name", now.name, max_chars=LINE, key=form.key("name"), width=forms.WIDE
    )
    if now.role is Role.LMC_OBSERVER:
        icbs, lmc = None, _lmc(user, form, now.lmc)
    else:
        icbs, lmc = _icbs(user, form, now), None
    last = st.text_input(
        "Last day, if the account is to end",
        until,
        key=form.key("until"),
        placeholder="DD/MM/YYYY",
        width=240,
    )
    return Typed(now.email, name, now.role, icbs, lmc, last)


def _as(now: User, role: Role) -> User:
    """The account with the role that is chosen: an LMC's scope is no list of ICBs."""
    if (role is Role.LMC_OBSERVER) == (now.lmc is not None):
        return User(now.email, now.name, role, now.icbs, now.lmc)
    return User(now.email, now.name, role, frozenset())


def _lmc(user: User, form: Edit, now: str | None) -> str | None:
    names = list(queries.lmc_addresses.every(user))
    chosen: str | None = st.selectbox(
        "LMC",
        names,
        index=names.index(now) if now in names else None,
        key=form.key("lmc"),
        placeholder="Choose one",
        width=forms.WIDE,
    )
    return chosen


def _icbs(user: User, form: Edit, now: User) -> frozenset[str] | None:
    names = queries.organisations.every_icb(user)
    every = user.icbs is None and st.checkbox(
        EVERY_ICB, value=now.icbs is None, key=form.key("every")
    )
    listed = dict.fromkeys([*names, *sorted(now.icbs or ())])
    chosen = st.multiselect(
        "ICBs",
        list(listed),
        default=sorted(now.icbs or ()),
        format_func=lambda code: f"{names.get(code, 'ICB')} ({code})",
        key=form.key("icbs"),
        placeholder="Choose one or more",
        width=forms.WIDE,
    )
    return None if every else frozenset(chosen)
