"""The record of changes on screen: filters, the entries in words, and verifying it."""

from datetime import datetime

import pandas as pd
import streamlit as st

from lib import queries
from lib.analysis import changes
from lib.documents.tables import Column, Kind, Notes
from lib.domain.dates import london
from lib.domain.users import User
from lib.queries.audit import Wanted
from lib.ui import caching, forms, tables

MOST = 500
EVERYTHING = "Everything"
COLUMNS = (
    Column("place", "Entry", Kind.COUNT),
    Column("when", "When"),
    Column("who", "Who"),
    Column("action", "Action"),
    Column("what", "What"),
    Column("change", "From → to", Kind.QUOTE),
    Column("short", "From → to, in short"),
    Column("reason", "Reason", missing=""),
)
ON_SCREEN = 160  # characters of a change; the file has all of it


def wanted(tables_told: list[str]) -> Wanted:
    with st.container(horizontal=True, vertical_alignment="bottom"):
        person = st.text_input(
            "Person (part of the address)", key="person-asked", bind="query-params"
        )
        subject = st.text_input(
            "ODS code, or part of a key", key="subject-asked", bind="query-params"
        )
        table = st.selectbox(
            "About",
            [EVERYTHING, *tables_told],
            format_func=changes.noun,
            key="about",
            bind="query-params",
        )
        first = forms.day("From day", "from-asked", kept=True)
        last = forms.day("Until day", "until-asked", kept=True)
    about = None if table == EVERYTHING else table
    return Wanted(person.strip(), subject.strip(), about, first, last)


def entries(user: User, asked: Wanted) -> None:
    found = queries.audit.entries(user, asked, MOST)
    if found.empty:
        st.markdown("**No entry fits.**")
        return
    if len(found) == MOST:
        st.caption(f"The newest {MOST}. Narrow it down to see older ones.")
    shown = caching.drawn(_worded, found)
    notes = Notes("Record of changes", "Entries as sealed", None, user.email)
    with st.container(key="wrap-audit"):
        tables.show("audit", shown, COLUMNS, notes, user)


def _worded(found: pd.DataFrame) -> pd.DataFrame:
    told = changes.told(found)
    short = told["change"].str.slice(0, ON_SCREEN)
    return told.assign(when=told["at"].map(_moment), short=short)


def _moment(at: datetime) -> str:
    there = london(at)
    return f"{there.day} {there:%b %Y, %H:%M:%S}"
