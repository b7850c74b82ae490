"""About letters: what is not chased and why, a practice's history, LMC addresses."""

import pandas as pd
import streamlit as st

from lib import actions, queries
from lib.analysis.words import capital, counted
from lib.casework.letters import Desk
from lib.documents.tables import Column, Kind, Notes
from lib.domain.dates import london
from lib.domain.roles import Permission
from lib.domain.users import User
from lib.ui import caching, context, filters, forms, tables
from lib.ui.letters import letter_text
from lib.ui.markup import esc

SILENCES = (
    Column("ods_code", "Practice", Kind.PRACTICE),
    Column("about", "About"),
    Column("due_on", "Due day", Kind.DAY, "not set"),
    Column("why", "Why no reminder is due"),
)
HISTORY = (
    Column("letter", "Letter"),
    Column("status", "State", Kind.STATUS),
    Column("drafted", "Drafted", Kind.DAY),
    Column("drafted_by", "By"),
    Column("sent_on", "Sent on", Kind.DAY, ""),
    Column("sent_how", "How"),
    Column("undelivered_on", "Came back", Kind.DAY, ""),
    Column("depends_confirmed_by", "Basis confirmed by"),
)
LMCS = (
    Column("lmc", "LMC"),
    Column("address", "Address", missing="not known"),
    Column("source", "From", missing=""),
)
WIDTH = 420


def silences(user: User, desk: Desk) -> None:
    found = desk.silences
    with st.expander(
        f"Not reminded: {counted(len(found), 'plan or report', 'plans or reports')}"
    ):
        if not found:
            st.write("Everything that is awaited has a reminder to come.")
            return
        table = pd.DataFrame(found).rename(
            columns={"practice_code": "ods_code", "practice": "name"}
        )
        notes = Notes("Not reminded", "Letters, no figures", None, user.email)
        tables.show("silences", table, SILENCES, notes, user)


def history(user: User, every: pd.DataFrame) -> None:
    """Every letter to one practice, discarded ones too, and the text of one."""
    if every.empty:
        return
    st.header("History of a practice", anchor=False)
    names = context.named(
        every.drop_duplicates("ods_code")[["ods_code", "name"]].itertuples(index=False)
    )
    named = {filters.ANY: "Choose one", **names}
    codes = sorted(names, key=names.__getitem__)
    chosen = filters.one_or_any("Practice", codes, named, "history", WIDTH)
    if chosen is None:
        return
    own = every[every["ods_code"] == chosen]
    own = own.assign(
        letter=own["kind"].map(capital),
        status=own["state"].map(capital),
        drafted=[london(at).date() for at in own["drafted_at"]],
    )
    notes = Notes(f"Letters to {names[chosen]}", "Letters", None, user.email)
    tables.show("history-of", own, HISTORY, notes, user)
    _text(user, own)


def _text(user: User, own: pd.DataFrame) -> None:
    labels = {
        str(
            int(row["id"])
        ): f"{row['letter']}, {row['status'].lower()}, letter {row['id']}"
        for row in own.to_dict("records")
    }
    named = {filters.ANY: "Choose a letter", **labels}
    chosen = filters.one_or_any("Read", labels, named, "read-letter", WIDTH)
    for letter, _ in queries.letters.some(user, [int(chosen)] if chosen else []):
        st.markdown(f"**{esc(letter.subject)}**")
        letter_text(letter.body)


def lmcs(user: User) -> None:
    """Every request names the practice's LMC; no file says where it is."""
    known = caching.ask(queries.lmc_addresses.every, user)
    missing = sum(each is None for each in known.values())
    with st.expander(f"Addresses of LMCs: {missing} not known"):
        if not known:
            st.write("No LMC is known: load the file of LMC areas.")
            return
        table = pd.DataFrame(
            {
                "lmc": name,
                "address": each.address if each else None,
                "source": each.source if each else None,
            }
            for name, each in known.items()
        )
        tables.plain(table, LMCS, "Addresses of LMCs")
        if user.may(Permission.DO_CASEWORK):
            _record(user, list(known))


def _record(user: User, names: list[str]) -> None:
    with st.form("lmc", border=False):
        name = st.selectbox("LMC", names, key="lmc-name", width=420)
        address = st.text_input("Address, by post or e-mail", key="lmc-address")
        source = st.text_input("Where it comes from", key="lmc-source")
        if st.form_submit_button("Save the address"):
            with forms.feedback(f"The address of {esc(name)} is saved."):
                actions.lmc_addresses.record(name, address, source, by=user)
