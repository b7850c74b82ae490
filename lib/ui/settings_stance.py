"""Settings: an ICB's own position on switching access on, in its words."""

import streamlit as st

from lib import actions, queries
from lib.actions.stances import MOST
from lib.documents.tables import Column, Kind, Notes
from lib.domain.dates import today, uk
from lib.domain.free_text import LINE
from lib.domain.reported import Stance, stance_on
from lib.domain.roles import Permission
from lib.domain.users import User
from lib.ui import context, editing, forms, tables
from lib.ui.markup import esc

COLUMNS = [
    Column("icb", "ICB"),
    Column("words", "Position"),
    Column("from_on", "From", Kind.DAY),
    Column("source", "Source"),
    Column("recorded_by", "Recorded by"),
]


def show(user: User) -> None:
    st.header("The ICB's own position on switching access on", anchor=False)
    st.write(
        "Some ICBs advised against switching on. What is recorded here stands word for"
        " word on the Overview, with its day; no figure depends on it."
    )
    found = queries.measures.stances(user)
    names = context.icbs(user)
    own = {code: [each for each in found if each.icb_code == code] for code in names}
    st.markdown("\n\n".join(_state(names[code], own[code]) for code in names))
    if found:
        with st.expander("Every position on record"):
            _history(user, found, names)
    if user.may(Permission.SET_RULES) and names:
        with st.expander("Record a position"):
            _form(user, names)


def _state(name: str, found: list[Stance]) -> str:
    said = stance_on(found, today())
    if said is None:
        return f"**{esc(name)}**: none on record."
    return f"**{esc(name)}**, from {uk(said.from_on)}: “{esc(said.words)}”"


def _history(user: User, found: list[Stance], names: dict[str, str]) -> None:
    fields = ["icb_code", "words", "from_on", "source", "recorded_by"]
    table = tables.of_rows(list(reversed(found)), fields)
    table = table.assign(
        icb=table["icb_code"].map(lambda code: names.get(code, code)),
        words=table["words"].replace("", "taken back"),
    )
    notes = Notes("Positions on switching on", "As recorded", None, user.name)
    tables.show("stances", table, COLUMNS, notes, user)


def _form(user: User, names: dict[str, str]) -> None:
    form = editing.edit("stance", 0, "words")
    code = st.selectbox(
        "ICB",
        list(names),
        format_func=lambda icb: names.get(icb, icb),
        key=form.key("icb"),
        width=forms.WIDE,
    )
    words = st.text_area(
        "Position, in the ICB's words (empty takes the last one back)",
        max_chars=MOST,
        key=form.key("words"),
    )
    from_on = forms.day_box("From", form.key("from"))
    source = st.text_input(
        "Source: a letter, a minute, its date",
        max_chars=LINE,
        key=form.key("source"),
    )
    if words.strip():
        st.markdown(f"**The Overview would say:** “{esc(words)}”")
    if not st.button("Record the position", key=form.key("record")):
        return
    with editing.saving(form, "The position is on record."):
        day = forms.needed_day(from_on, "Say from which day")
        actions.stances.record(code, words, day, source, by=user)
