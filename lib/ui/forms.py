"""Forms: what a person is told after acting, and dates as they are typed."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

import streamlit as st

from lib.domain.dates import parse_day
from lib.domain.errors import Refused
from lib.ui import memory


@contextmanager
def feedback(message: str) -> Iterator[None]:
    """A refusal becomes a sentence on the form; a success is told on the fresh page."""
    try:
        yield
    except Refused as refusal:
        st.error(str(refusal))
        return
    memory.keep("done", message)
    st.rerun()


def tell() -> None:
    done = memory.take("done")
    if isinstance(done, str):
        st.success(done)


def day(label: str, key: str) -> date | None:
    """A date typed as 31/08/2026; None while empty or not to be read, which is said."""
    typed = st.text_input(label, key=key, placeholder="DD/MM/YYYY", width=180)
    if not typed:
        return None
    try:
        return parse_day(typed)
    except ValueError as problem:
        st.error(str(problem))
        return None


def unreadable(*keys: str) -> bool:
    """Whether in one of these boxes for a day stands what nobody can read: then what
    `day` gives is not "no day", and nothing may be stored of it."""
    return any(not _is_day(memory.look(key)) for key in keys)


def _is_day(typed: object) -> bool:
    try:
        return not (isinstance(typed, str) and typed) or bool(parse_day(typed))
    except ValueError:
        return False
