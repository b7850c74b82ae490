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
    """In the place of `caching._answers` or `caching._figures`."""

    def __init__(self, remembered: Callable[..., Any]) -> None:
        self._remembered = remembered
        self._kept: OrderedDict[Any, Any] = OrderedDict()

    def __call__(self, key: tuple[Any, ...], work: Callable[[], Any]) -> Any:
        steps = repeated.led_to(queries.events.version())
        if steps is None:
            return self._remembered(key, work)
        *asked, _version, day = key
        known = (steps, *asked, day)
        if known not in self._kept:
            self._kept[known] = work()
        self._kept.move_to_end(known)
        if len(self._kept) > AT_MOST:
            self._kept.popitem(last=False)
        return self._kept[known]
