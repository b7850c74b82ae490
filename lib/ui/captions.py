"""What stands around figures: coverage above, the disclosure rule below, and bases."""

from collections.abc import Callable
from typing import Any

import streamlit as st

from lib.analysis import sentences
from lib.domain.files import Basis
from lib.domain.roles import Permission
from lib.domain.threshold import BASIS_WORDS
from lib.ui import menu, under_query
from lib.ui.markup import esc
from lib.ui.views import View


def rule_line(view: View) -> None:
    """Under every chart, for those who see shown numbers."""
    if view.disclosure:
        st.caption(esc(view.disclosure))


def coverage(view: View, *, left_out: bool = True) -> None:
    """The line above all figures, and what makes them less than whole."""
    if not view.positions:
        st.info("No practice is expected in this month: no hierarchy has been loaded.")
        if view.user.may(Permission.READ_CASEWORK):
            st.page_link(menu.GETTING_STARTED, label="Getting started: what is missing")
        return
    rules = [esc(view.worded(rule)) for rule in view.rules_in_view()]
    words = sentences.coverage(view.positions, rules)
    missing = sentences.unread(view.positions) if left_out else ""
    with st.container(key="coverage"):
        st.markdown(f"{words} {missing}")
        under_query.line(view.user, view.icb_code, view.period)
    if left_out and view.several_bases:
        st.markdown(sentences.mixed_bases(view.positions))


def basis_heading(
    view: View, basis: Basis, write: Callable[..., Any] = st.subheader
) -> None:
    """Where figures on several bases stand one after the other.

    `write` is st.header where no other heading stands between it and the title.
    """
    if view.several_bases:
        write(f"By {BASIS_WORDS[basis]}", anchor=False)
