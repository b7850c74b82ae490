"""What a plan says, to read: where nobody may change it now."""

import streamlit as st

from lib import actions
from lib.actions.plan_versions import NO_DRAFT
from lib.domain.plan_content import SECTION_FIELDS, Content, Section
from lib.ui import forms, markup, plan_words
from lib.ui.markup import esc
from lib.ui.plan_page import Shown


def show(shown: Shown) -> Content:
    """The newest version that is not a draft; returns what it says."""
    if not shown.received:
        st.write("No plan has been received.")
        return Content()
    version = shown.received[0]
    content = shown.content(version)
    st.caption(f"Received from {esc(version.received_from)}.")
    for section in Section:
        answers = plan_words.answers(content, section)
        if answers and section is not Section.MILESTONES:  # which are shown below
            st.header(section, anchor=False)
            section_of(content, section, answers)
    if shown.may_work and shown.plan.takes_a_version and shown.episode.is_open:
        _revise(shown, content)
    return content


def section_of(content: Content, section: Section, answers: dict[str, str]) -> None:
    if len(SECTION_FIELDS[section]) == 1:
        st.markdown("".join(plan_words.lines(content, section)))
        return
    pairs = {name: esc(words) for name, words in answers.items()}
    markup.summary_list(f"wide-{section.name.lower()}", pairs, section)


def _revise(shown: Shown, content: Content) -> None:
    st.caption("A revised plan begins as a copy of this one, which stays as it is.")
    if st.button("Write a revised plan"):
        with forms.feedback("The copy is a draft now."):
            actions.plan_versions.save(
                shown.plan_id, content, seen_version=NO_DRAFT, by=shown.user
            )
