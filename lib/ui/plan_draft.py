"""Typing a plan: each change is kept as a draft, and never over somebody's newer one.

What a person types stays in the fields whatever happens; it is saved on the version
that they saw when the fields were filled.
"""

from datetime import datetime
from typing import NamedTuple, cast

import streamlit as st

from lib import actions
from lib.actions.plan_versions import NO_DRAFT, Receipt
from lib.domain.dates import london, now
from lib.domain.errors import Refused, Stale
from lib.domain.plan_content import Content
from lib.ui import forms, markup, memory, plan_form, seen
from lib.ui.markup import esc
from lib.ui.plan_page import Shown
from lib.ui.plan_words import LABELS, NOTHING, written


class Filled(NamedTuple):
    """The draft as these fields last had it: its version, and what it said."""

    version: int
    content: Content


def edit(shown: Shown) -> Content:
    """The form, saved as it is typed; returns what is in it."""
    prefix = _prefix(shown)
    filled = _filled(shown, prefix)
    notice = st.container()  # in sight, wherever in the form somebody types
    typed = plan_form.draw(prefix, filled.content)
    st.button("Save draft", key="save-draft")  # by then whatever is typed is saved
    with notice:
        saved_at = _keep(shown, prefix, filled, typed)
    if saved_at:
        st.caption(f"Draft saved at {saved_at}. Leaving this page loses nothing.")
    _receive(shown, prefix, typed)
    return typed


def _name(shown: Shown) -> str:
    return f"draft-{shown.plan_id}"


def _prefix(shown: Shown) -> str:
    """Changed where somebody else's words take the place of what was typed."""
    return f"plan-{shown.plan_id}-{memory.look(f'{_name(shown)}-turn') or 0}"


def _filled(shown: Shown, prefix: str) -> Filled:
    stored = _stored(shown)
    if not plan_form.is_drawn(prefix):
        memory.keep(_name(shown), stored)
        plan_form.fill(prefix, stored.content)
    return cast(Filled, memory.look(_name(shown)))


def _stored(shown: Shown) -> Filled:
    newest = shown.versions[0] if shown.versions else None
    version = shown.draft.version if shown.draft else NO_DRAFT
    return Filled(version, shown.content(newest))


def _keep(shown: Shown, prefix: str, filled: Filled, typed: Content) -> str:
    """Save what is typed, or say why not; returns the time of the last save."""
    stored = _stored(shown)
    if plan_form.unread_days(prefix):
        st.warning("Not saved yet: a date cannot be read.")
    elif typed == stored.content:
        memory.keep(_name(shown), stored)
        return _clock(shown.draft.edited_at) if shown.draft else ""
    elif stored.version == filled.version:
        return _save(shown, typed, filled.version)
    elif typed == filled.content:
        _take_theirs(shown)
        forms.say_next(f"{esc(_who(shown))} saved a newer draft: it is shown now.")
        st.rerun()
    else:
        _both(shown, typed, stored)
    return ""


def _save(shown: Shown, typed: Content, version: int) -> str:
    try:
        saved = actions.plan_versions.save(
            shown.plan_id, typed, seen_version=version, by=shown.user
        )
    except Stale:
        st.rerun()  # theirs came between: the page shows both
    except Refused as refusal:
        forms.refused(refusal)
        return ""
    memory.keep(_name(shown), Filled(saved, typed))
    return _clock(now())


def _clock(moment: datetime) -> str:
    return f"{london(moment):%H:%M}"


def _both(shown: Shown, typed: Content, stored: Filled) -> None:
    """Theirs beside what is typed, and the two ways on."""
    who = _who(shown)
    with st.container(key="errors"):
        st.header("Two people are editing this plan", anchor=False)
        st.markdown(
            f"**{esc(who)} saved a newer draft. Yours is not stored;** it stays in the"
            " fields below until you choose."
        )
        for name in typed.differing(stored.content):
            mine, theirs = (
                written(getattr(one, name)) or NOTHING
                for one in (typed, stored.content)
            )
            pairs = {"Yours": esc(mine), "Theirs": esc(theirs)}
            st.markdown(f"**{LABELS[name]}**")
            markup.summary_list(f"wide-{name}", pairs, f"{LABELS[name]}, twice")
        with st.container(horizontal=True):
            st.button(
                "Save mine over theirs",
                on_click=memory.keep,
                args=(_name(shown), stored),
            )
            st.button("Take theirs", on_click=_take_theirs, args=(shown,))


def _who(shown: Shown) -> str:
    return shown.draft.edited_by if shown.draft else "Somebody"


def _take_theirs(shown: Shown) -> None:
    turn = memory.look(f"{_name(shown)}-turn")
    memory.keep(f"{_name(shown)}-turn", (turn if isinstance(turn, int) else 0) + 1)


def _receive(shown: Shown, prefix: str, typed: Content) -> None:
    st.header("When the practice has sent it", anchor=False)
    st.caption("Practices have no sign-in: you record on their behalf.")
    with st.form("receive", border=False):
        from_whom = st.text_input("Received from", max_chars=300)
        on = forms.day("Received on", f"{prefix}-received_on")
        reason = st.text_input("How it came", max_chars=300)
        before = seen.button("Record as received", "receive", shown.seen, primary=True)
    if before is None or forms.unreadable(f"{prefix}-received_on"):
        return
    filled = cast(Filled, memory.look(_name(shown)))
    if typed != filled.content:
        st.error("What is typed is not saved yet. See above.")
        return
    with (
        forms.feedback("The plan is recorded as received."),
        seen.both_versions(before, shown.seen),
    ):
        actions.plan_versions.receive(
            shown.plan_id,
            Receipt(from_whom, reason, on),
            seen_version=before.version,
            seen_draft=filled.version,
            by=shown.user,
        )
