"""Letters due to be written: the list, the preview of the whole batch, drafting it."""

import zlib
from collections.abc import Callable, Sequence
from datetime import date
from typing import cast

import pandas as pd
import streamlit as st

from lib import actions
from lib.analysis.words import be, capital, counted, listing
from lib.casework import letters as casework
from lib.casework.letters import Desk, Proposed
from lib.documents.tables import Column, Kind, Notes
from lib.domain.correspondence import DISCLOSABLE
from lib.domain.dates import today, uk
from lib.domain.letter import Key
from lib.domain.roles import Permission
from lib.domain.users import User
from lib.ui import caching, forms, markup, memory, tables
from lib.ui.markup import esc

EVERY = "All letters"
COLUMNS = (
    Column("ods_code", "Practice", Kind.PRACTICE),
    Column("letter", "Letter"),
    Column("step", "Due to be written"),
    Column("due_on", "Due day", Kind.DAY, "not set"),
    Column("contact", "Contact", missing="No contact"),
    Column("note", "To confirm", Kind.STATUS, ""),
)
CONFIRM = "Please confirm"


def desk(user: User, icb_code: str | None) -> Desk:
    return caching.ask(_desk, user, icb_code)


def _desk(user: User, icb_code: str | None) -> Desk:
    return casework.of(user, icb_code, casework.unsettled(user, icb_code))


def lead(found: Desk, drafts: int, returned: int) -> None:
    count = len(found.to_write)
    waits = f" {counted(drafts, 'draft')} {_wait(drafts)} to be sent." if drafts else ""
    came_back = f" {counted(returned, 'letter')} did not arrive." if returned else ""
    markup.lead(
        f"{counted(count, 'letter')} {be(count)} due to be written.",
        f"{waits}{came_back} Nothing is sent from here.",
    )


def _wait(count: int) -> str:
    return "waits" if count == 1 else "wait"


def to_write(user: User, found: Desk) -> None:
    st.header("Due to be written", anchor=False)
    if not found.to_write:
        st.write(
            "None. A letter is due once a plan or a report has been asked for, and a"
            " reminder by the steps of the ladder, before and after the due day."
        )
        return
    chosen = _of_kind(found.to_write)
    notes = Notes("Letters due to be written", "Letters, no figures", None, user.email)
    tables.show("due-letters", _table(chosen), COLUMNS, notes, user)
    _without_contact(chosen)
    if user.may(Permission.DO_CASEWORK):
        _draft(user, chosen)


def _of_kind(due: Sequence[Proposed]) -> list[Proposed]:
    kinds = sorted({str(each.due.kind) for each in due})
    wanted = st.selectbox(
        "Letters",
        [EVERY, *kinds],
        format_func=capital,
        key="letters",
        bind="query-params",
        width=360,
    )
    return [each for each in due if wanted in (EVERY, each.due.kind)]


def _table(due: Sequence[Proposed]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "ods_code": each.due.practice.ods_code,
            "name": each.due.practice.name,
            "letter": capital(each.due.kind),
            "step": _step(each),
            "due_on": each.due.due_on,
            "contact": _contact(each),
            "note": _note(each),
        }
        for each in due
    )


def _step(each: Proposed) -> str:
    """The place on the ladder, or the day from which it is due."""
    if not each.due.key.rung:
        return f"since {uk(each.due.day)}"
    days = int(each.due.key.rung)
    if not days:
        return "on the due day"
    side = "before" if days < 0 else "after"
    return f"{counted(abs(days), 'day')} {side} the due day"


def _contact(each: Proposed) -> str | None:
    if each.contact is None:
        return None
    return f"{each.contact.name or each.contact.role}, {each.contact.email}"


def _note(each: Proposed) -> str | None:
    if each.flip:
        return CONFIRM
    return "Discarded before" if each.discarded else None


