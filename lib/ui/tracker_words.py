"""A sender's own words for statuses and owners: what each means is said once."""

from collections.abc import Mapping, Sequence

import streamlit as st

from lib import actions, queries
from lib.analysis.words import capital
from lib.casework.tracker import TrackerReport
from lib.documents.tracker_columns import STATUSES
from lib.domain.tracker import labels
from lib.domain.uploads import WordFor
from lib.domain.users import User
from lib.ui import caching, forms
from lib.ui.markup import esc

NOT_SAID = "Not said"
LEFT_OUT = {WordFor.STATUS: "Leave it out", WordFor.OWNER: "Nobody: leave it out"}


def ask(user: User, icb_code: str, sender: str, report: TrackerReport) -> None:
    """The questions, and the button that remembers the answers."""
    unmatched = {about: words for about, words in report.unmatched.items() if words}
    if not unmatched:
        return
    whose = f"for {sender}" if sender else "for files without a sender"
    st.header("Words to match", anchor=False)
    st.markdown(f"What you match is remembered {esc(whose)}.")
    owners = caching.ask(queries.users.colleagues, user, icb_code)
    offered = {
        WordFor.STATUS: {status: capital(status) for status in STATUSES},
        WordFor.OWNER: labels(owners),
    }
    said = {
        about: _meanings(about, words, offered[about])
        for about, words in unmatched.items()
    }
    if st.button("Use these meanings", key="use-meanings"):
        with forms.feedback("What these words mean is remembered."):
            for about, meanings in said.items():
                if meanings:
                    actions.matches.remember_words(sender, about, meanings, by=user)


def _meanings(
    about: WordFor, words: Sequence[str], offered: Mapping[str, str]
) -> dict[str, str]:
    named = {**offered, "": LEFT_OUT[about]}
    chosen = {
        word: st.selectbox(
            f"{capital(about)} “{esc(word)}” is",
            [None, *named],
            format_func=lambda each: NOT_SAID if each is None else named[each],
            key=f"word-{about}-{number}-{word}",
            width=forms.WIDE,
        )
        for number, word in enumerate(words)
    }
    return {word: means for word, means in chosen.items() if means is not None}
