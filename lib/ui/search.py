"""Find a practice: one box on every page, by name, former name, code or postcode.

It opens the practice's page with the card for a call.
"""

import streamlit as st

from lib import queries
from lib.domain.users import User
from lib.ui import caching
from lib.ui.menu import PRACTICE
from lib.ui.practice_call import address

# Fuzzy matching forgives a missing space or apostrophe, but takes the browser 0.3
# seconds a keystroke over England's 6,000 practices; plain matching takes 0.1.
FUZZY_UP_TO = 1_500


def box(user: User) -> None:
    labels = caching.figures(_labels, user)
    shown = st.query_params.get("ods", "")
    chosen = st.selectbox(
        "Find a practice",
        list(labels),
        index=None,
        format_func=lambda ods_code: labels.get(ods_code, ods_code),
        # A new key for each practice shown, so that the box is empty on arrival.
        key=f"find-{shown}",
        placeholder="Name, ODS code, postcode",
        filter_mode="fuzzy" if len(labels) <= FUZZY_UP_TO else "contains",
    )
    if chosen and chosen != shown:
        st.switch_page(PRACTICE, query_params=address(chosen))


def _labels(user: User) -> dict[str, str]:
    found = queries.practices.search_options(user)
    return dict(zip(found.ods_code, found.label, strict=True))
