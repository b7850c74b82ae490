"""Settings: every value of the work with its meaning, history, from-date and source."""

from collections.abc import Sequence
from types import SimpleNamespace

import streamlit as st

from lib import actions, queries
from lib.casework import setting_previews
from lib.documents.tables import Column, Kind, Notes
from lib.domain.dates import today
from lib.domain.free_text import LINE
from lib.domain.roles import Permission
from lib.domain.settings import MEANING, Name, Setting
from lib.domain.users import User
from lib.ui import caching, context, editing, folds, forms, tables
from lib.ui.markup import esc

YES_OR_NO = (Name.TWO_PEOPLE, Name.LMC_COPIED, Name.LMC_NAMES, Name.BMA_NAMES)
HOW = {
    **dict.fromkeys(YES_OR_NO, "yes or no"),
    Name.DISCLOSURE: "two numbers, like 7 5: 1 to 7 hidden, others to the nearest 5",
    Name.MEASURES: "104, access, or 104 access",
    Name.PLAN_LADDER: "days before (-) and after, like -5 1 10; empty for none",
    Name.REPORT_LADDER: "days before (-) and after, like -3 1 10; empty for none",
}
EVERYBODY = "All ICBs"
EMPTY_IS_A_VALUE = {Name.PLAN_LADDER, Name.REPORT_LADDER}  # no reminders
COLUMNS = [
    Column("meaning", "What it means"),
    Column("value", "Value", missing="not set"),
    Column("whose", "Whose", missing=""),
    Column("from_on", "From", Kind.DAY, ""),
    Column("source", "Source", missing=""),
]


def show(user: User, icb_code: str | None) -> None:
    st.header("Values of the work", anchor=False)
    st.write("None of them makes anything due by itself.")
    every = queries.settings.every(user, icb_code)
    _in_force(user, every)
    if fold := folds.opened("Every value that was ever set", "every-value"):
        with fold:
            _table(user, "history", every, "Values ever set")
    if user.may(Permission.SET_RULES):
        with st.expander("Set a value"):
            _form(user)


def _in_force(user: User, every: list[Setting]) -> None:
    """The newest that has begun: the ICB's own before the one for all."""
    begun = [each for each in every if each.from_on <= today()]
    begun.sort(key=lambda each: each.icb_code is None)  # stable: the newest stay first
    found = {each.name: each for each in reversed(begun)}
    shown = [found.get(name) or SimpleNamespace(name=name) for name in Name]
    _table(user, "values", shown, "Values in force")


def _table(user: User, key: str, found: Sequence[object], title: str) -> None:
    table = tables.of_rows(found, ["name", "value", "icb_code", "from_on", "source"])
    whose = table["icb_code"].fillna(EVERYBODY)
    table = table.assign(
        meaning=[MEANING[Name(name)] for name in table["name"]],
        whose=whose.where(table["value"].notna(), None),
        value=table["value"].replace("", "none"),
    )
    notes = Notes(title, "As recorded", None, user.name)
    tables.show(f"settings-{key}", table, COLUMNS, notes, user)


def _form(user: User) -> None:
    form = editing.edit("setting", 0, "value")
    name = st.selectbox(
        "Which value",
        list(MEANING),
        format_func=lambda each: MEANING[each],
        key=form.key("name"),
        width=forms.WIDE,
    )
    value = st.text_input(
        f"Value ({HOW.get(name, 'a whole number, 0 or more')})",
        max_chars=60,
        key=form.key("value"),
        width=forms.WIDE,
    )
    whose = for_whom(user, form.key("icb"))
    from_on = forms.day_box("From", form.key("from"))
    source = st.text_input(
        "Source: a minute, a letter, its date",
        max_chars=LINE,
        key=form.key("source"),
    )
    _preview(user, name, value, whose)
    if not st.button("Set the value", key=form.key("set")):
        return
    with editing.saving(form, "The value is set."):
        actions.settings.record(
            name,
            value,
            icb_code=whose,
            from_on=forms.needed_day(from_on, "Say from which day"),
            source=source,
            by=user,
        )


def _preview(user: User, name: Name, value: str, icb_code: str | None) -> None:
    """What it would change, once something is typed."""
    found = caching.ask(setting_previews.preview, user, name, value, icb_code)
    if found and (value.strip() or name in EMPTY_IS_A_VALUE):
        items = "".join(f"\n- {esc(line)}" for line in found)
        st.markdown(f"**What it would change, if it held now:**{items}")


def for_whom(user: User, key: str) -> str | None:
    """One of the user's ICBs, or (None) all of them, for whoever may say so."""
    names = context.icbs(user)
    choices = [*names] if user.icbs is not None else [None, *names]
    chosen: str | None = st.selectbox(
        "For",
        choices,
        format_func=lambda code: names.get(code, EVERYBODY) if code else EVERYBODY,
        key=key,
        width=forms.WIDE,
    )
    return chosen
