"""What observers are told above every page: whose figures they see, and what not."""

import streamlit as st

from lib.domain.roles import Permission
from lib.domain.users import User
from lib.ui.markup import esc

HIDDEN = "You do not see staff notes, contacts or draft letters."


def strip(user: User) -> None:
    if user.may(Permission.SEE_EXACT):
        return
    with st.container(key="observing"):
        st.markdown(f"**Read-only.** {esc(_scope(user))} {HIDDEN}")


def _scope(user: User) -> str:
    whose = f"the practices of {user.lmc}" if user.lmc else "figures of all practices"
    if user.named_icbs is None:
        return f"You see {whose}."
    where = "where their ICB shows names" if user.named_icbs else "once it has agreed"
    return f"You see {whose}; a practice is named only {where}."
