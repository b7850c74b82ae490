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
from typing import Any, TypeVar, cast

import pandas as pd
import streamlit as st

from lib import queries
from lib.domain.dates import today
from lib.domain.users import User

Answer = TypeVar("Answer")
What = tuple[str, tuple[Any, ...], dict[str, Any]]
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
    version = (queries.events.version(), today())
    answer = _remembered(_what(query, asked, named), user.scope, version, (query, user))
    return cast(Answer, _own_copy(answer))


def figures(
    query: Callable[..., Answer], user: User, *asked: Any, **named: Any
) -> Answer:
    """Likewise, of an answer into which no casework enters."""
    version = (queries.events.figures_version(), today())
    what = _what(query, asked, named)
    answer = _remembered_figures(what, user.scope, version, (query, user))
    return cast(Answer, _own_copy(answer))


def drawn(work: Callable[..., Answer], *given: Any) -> Answer:
    """What comes of what is given and of nothing else, remembered by all of it, byte
    for byte: whoever has that may have this. Not to be written on."""
    key = hashlib.sha256(pickle.dumps((work.__qualname__, given))).digest()
    return cast(Answer, _drawn(key, (work, given)))


def _what(
    query: Callable[..., Any], asked: tuple[Any, ...], named: dict[str, Any]
) -> What:
    return f"{query.__module__}.{query.__qualname__}", asked, named


def _own_copy(answer: Any) -> Any:
    """Writing on it leaves what is remembered as it was; pandas copies on write."""
    if isinstance(answer, pd.DataFrame):
        return answer.copy(deep=False)
    return copy.copy(answer)


# An underscore keeps an argument out of the key.
@st.cache_resource(max_entries=ANSWERS, show_spinner=False)
def _remembered(
    what: What,
    scope: Hashable,  # noqa: ARG001 part of the key
    version: tuple[int, date],  # noqa: ARG001 part of the key: settings begin on a day
    _who_asks: tuple[Callable[..., Any], User],
) -> Any:
    query, user = _who_asks
    _, asked, named = what
    return query(user, *asked, **named)


@st.cache_resource(max_entries=FIGURES, show_spinner=False)
def _remembered_figures(
    what: What,
    scope: Hashable,  # noqa: ARG001 as above
    version: tuple[int, date],  # noqa: ARG001 as above
    _who_asks: tuple[Callable[..., Any], User],
) -> Any:
    query, user = _who_asks
    _, asked, named = what
    return query(user, *asked, **named)


@st.cache_resource(max_entries=DRAWINGS, show_spinner=False)
def _drawn(
    key: bytes,  # noqa: ARG001 all that is given
    _work: tuple[Callable[..., Any], tuple[Any, ...]],
) -> Any:
    work, given = _work
    return work(*given)
