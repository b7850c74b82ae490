"""The guided task list: what is there, what is missing and why, and where to do it."""

from collections.abc import Sequence

import streamlit as st

from lib.analysis.getting_started import State, Task, summary
from lib.casework import getting_started
from lib.config import Mode
from lib.domain.getting_started import Part, Step
from lib.domain.users import User
from lib.ui import caching, context, markup, menu, opening
from lib.ui.markup import esc

LINKS = {
    Step.THRESHOLD: menu.SETTINGS,
    Step.ADOPTION: menu.SETTINGS,
    Step.PEOPLE: menu.PEOPLE,
    Step.BOUNDARIES: menu.MAP,
}
OWN_DATA = """\
Stop the demonstration and start again in a database of your own, which holds no invented
row:

    OVERSIGHT_MODE=local uv run streamlit run app.py

This page is then the first that you see. In the terminal `uv run oversight status` says
the same, and `uv run oversight import FILE` loads a file.
"""


def of(user: User) -> list[Task]:
    signs_in = opening.settings().mode is not Mode.LOCAL
    return caching.ask(
        getting_started.of, user, context.icb_code(user), signs_in=signs_in
    )


def show(found: Sequence[Task], user: User) -> None:
    markup.lead(*summary(found))
    for part in Part:
        st.header(part, anchor=False)
        for task in found:
            if task.about.part is part:
                _row(task, user)


def own_data() -> None:
    """In the demonstration, which holds everything already."""
    if opening.settings().mode is not Mode.DEMO:
        return
    st.header("Start with your own data", anchor=False)
    st.markdown(OWN_DATA)


def _row(task: Task, user: User) -> None:
    about = task.about
    with st.container(key=f"row-start-{task.step}"):
        left, right = st.columns([4, 1], vertical_alignment="top")
        with left, st.container(gap=None):
            if task.state is not State.CANNOT and user.may(about.needs):
                st.page_link(LINKS.get(task.step, menu.IMPORT_DATA), label=about.title)
            else:
                st.markdown(f"**{esc(about.title)}**")
            st.markdown(esc(task.found))
            st.caption(esc(f"{about.why} From: {about.source}{_who(task, user)}"))
        right.markdown(markup.tag(task.state))


def _who(task: Task, user: User) -> str:
    if user.may(task.about.needs) or task.state is State.DONE:
        return ""
    return " Your role does not do it; ask an administrator of the ICB."
