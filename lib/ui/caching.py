"""The only cache: answers by scope and by the version of the data.

A key is what is asked, what the person may see and the data's version, so that nobody
is shown another's rows and nothing is stale in any session. Frames are never a key:
Streamlit hashes a large one by a sample.
"""

import copy
from collections.abc import Callable, Hashable
from datetime import date
from typing import Any, TypeVar, cast

import pandas as pd
import streamlit as st

from lib import queries
from lib.domain.dates import today
from lib.domain.users import User

Answer = TypeVar("Answer")


def panel(
    user: User,
    first: date,
    last: date,
    *,
    icb_code: str | None = None,
    as_known_on: date | None = None,
) -> pd.DataFrame:
    """The figures frame from first to last, remembered until the data change."""
    return ask(
        queries.figures.panel,
        user,
        first,
        last,
        icb_code=icb_code,
        as_known_on=as_known_on,
    )


def ask(query: Callable[..., Answer], user: User, *asked: Any, **named: Any) -> Answer:
    """A query whose answer depends on the user's scope alone, remembered likewise."""
    what = (f"{query.__module__}.{query.__qualname__}", asked, named)
    version = (queries.events.version(), today())
    answer = _remembered(what, user.scope, version, (query, user))
    return cast(Answer, _own_copy(answer))


def _own_copy(answer: Any) -> Any:
    """Writing on it leaves what is remembered as it was; pandas copies on write."""
    if isinstance(answer, pd.DataFrame):
        return answer.copy(deep=False)
    return copy.copy(answer)


# An underscore keeps an argument out of the key.
@st.cache_resource(max_entries=32, show_spinner=False)
def _remembered(
    what: tuple[str, tuple[Any, ...], dict[str, Any]],
    scope: Hashable,  # noqa: ARG001 part of the key
    version: tuple[int, date],  # noqa: ARG001 part of the key: settings begin on a day
    _who_asks: tuple[Callable[..., Any], User],
) -> Any:
    query, user = _who_asks
    _, asked, named = what
    return query(user, *asked, **named)
