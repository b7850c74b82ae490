"""Forms: what a person is told after acting, and dates as they are typed."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

import streamlit as st

from lib.domain.dates import parse_day
from lib.domain.errors import Refused, RuleBroken
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


@contextmanager
def told() -> Iterator[None]:
    """A refusal becomes a sentence; nothing else happens."""
    try:
        yield
    except Refused as refusal:
        st.error(str(refusal))


def tell() -> None:
    done = memory.take("done")
    if isinstance(done, str):
        st.success(done)


def day(label: str, key: str, offered: date | None = None) -> date | None:
    """A date typed as 31/08/2026; None while empty or not to be read, which is said.

    `offered` stands in the box until something else is typed.
    """
    try:
        return read_day(day_box(label, key, offered))
    except RuleBroken as problem:
        st.error(str(problem))
        return None


def day_box(label: str, key: str, offered: date | None = None) -> str:
    """The box alone, for a form that is to be refused where it cannot be read."""
    return st.text_input(
        label,
        typed(offered),
        key=key,
        placeholder="DD/MM/YYYY",
        width=180,
    )


def read_day(entered: str) -> date | None:
    if not entered.strip():
        return None
    try:
        return parse_day(entered)
    except ValueError as problem:
        raise RuleBroken(str(problem)) from None


def needed_day(entered: str, what: str) -> date:
    """`what` begins "Say ..."."""
    found = read_day(entered)
    if found is None:
        raise RuleBroken(f"{what}.")
    return found


def typed(day: date | None) -> str:
    """As a person types it into `day`."""
    return f"{day:%d/%m/%Y}" if day else ""


def is_unreadable(entered: object) -> bool:
    """Of what stands in the box of a day."""
    if not isinstance(entered, str):
        return False
    try:
        read_day(entered)
    except RuleBroken:
        return True
    return False


def submitted(
    label: str, key: str, seen: int, *, is_primary: bool = False
) -> int | None:
    """Whether this button of a form was pressed: the version that was on screen then.

    A callback keeps the one that the form was drawn with, not a later one.
    """
    st.form_submit_button(
        label,
        key=f"primary-{key}" if is_primary else f"submit-{key}",
        type="primary" if is_primary else "secondary",
        on_click=lambda: memory.keep(f"seen-{key}", seen),
    )
    found = memory.take(f"seen-{key}")
    return found if isinstance(found, int) else None
