"""Answers about a database that many tests begin with, kept from one to the next.

The cache of the pages goes by the version of the data: copies of one database that
differ by what a test wrote may have the same. So what is asked while only steps of
`tests/repeated.py` were taken is kept under these, and what is asked afterwards is
forgotten with the test.
"""

from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import streamlit as st

from lib import queries
from tests import repeated

AT_MOST = 1000


@contextmanager
def begun_with(name: str) -> Iterator[None]:
    st.cache_resource.clear()
    with repeated.begun_with(name):
        yield
    st.cache_resource.clear()


class Kept:
    """In the place of `caching._remembered` or of what it has beside it for figures."""

    def __init__(self, remembered: Callable[..., Any]) -> None:
        self._remembered = remembered
        self._answers: OrderedDict[Any, Any] = OrderedDict()

    def __call__(
        self,
        what: tuple[str, tuple[Any, ...], dict[str, Any]],
        scope: Any,
        version: tuple[int, Any],
        who_asks: tuple[Callable[..., Any], Any],
    ) -> Any:
        steps = repeated.led_to(queries.events.version())
        if steps is None:
            return self._remembered(what, scope, version, who_asks)
        (name, asked, named), (query, user) = what, who_asks
        key = (steps, version[1], name, asked, tuple(sorted(named.items())), scope)
        if key not in self._answers:
            self._answers[key] = query(user, *asked, **named)
        self._answers.move_to_end(key)
        if len(self._answers) > AT_MOST:
            self._answers.popitem(last=False)
        return self._answers[key]
