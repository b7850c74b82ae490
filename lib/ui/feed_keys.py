"""Data feeds on screen: make a key, see it once, revoke it, and what there is to ask."""

import streamlit as st

from lib import actions, queries
from lib.casework.feeds import FEEDS, MOST_MONTHS
from lib.documents.tables import Column, Kind, Notes
from lib.domain.dates import london, today
from lib.domain.feeds import FeedKey
from lib.domain.free_text import LINE
from lib.domain.users import User
from lib.ui import base_path, context, forms, memory, seen, tables

ALL = "All that I may see"
COLUMNS = [
    Column("name", "For"),
    Column("owner", "Whose"),
    Column("icb_code", "ICB", missing=ALL),
    Column("ends_on", "Last day", Kind.DAY),
    Column("used_at", "Last used", missing="never"),
    Column("state", "State", Kind.STATUS),
]


def lead() -> None:
    st.write(
        "A workbook or a report refreshes itself from here. With a key it fetches what"
        " you may see, no more: exact or rounded, named or not, as on screen. Each fetch"
        " is recorded with your name."
    )


def fresh_key() -> None:
    """A key that was just made, for this one drawing of the page."""
    key = memory.take("fresh-key")
    if isinstance(key, str):
        st.success("This is the key. It is shown this once: keep it like a password.")
        st.code(key, language=None)


def make(user: User) -> None:
    with (
        st.expander("Make a key"),
        st.form("make-key", border=False, clear_on_submit=True),
    ):
        name = st.text_input("What it is for", max_chars=LINE, width=forms.WIDE)
        names = context.icbs(user)
        icb_code = st.selectbox(
            "What it may fetch",
            [None, *names],
            format_func=lambda code: names.get(code, ALL),
            width=forms.WIDE,
        )
        ends_on = forms.day_box("Last day (a year ahead at most)", "key-ends")
        if not st.form_submit_button("Make the key"):
            return
        with forms.told():
            day = forms.needed_day(ends_on, "Say the key's last day")
            key = actions.feed_keys.make(name, day, icb_code, by=user)
            memory.keep("fresh-key", key)
            st.rerun()


def keys(user: User) -> None:
    found = queries.feed_keys.mine(user)
    if not found:
        st.write("There is no key yet.")
        return
    table = tables.of_rows(found, ["name", "owner", "icb_code", "ends_on"])
    table["used_at"] = [_moment(each) for each in found]
    table["state"] = [_state(each) for each in found]
    notes = Notes("Keys to the data feeds", "As recorded", None, user.name)
    tables.show("feed-keys", table, COLUMNS, notes, user)
    _revoke(user, [each for each in found if _state(each) == "Good"])


def _revoke(user: User, good: list[FeedKey]) -> None:
    if not good:
        return
    with st.expander("Revoke a key"), st.form("revoke-key", border=False):
        chosen = st.selectbox(
            "Which key",
            good,
            format_func=lambda key: f"{key.name}, until {key.ends_on:%d/%m/%Y}",
            width=forms.WIDE,
        )
        pressed = seen.button("Revoke it", f"revoke-{chosen.id}", chosen.version)
    if pressed is None or chosen.id is None:
        return
    with forms.feedback("The key is revoked: nothing is answered to it."):
        actions.feed_keys.revoke(chosen.id, seen_version=pressed, by=user)


def how() -> None:
    st.header("What there is", anchor=False)
    for name, feed in FEEDS.items():
        st.markdown(
            f"**`{base_path.under(f'/api/{name}.csv')}`**, or `.json`: {feed.meaning}."
        )
        st.caption("Columns: " + ", ".join(feed.columns))
    st.write(
        "Without more, the latest month. `?icb=QXX&from=2023-01&to=2023-09` asks for one"
        f" ICB and for months, {MOST_MONTHS} at most. Columns are only ever added, at"
        " the end."
    )
    st.markdown(
        "**Excel**: Data, From Web, the address; then *Basic*, any user name, the key as"
        " password.  \n**Power BI**: Get data, Web, the same; or *Web API* with the key"
        " in a header `Authorization: Bearer ...`."
    )


def _moment(key: FeedKey) -> str | None:
    return f"{london(key.used_at):%d/%m/%Y %H:%M}" if key.used_at else None


def _state(key: FeedKey) -> str:
    if key.revoked_on:
        return "Revoked"
    return "Good" if key.ends_on >= today() else "Ended"
