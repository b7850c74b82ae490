"""The only cache: answers by scope and by the version of the data, drawings by content.

A key stands for what is asked, what the person may see and the data's version, so that
nobody is shown another's rows and nothing is stale in any session. Answers that come of
figures alone go by their own version: they outlast the casework of the day. Frames are
never a key: Streamlit hashes a large one by a sample.
"""

import copy
import gc
import hashlib
import pickle
import threading
import time
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from datetime import date
from functools import lru_cache, partial
from itertools import count
from typing import Any, TypeVar

import pandas as pd
import streamlit as st

from lib import queries
from lib.domain.dates import today
from lib.domain.users import User
from lib.queries.events import Versions

Answer = TypeVar("Answer")
# How many are kept; one page asks up to forty. Of panels fewer: two years of England's
# take 40 MB, of one ICB 1 MB.
ANSWERS, FIGURES, PANELS, DRAWINGS = 400, 400, 32, 500
LONG = 0.5  # seconds of processor time, after which much may be remembered
MUCH = 50_000  # objects: to look at so many takes longer than a click should


class _Run(threading.local):
    """A page is drawn by one thread: what that has asked, and after how many writes."""

    known: dict[Hashable, Any] | None = None
    written = 0
    worked = 0.0  # seconds, on answers that nobody had asked for yet


_run = _Run()


@contextmanager
def one_run() -> Iterator[None]:
    """While a page is drawn: `once` asks once."""
    _run.known, _run.worked = {}, 0.0
    try:
        yield
    finally:
        _run.known = None
        if _run.worked > LONG:
            _let_them_lie()


def _let_them_lie() -> None:
    """Streamlit collects garbage after every click. It need not look each time at what
    is remembered: England's answers are a million objects, a tenth of a second. To put
    them away takes a look at them all, longer than one ICB's new answers are worth."""
    if len(gc.get_objects()) < MUCH:  # that do not lie yet
        return
    gc.unfreeze()
    gc.collect()
    gc.freeze()


def _worked_out(work: Callable[[], Answer]) -> Answer:
    began = time.thread_time()
    try:
        return work()
    finally:
        _run.worked += time.thread_time() - began


def once(work: Callable[[], Answer]) -> Answer:
    """What `work` finds at the beginning of a run, and anew after this process wrote."""
    known, written = _run.known, queries.events.written()
    if known is None:
        return work()
    if _run.written != written:
        known.clear()
        _run.written = written
    if work not in known:
        known[work] = work()
    answer: Answer = known[work]
    return answer


def panel(
    user: User,
    first: date,
    last: date,
    *,
    icb_code: str | None = None,
    as_known_on: date | None = None,
) -> pd.DataFrame:
    """The figures frame from first to last, remembered until the data change, for all
    who are shown the same."""
    asked = partial(
        queries.figures.panel,
        user,
        first,
        last,
        icb_code=icb_code,
        as_known_on=as_known_on,
    )
    return _own_copy(_panels(_key(asked, user.sight, _versions().figures), asked))


def ask(query: Callable[..., Answer], user: User, *asked: Any, **named: Any) -> Answer:
    """A query whose answer depends on the user's scope alone, remembered likewise."""
    work = partial(query, user, *asked, **named)
    return _own_copy(_answers(_key(work, user.scope, _versions().data), work))


def figures(
    query: Callable[..., Answer], user: User, *asked: Any, **named: Any
) -> Answer:
    """Likewise, of an answer into which no casework enters."""
    work = partial(query, user, *asked, **named)
    return _own_copy(_figures(_key(work, user.scope, _versions().figures), work))


def derived(
    work: Callable[..., Answer], user: User, *asked: Any, **named: Any
) -> Answer:
    """What is worked out from counts and panels, for all who are shown the same."""
    asking = partial(work, user, *asked, **named)
    return _own_copy(_figures(_key(asking, user.sight, _versions().figures), asking))


def drawn(work: Callable[..., Answer], *given: Any) -> Answer:
    """What comes of what is given and of nothing else, remembered by all of it, byte
    for byte: whoever has that may have this. Not to be written on."""
    key = hashlib.sha256(pickle.dumps((work.__qualname__, given))).digest()
    return _drawings(key, partial(work, *given))


def _versions() -> Versions:
    return once(queries.events.versions)


def _key(work: partial[Any], sees: Hashable, version: int) -> Hashable:
    """Today is part of it, since settings begin on a day."""
    what = f"{work.func.__module__}.{work.func.__qualname__}"
    asked = work.args[1:], tuple(sorted(work.keywords.items()))
    return _number((what, *asked, sees, version, today()))


_numbers = count()


@lru_cache(ANSWERS + FIGURES + PANELS)
def _number(key: tuple[Hashable, ...]) -> Hashable:  # noqa: ARG001
    """Streamlit takes a key to pieces, a tenth of a page's work; of a number at once."""
    return next(_numbers)


def _own_copy(answer: Answer) -> Answer:
    """Writing on it leaves what is remembered as it was; pandas copies on write."""
    if isinstance(answer, pd.DataFrame):
        return answer.copy(deep=False)
    return copy.copy(answer)


# An underscore keeps an argument out of the key.
@st.cache_resource(max_entries=ANSWERS, show_spinner=False)
def _answers(key: Hashable, _work: Callable[[], Answer]) -> Answer:  # noqa: ARG001
    return _worked_out(_work)


@st.cache_resource(max_entries=FIGURES, show_spinner=False)
def _figures(key: Hashable, _work: Callable[[], Answer]) -> Answer:  # noqa: ARG001
    return _worked_out(_work)


@st.cache_resource(max_entries=PANELS, show_spinner=False)
def _panels(key: Hashable, _work: Callable[[], Answer]) -> Answer:  # noqa: ARG001
    return _worked_out(_work)


@st.cache_resource(max_entries=DRAWINGS, show_spinner=False)
def _drawings(key: Hashable, _work: Callable[[], Answer]) -> Answer:  # noqa: ARG001
    return _worked_out(_work)
