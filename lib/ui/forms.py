"""Forms: what a person is told after acting, and dates as they are typed."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date

import streamlit as st
from streamlit.runtime.scriptrunner import StopException

from lib import actions
from lib.domain.dates import parse_day
from lib.domain.errors import Refused, RuleBroken
from lib.ui import access, memory
from lib.ui.markup import esc

DONE = "done"
WIDE = 520  # pixels of a box for a name or a line


@dataclass
class Done:
    message: str
    told: bool = False


@contextmanager
def feedback(message: str) -> Iterator[None]:
    """A refusal becomes a sentence on the form; a success is told on the fresh page."""
    with told():
        yield
        say_next(message)
        st.rerun()


@contextmanager
def told() -> Iterator[None]:
    """A refusal becomes a sentence; nothing else happens."""
    try:
        yield
    except Refused as refusal:
        refused(refusal)


def refused(refusal: Refused) -> None:
    """Say it, and record who reached beyond what is theirs."""
    st.error(esc(refusal))
    record(refusal)


def record(refusal: Refused) -> None:
    if user := access.signed_in_user():
        actions.refusals.record(refusal, by=user)


def say_next(message: str) -> None:
    """Above the page that is drawn next."""
    memory.keep(DONE, Done(message))


@contextmanager
def telling() -> Iterator[None]:
    """Say what was done, above the page that is drawn within. A page that the next
    click interrupts may have shown it to nobody: it is then said again."""
    done = memory.look(DONE)
    with st.container():  # so that what stands below stays where it is, open or folded
        if isinstance(done, Done) and not done.told:
            st.success(done.message)
    with suppress(StopException):  # a page that ends early has been drawn all the same
        yield
    if isinstance(done, Done):
        done.told = True


def day(
    label: str, key: str, offered: date | None = None, *, kept: bool = False
) -> date | None:
    """A date typed as 31/08/2026; None while empty or not to be read, which is said.

    `offered` stands in the box until something else is typed; one that is a filter is
    kept in the address.
    """
    try:
        return read_day(day_box(label, key, offered, kept=kept))
    except RuleBroken as problem:
        st.error(esc(problem))
        return None


def day_box(
    label: str, key: str, offered: date | None = None, *, kept: bool = False
) -> str:
    """The box alone, for a form that is to be refused where it cannot be read."""
    return st.text_input(
        label,
        typed(offered),
        key=key,
        bind="query-params" if kept else None,
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


def unreadable(*keys: str) -> bool:
    """Whether in one of these boxes for a day stands what nobody can read: then what
    `day` gives is not "no day", and nothing may be stored of it."""
    return any(not _is_day(memory.look(key)) for key in keys)


def _is_day(entered: object) -> bool:
    try:
        read_day(entered if isinstance(entered, str) else "")
    except RuleBroken:
        return False
    return True
