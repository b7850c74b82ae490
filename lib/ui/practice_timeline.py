"""Everything that happened to one practice, on one line of time."""

from collections.abc import Sequence

import streamlit as st

from lib import actions, queries
from lib.actions.log import Entry
from lib.analysis.words import capital
from lib.casework import timeline
from lib.casework.moments import Kind, Moment
from lib.domain.correspondence import DISCLOSABLE, Channel
from lib.domain.dates import today, uk
from lib.domain.roles import Permission
from lib.domain.users import User
from lib.ui import caching, filters, forms, markup, memory
from lib.ui.markup import Step

FIRST = 8  # the others fold
EVERYTHING = "Everything"
CHANNELS = {channel: capital(channel) for channel in Channel}


def show(user: User, ods_code: str) -> None:
    """Newest first; a reason folds out; by kind where one is chosen."""
    found = caching.ask(timeline.of, user, ods_code)
    with st.container(width=markup.READ):
        st.header("Timeline", anchor=False)
        if found:
            _moments(found)
        else:
            st.write("Nothing has happened yet.")
    if not user.may(Permission.READ_CASEWORK):
        st.caption("Letters, calls, papers and notes are seen by staff only.")


def _moments(found: Sequence[Moment]) -> None:
    there = {moment.kind for moment in found}
    named = {filters.ANY: EVERYTHING} | {str(kind): capital(kind) for kind in Kind}
    offered = [kind for kind in Kind if kind in there]
    chosen = filters.one_or_any("Show", offered, named, "timeline-kind", 320)
    listed = [moment for moment in found if chosen in (None, moment.kind)]
    markup.timeline("first", _steps(listed[:FIRST]))
    if listed[FIRST:]:
        with st.expander(f"Earlier ({len(listed) - FIRST})"):
            markup.timeline("earlier", _steps(listed[FIRST:]))


def _steps(moments: Sequence[Moment]) -> list[Step]:
    return [Step(m.what, uk(m.on), m.who, m.reason) for m in moments]


def form(user: User, ods_code: str) -> None:
    """A call, a meeting, an e-mail, or a note for staff."""
    key = f"entry-{ods_code}-{len(queries.log.of_practice(user, ods_code))}"
    with st.form(key, border=False):
        st.caption(f"Seen by staff only. {DISCLOSABLE}")
        channel = st.selectbox(
            "What",
            CHANNELS,
            format_func=CHANNELS.__getitem__,
            key=f"{key}-channel",
            width=320,
        )
        with_whom = st.text_input("With whom", max_chars=120, key=f"{key}-whom")
        text = st.text_area("What was said", key=f"{key}-text")
        memory.offer(f"{key}-on", forms.typed(today()))
        on = forms.day("Day", f"{key}-on")
        if not st.form_submit_button("Add to the timeline"):
            return
    if on is None:
        st.error("Type the day.")
        return
    with forms.feedback("It is on the timeline."):
        entry = Entry(channel, on, text, with_whom)
        actions.log.record(ods_code, entry, by=user)