def _without_contact(due: Sequence[Proposed]) -> None:
    names = {each.due.practice.name for each in due if each.contact is None}
    if names:
        st.markdown(
            f"**Without a contact: {counted(len(names), 'practice')}.**"
            f" {esc(listing(sorted(names)))}. Their letters carry no e-mail address."
        )


def _draft(user: User, due: Sequence[Proposed]) -> None:
    """Preview every text, leave some out, confirm the doubtful, and draft the rest."""
    st.subheader("Draft them", anchor=False)
    by_key = {each.due.key: each for each in due}
    discarded = [key for key, each in by_key.items() if each.discarded]
    left_out = st.multiselect(
        "Leave out",
        list(by_key),
        default=discarded,
        format_func=lambda key: _named(by_key[key]),
        key=keyed("leave-out", list(by_key), discarded),
        placeholder="Nobody",
    )
    taken = [each for key, each in by_key.items() if key not in left_out]
    confirmed = _confirm(taken)
    own_words = st.text_area("Words of your own, in each letter", key="own-words")
    st.caption(DISCLOSABLE)
    ready = [each for each in taken if not each.flip or each.due.key in confirmed]
    _preview(taken, own_words)
    if not ready:
        return
    st.button(
        f"Draft {counted(len(ready), 'letter')}",
        type="primary",
        key="primary-draft",
        on_click=_remember_what_was_seen([each.due.key for each in ready]),
    )
    seen = cast(list[Key] | None, memory.take("draft-letters"))
    if seen:
        _store(user, [each for each in ready if each.due.key in seen], own_words)


def _named(each: Proposed) -> str:
    day = f", due {uk(each.due.due_on)}" if each.due.due_on else ""
    return f"{each.due.practice.name}, {each.due.kind}{day}"


def _confirm(due: Sequence[Proposed]) -> set[Key]:
    """Of those whose flag depends on the basis, the ones that a person stands for."""
    found = set()
    for each in due:
        if each.flip is None:
            continue
        why = "; ".join(each.flip.why)
        words = f"{_named(each)}: {each.flip.flips} ({why}). Write to it all the same."
        if st.checkbox(esc(words), key=f"confirm-{each.due.key}"):
            found.add(each.due.key)
    return found


def _preview(due: Sequence[Proposed], own_words: str) -> None:
    if not due:
        return
    with st.expander(f"Preview: {counted(len(due), 'letter')}"):
        place = st.pagination(len(due), key="preview") if len(due) > 1 else 1
        shown = due[min(place, len(due)) - 1]
        text = shown.text(own_words)
        st.markdown(f"**{esc(text.subject)}**")
        letter_text(text.body)


def letter_text(body: str) -> None:
    """A letter's paragraphs; its lists as lists."""
    for part in body.split("\n\n"):
        lines = part.split("\n")
        listed = lines[0].startswith("- ")
        shown = [
            f"- {esc(each.removeprefix('- '))}" if listed else esc(each)
            for each in lines
        ]
        st.markdown("\n".join(shown) if listed else "  \n".join(shown))


def _remember_what_was_seen(keys: list[Key]) -> Callable[[], None]:
    """Nothing is drafted that came up between the look and the click."""
    return lambda: memory.keep("draft-letters", keys)


def _store(user: User, ready: Sequence[Proposed], own_words: str) -> None:
    done = f"{counted(len(ready), 'letter')} drafted. Nothing is sent."
    with forms.feedback(done):
        new = [each.new(own_words, confirmed=each.flip is not None) for each in ready]
        actions.letters.draft(new, by=user)


def keyed(name: str, *shown: object) -> str:
    """A key of its own for what is shown: a choice among others must not live on."""
    return f"{name}-{zlib.crc32(repr(shown).encode())}"


def typed_day(label: str, key: str) -> date | None:
    """The day as typed, today where nothing is; None: it cannot be read, which is said.

    The form says that a day left empty is today.
    """
    typed = forms.day(label, key)
    return today() if typed is None and not memory.look(key) else typed
