"""What stands around every page: who looks, which ICB, the search, and the footer."""

import streamlit as st

from lib.config import Mode
from lib.domain.dates import today, uk
from lib.domain.errors import Refused
from lib.domain.users import User
from lib.ui import (
    access,
    caching,
    changes,
    context,
    folds,
    forms,
    look_as,
    menu,
    observing,
    opening,
    search,
)

MODE_TAGS = {
    Mode.DEMO: " :gray-badge[Demonstration]",
    Mode.LOCAL: " :gray-badge[This computer only]",
    Mode.OIDC: "",
}


def main() -> None:
    st.set_page_config(page_title=context.PRODUCT, layout="wide")
    mode = opening.settings().mode
    with (
        caching.one_run(),
        st.container(horizontal_alignment="center"),
        st.container(width=1120, key="page"),
    ):
        if mode is Mode.DEMO:
            _demonstration()
        _page(mode)


def _page(mode: Mode) -> None:
    person = access.person()
    changes.note_visit(person)
    above, body = st.container(), st.container()
    below = st.container(key="below")
    with below:
        look_as.control(person)  # first of all: it says as whom they look
    user = access.current_user()
    page = st.navigation(menu.pages(user), position="top")
    with above:
        look_as.strip(user)
        observing.strip(user)
        _context(user, mode)
    with below:
        _footer()
    with body:
        _run(page)


def alone() -> None:
    """The page by itself, whole: for its text."""
    folds.draw_whole()
    user = access.current_user()
    page = st.navigation(menu.pages(user), position="hidden")
    look_as.strip(user)
    observing.strip(user)
    context.icb_switch(user)
    _run(page)


def _demonstration() -> None:
    with st.container(key="banner"):
        words, person = st.columns([2, 1], gap="large", vertical_alignment="center")
        with words:
            st.markdown(
                "**Demonstration: invented data.** Nothing here is about a real"
                f" practice; it plays on {uk(today())}. To start with your own:"
                " `OVERSIGHT_MODE=local uv run streamlit run app.py`"
            )
        with person:
            access.switch()


def _context(user: User, mode: Mode) -> None:
    with st.container(key="context"):
        left, right = st.columns([2, 1], gap="large", vertical_alignment="bottom")
    with left, st.container(gap=None):
        st.markdown(f"**{context.PRODUCT}**{MODE_TAGS[mode]}")
        if mode is Mode.OIDC:
            access.who(user)
        context.icb_switch(user)
    with right:
        search.box(user)


def _run(page: st.Page) -> None:
    if page.visibility == "visible" or menu.titled(page.url_path):
        st.title(page.title, anchor=False)
    with forms.telling():
        try:
            page.run()
        except Refused as refusal:
            forms.refused(refusal)


def _footer() -> None:
    with st.container(key="footer", horizontal=True, vertical_alignment="center"):
        st.page_link(menu.DEFINITIONS, label="Definitions")
        st.page_link(menu.BURDEN, label="How practices were asked")
        st.page_link(menu.ACCESSIBILITY, label="Accessibility")
        st.caption("Counts per practice only. No patient records are held.")
