"""The practice's own words, directly under its number, and the form that records them."""

from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from lib import actions, queries
from lib.actions.statements import Said
from lib.analysis.words import capital, counted, share_of_row
from lib.domain.correspondence import DISCLOSABLE, Statement
from lib.domain.dates import uk
from lib.domain.errors import RuleBroken
from lib.domain.users import User
from lib.ui import caching, forms, markup, seen
from lib.ui.markup import esc

Row = dict[Any, Any]

FEW = 3  # stand open


def show(user: User, ods_code: str) -> None:
    """Verbatim, with where it stands, who typed it and whether it is confirmed."""
    found = caching.ask(queries.statements.current, user)
    rows = found[found["ods_code"] == ods_code].to_dict("records")
    if not rows:
        return
    row = rows[0]
    with st.container(key="tl-voice", width=markup.READ, gap="small"):
        st.markdown("**The practice says**")
        st.markdown(f"“{_verbatim(row['text'])}”")
        st.caption(esc(_origin(row)))


def quoted(user: User) -> dict[str, str]:
    """By ODS code what each practice says and where it says so: for lists and files."""
    found = caching.ask(queries.statements.current, user)
    return {
        row["ods_code"]: f"“{row['text']}” {_origin(row)}"
        for row in found.to_dict("records")
    }


def lines(user: User, table: pd.DataFrame) -> None:
    """Under a list: what those say whose number is in it, word for word."""
    found = caching.ask(queries.statements.current, user).set_index("ods_code")
    speaks = table["ods_code"].isin(found.index)
    if not speaks.any():
        return
    said = table[speaks].to_dict("records")
    with st.expander(
        f"What {counted(len(said), 'practice')} of these say", expanded=len(said) <= FEW
    ):
        for row in said:
            words = found.loc[row["ods_code"]].to_dict()
            st.markdown(
                f"**{esc(row['name'])}**, {_share(row)}: “{_verbatim(words['text'])}”"
            )
            st.caption(esc(_origin(words)))


def _share(row: Row) -> str:
    return "number not shown" if pd.isna(row["excluded"]) else share_of_row(row)


def _origin(row: Row) -> str:
    on = row["confirmed_on"]
    confirmed: str = "not confirmed by it" if pd.isna(on) else f"confirmed {uk(on)}"
    source, said_on = capital(row["source"]), uk(row["said_on"])
    said = source if said_on in source else f"{source}, {said_on}"
    return f"{said}; typed by {row['typed_by']}, {confirmed}."


def _verbatim(text: str) -> str:
    """Its lines stay lines."""
    return "  \n".join(esc(line) for line in text.splitlines())


def form(user: User, ods_code: str) -> None:
    """Record its words; the earlier ones stay on record."""
    known = len(queries.statements.of_practice(user, ods_code))
    key = f"statement-{ods_code}-{known}"
    papers = queries.papers.of_practice(user, ods_code)
    titles = dict(zip(papers["paper_id"], papers["title"], strict=True))
    with st.form(key, border=False):
        st.caption(DISCLOSABLE)
        text = st.text_area("What the practice says, word for word", key=f"{key}-text")
        source = st.text_input(
            "Where it says so", placeholder="Letter of 12 July 2023", key=f"{key}-in"
        )
        said_on = forms.day("Date of the document", f"{key}-on")
        paper_id = st.selectbox(
            "The document, if it is filed here",
            [None, *titles],
            format_func=lambda one: titles.get(one, "Not filed"),
            key=f"{key}-paper",
        )
        confirmed_on = forms.day("Wording confirmed by it on", f"{key}-confirmed")
        if not st.form_submit_button("Save its words"):
            return
    if forms.unreadable(f"{key}-confirmed"):
        return
    if said_on is None:
        st.error("Type the date of the document.")
        return
    with forms.feedback("What the practice says is recorded."):
        said = Said(text, source, said_on, paper_id, confirmed_on)
        actions.statements.record(ods_code, said, by=user)


def standing(user: User, ods_code: str) -> None:
    """Confirm the words that stand, or take them back."""
    found = queries.statements.of_practice(user, ods_code)
    if found:
        _standing(user, found[0])
    else:
        st.write("It has said nothing that is on record.")


def _standing(user: User, one: Statement) -> None:
    assert one.id is not None  # noqa: S101 it is stored
    key = f"standing-{one.id}"
    with st.form(key, border=False):
        st.markdown(f"“{_verbatim(one.text)}”")
        on = forms.day("Wording confirmed by it on", f"{key}-on")
        reason = st.text_input("Or why it is withdrawn", key=f"{key}-reason")
        with st.container(horizontal=True):
            confirmed = seen.button("Confirm", key, one.version)
            withdrawn = seen.button("Withdraw", key, one.version)
    if confirmed is not None:
        with forms.feedback("The wording is confirmed."):
            _confirm(one.id, on, confirmed, user)
    if withdrawn is not None:
        with forms.feedback("What the practice said is withdrawn."):
            actions.statements.withdraw(one.id, reason, seen_version=withdrawn, by=user)


def _confirm(statement_id: int, on: date | None, version: int, user: User) -> None:
    if on is None:
        raise RuleBroken("Type the day on which the practice confirmed it.")
    actions.statements.confirm(statement_id, on, seen_version=version, by=user)
