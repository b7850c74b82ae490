"""NHS England's steps by practice: which months there are, and one month as a table."""

from datetime import date

import pandas as pd
import streamlit as st

from lib import queries
from lib.analysis import national_steps
from lib.documents.tables import Column, Kind, Notes
from lib.domain.dates import month_name
from lib.domain.national_steps import LIST, SECTION, STEPS, named
from lib.domain.roles import Permission
from lib.domain.users import User
from lib.ui import caching, definitions, filters, markup, menu, tables

COLUMNS = [
    Column("ods_code", "Practice", Kind.PRACTICE),
    *(
        Column(f"step_{step}", f"Step {step}", missing=national_steps.NOT_SAID)
        for step in STEPS
    ),
    Column(f"step_{LIST}", "On the list", missing="no"),
]
REMARKS = [*(f"{named(step)}." for step in STEPS), "Words are as the list has them."]


def words(user: User, icb_code: str | None) -> pd.DataFrame:
    return caching.ask(queries.national_steps.every, user, icb_code)


def say_there_are_none(user: User) -> None:
    advice = (
        "Its layout is not published: load it as a file of national steps and say which"
        " column is which."
    )
    with markup.empty_state("No list of NHS England's has been loaded", advice):
        if user.may(Permission.IMPORT_COUNTS):
            st.page_link(menu.IMPORT_DATA, label="Import data")
    definitions.section(SECTION)


def month(found: pd.DataFrame) -> date | None:
    """None where no list has been loaded."""
    if found.empty:
        return None
    months = sorted({day.date() for day in found["period"]}, reverse=True)
    chosen: date = st.selectbox(
        "List of",
        months,
        format_func=month_name,
        key="steps-month",
        bind="query-params",
        width=filters.WIDTH,
    )
    return chosen


def table(user: User, found: pd.DataFrame, chosen: date) -> None:
    day = pd.Timestamp(chosen)
    st.write(national_steps.sentence(found, day))
    shown = national_steps.by_practice(found, day)
    title = f"NHS England's steps, {month_name(chosen)}"
    notes = Notes(title, "As NHS England's list has it", chosen, user.name, {}, REMARKS)
    columns = [column for column in COLUMNS if column.field in shown]
    tables.show("national-steps", shown, columns, notes, user)
    definitions.section(SECTION)
