"""The rollout on a practice's page: each lever apart, its history, and one word more."""

from dataclasses import replace

import streamlit as st

from lib import actions, queries
from lib.analysis import rollout_words
from lib.analysis.rollout_words import NOTHING
from lib.analysis.words import capital
from lib.domain.dates import london, today, uk
from lib.domain.free_text import LINE
from lib.domain.roles import Permission
from lib.domain.rollout import SUPPLIERS, WORDS, Lever, Told, Word
from lib.domain.rollout_position import Position, Record
from lib.domain.users import User
from lib.queries.rollout import Entry
from lib.ui import editing, forms, markup
from lib.ui.editing import Edit
from lib.ui.markup import Step, esc

HOLDS = (
    "It holds from now on, and can be taken back under Upload history. What was said"
    " before stays in the history."
)


def show(user: User, ods_code: str) -> None:
    record = queries.rollout.record(user, ods_code)
    entries = queries.rollout.history(user, ods_code)
    position = record.position(today())
    with st.container(width=markup.READ, key="rollout"):
        st.header("Rollout", anchor=False)
        _position(record, position)
        if entries:
            with st.expander(f"Every word said: {len(entries)}"):
                markup.timeline(
                    "rollout", [_step(entry, position) for entry in entries]
                )
        if user.may(Permission.DO_CASEWORK):
            with st.expander(
                "Record a word of the rollout: book, move, pause, confirm"
            ):
                st.write(HOLDS)
                _form(user, ods_code, position, entries)


def _position(record: Record, position: Position) -> None:
    name = rollout_words.system(position.system) if position.system else "not known"
    st.markdown(f"**{position.stage}.** Clinical system: {esc(name)}.")
    for words in filter(None, (rollout_words.systems(record), _others(position))):
        st.markdown(esc(words))
    told = {capital(lever): _stands(position, lever) for lever in Lever}
    told |= {words: _day(position, word) for word, words in _DAYS.items()}
    shown = {name: esc(words) for name, words in told.items() if words != NOTHING}
    if shown:
        markup.summary_list("rollout", shown, "Each lever of the rollout")
    silent = [name.lower() for name, words in told.items() if words == NOTHING]
    if silent:
        st.caption(esc(f"{NOTHING} of: {', '.join(silent)}."))
    sent = position.newest.get((Lever.PAUSE, Word.SENT))
    for words in rollout_words.pause_in_time(sent) if sent else []:
        st.caption(esc(f"The request to pause: {words}"))


_DAYS = {
    Word.PLANNED: "Switch-on planned",
    Word.ANNOUNCED: "Switch-on announced",
    Word.ACTUAL: "Switch-on confirmed",
    Word.WITHDRAWN: "Switch-on withdrawn",
}


def _day(position: Position, word: Word) -> str:
    day = position.day(Lever.SWITCH_ON, word)
    return uk(day) if day else NOTHING


def _stands(position: Position, lever: Lever) -> str:
    return rollout_words.standing(position.stands.get(lever), today())


def _others(position: Position) -> str:
    if not position.other_systems:
        return ""
    named = ", ".join(position.other_systems)
    return (
        f"Words on another system ({named}) are in the history and do not count here."
    )


def _step(entry: Entry, position: Position) -> Step:
    said = entry.saying
    of = f" ({said.system})" if said.system and said.system != position.system else ""
    when = f"said on {uk(said.said_on)}" if said.said_on else ""
    loaded = f"recorded on {uk(london(entry.loaded_at).date())}"
    taken = "Withdrawn. " if entry.withdrawn else ""
    words = f"{taken}{capital(said.lever)}{of}: {rollout_words.saying(said)}"
    source = ", ".join(part for part in (entry.loaded_by, entry.sender) if part)
    dated = ", ".join(part for part in (when, loaded) if part)
    return Step(words, dated, source, entry.reason)


def _form(user: User, ods_code: str, position: Position, entries: list[Entry]) -> None:
    """`seen`: the newest word that was on screen when the form was begun."""
    newest = max((e.sequence for e in entries if not e.withdrawn), default=0)
    form = editing.edit(f"rollout-{ods_code}", newest, "reason")
    editing.theirs(form, {"It stands": position.stage})
    with st.container(horizontal=True):
        levers = [Lever.SWITCH_ON, *(each for each in Lever if each != Lever.SWITCH_ON)]
        lever: Lever = st.selectbox(
            "Which lever", levers, format_func=capital, key=form.key("lever"), width=250
        )
        word: Word = st.selectbox(
            "What is said of it",
            WORDS[lever],
            format_func=capital,
            key=form.key(f"word-{lever.name}"),
            width=250,
        )
    with st.form(form.key("form"), border=False):
        on = forms.day_box("Its day", form.key("on"))
        said = _fields(form, Told(ods_code, lever, word, None, "", ""))
        said_on = forms.day_box("Said or announced on", form.key("said"))
        if not st.form_submit_button("Record the word"):
            return
    with editing.saving(form, f"On record: {lever}, {word}."):
        day, said_day = forms.read_day(on), forms.read_day(said_on)
        told = replace(said, on=day, said_on=said_day)
        actions.rollout.say(told, seen=form.seen, by=user)


def _fields(form: Edit, told: Told) -> Told:
    at = ""
    if told.word is Word.SENT:
        at = st.text_input("Time, as 17:00", max_chars=5, key=form.key("at"), width=180)
    system = st.selectbox(
        "Clinical system (empty: the one that the practice has on that day)",
        SUPPLIERS,
        index=None,
        accept_new_options=True,
        placeholder="As the hierarchy says",
        key=form.key("system"),
        width=forms.WIDE,
    )
    reason = st.text_input("Reason", max_chars=LINE, key=form.key("reason"))
    source = st.text_input(
        "Source: a letter, a call, its date", max_chars=LINE, key=form.key("source")
    )
    return replace(
        told, at=at.strip(), supplier=system or "", reason=reason, source=source
    )
