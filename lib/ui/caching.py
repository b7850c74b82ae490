"""The only cache: answers by scope and by the version of the data, drawings by content.

A key is what is asked, what the person may see and the data's version, so that nobody
is shown another's rows and nothing is stale in any session. Answers that come of
figures alone go by their own version: they outlast the casework of the day. Frames are
never a key: Streamlit hashes a large one by a sample.
"""

import copy
import hashlib
import pickle
from collections.abc import Callable, Hashable
from datetime import date
from functools import partial
from typing import Any, TypeVar

import pandas as pd
import streamlit as st

from lib import queries
from lib.domain.dates import today
from lib.domain.users import User

Answer = TypeVar("Answer")
# How many are kept; one page asks up to forty. Two years of England's figures take
# 40 MB, of one ICB 1 MB.
ANSWERS, FIGURES, DRAWINGS = 200, 32, 500


def panel(
    user: User,
    first: date,
    last: date,
    *,
    icb_code: str | None = None,
    as_known_on: date | None = None,
) -> pd.DataFrame:
    """The figures frame from first to last, remembered until the data change."""
    return figures(
        queries.figures.panel,
        user,
        first,
        last,
        icb_code=icb_code,
        as_known_on=as_known_on,
    )


def ask(query: Callable[..., Answer], user: User, *asked: Any, **named: Any) -> Answer:
    """A query whose answer depends on the user's scope alone, remembered likewise."""
    key = (*_key(query, user, asked, named), queries.events.version(), today())
    return _own_copy(_answers(key, partial(query, user, *asked, **named)))


def figures(
    query: Callable[..., Answer], user: User, *asked: Any, **named: Any
) -> Answer:
    """Likewise, of an answer into which no casework enters."""
    key = (*_key(query, user, asked, named), queries.events.figures_version(), today())
    return _own_copy(_figures(key, partial(query, user, *asked, **named)))


def drawn(work: Callable[..., Answer], *given: Any) -> Answer:
    """What comes of what is given and of nothing else, remembered by all of it, byte
    for byte: whoever has that may have this. Not to be written on."""
    key = hashlib.sha256(pickle.dumps((work.__qualname__, given))).digest()
    return _drawings(key, partial(work, *given))


def _key(
    query: Callable[..., Any],
    user: User,
    asked: tuple[Any, ...],
    named: dict[str, Any],
) -> tuple[Any, ...]:
    what = f"{query.__module__}.{query.__qualname__}"
    return what, asked, tuple(sorted(named.items())), user.scope


def _own_copy(answer: Answer) -> Answer:
    """Writing on it leaves what is remembered as it was; pandas copies on write."""
    if isinstance(answer, pd.DataFrame):
        return answer.copy(deep=False)
    return copy.copy(answer)


# An underscore keeps an argument out of the key. Today is part of it, since settings
# begin on a day.
@st.cache_resource(max_entries=ANSWERS, show_spinner=False)
def _answers(key: Hashable, _work: Callable[[], Answer]) -> Answer:  # noqa: ARG001
    return _work()


@st.cache_resource(max_entries=FIGURES, show_spinner=False)
def _figures(key: Hashable, _work: Callable[[], Answer]) -> Answer:  # noqa: ARG001
    return _work()


@st.cache_resource(max_entries=DRAWINGS, show_spinner=False)
def _drawings(key: Hashable, _work: Callable[[], Answer]) -> Answer:  # noqa: ARG001
    return _work()
