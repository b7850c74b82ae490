"""What goes between a practice and its ICB: its papers, and what staff record."""

from collections.abc import Callable

import streamlit as st

from lib import queries
from lib.domain.roles import Permission
from lib.domain.users import User
from lib.ui import (
    caching,
    markup,
    practice_agreement,
    practice_contacts,
    practice_papers,
    practice_timeline,
    practice_voice,
)

RECORDED: dict[str, Callable[[User, str], None]] = {
    "A call, a meeting or a note": practice_timeline.form,
    "A paper that came": practice_papers.form,
    "What the practice says": practice_voice.form,
    "That it has confirmed what it says, or that this is withdrawn": (
        practice_voice.standing
    ),
    "Somebody who answers there": practice_contacts.form,
    "What it lets observers see": practice_agreement.form,
    "A paper filed by mistake": practice_papers.withdrawal,
}


def show(user: User, ods_code: str) -> None:
    """For staff: the papers, and one form at a time."""
    if not user.may(Permission.READ_CASEWORK):
        return
    with st.container(width=markup.READ):
        st.header("Papers", anchor=False)
        practice_papers.show(
            user, caching.ask(queries.papers.of_practice, user, ods_code)
        )
        st.caption("Seen by staff only.")
        if user.may(Permission.DO_CASEWORK):
            _record(user, ods_code)


def _record(user: User, ods_code: str) -> None:
    st.header("Record something", anchor=False)
    chosen = st.selectbox(
        "What has happened",
        list(RECORDED),
        index=None,
        placeholder="Choose what to record",
        key="record",
    )
    if chosen:
        RECORDED[chosen](user, ods_code)
