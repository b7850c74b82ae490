"""View as observer: staff look through an observer's eyes, by the same code path."""

import streamlit as st

from lib import queries
from lib.domain.errors import NotFound
from lib.domain.roles import Permission
from lib.domain.users import User
from lib.ui import caching, memory
from lib.ui.markup import esc

KEY = "look_as"
BMA = "BMA"
MYSELF = "Myself"


def seen_by(user: User) -> User:
    """The person, or the observer as whom the address says that they look."""
    wanted = st.query_params.get(KEY)
    if not wanted or wanted == MYSELF or not user.may(Permission.VIEW_AS_OBSERVER):
        return user
    try:
        return queries.users.as_observer(user, None if wanted == BMA else wanted)
    except NotFound:  # an LMC of other people's practices
        return user


def control(user: User) -> None:
    """For whoever may; it stands on every page, so that the choice goes along."""
    if not user.may(Permission.VIEW_AS_OBSERVER):
        return
    lmcs = caching.ask(queries.lmc_addresses.every, user)
    st.selectbox(
        "View as observer",
        [MYSELF, *lmcs, BMA],
        key=KEY,
        bind="query-params",
        width=240,
    )


def strip(seen: User) -> None:
    """Whose eyes these are, and the way back."""
    if seen.own_role is None:
        return
    with st.container(key="look-as", horizontal=True, vertical_alignment="center"):
        whose = f"an observer of {seen.lmc}" if seen.lmc else "an observer of the BMA"
        st.markdown(
            f"**You look at it as {esc(whose)} does**, within your own ICBs. Nothing can"
            " be raised from here.",
            width="content",
        )
        st.button(
            "Back to my own view",
            key="look-as-back",
            on_click=memory.putting_back({KEY: MYSELF}),
        )
