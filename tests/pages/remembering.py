"""Answers about a database that many tests begin with, kept from one to the next.

The cache of the pages goes by the version of the data: copies of one database that
differ by what a test wrote may have the same. So what is asked while only steps of
`tests/repeated.py` were taken is kept under these (of figures, while only casework
came on top), and what is asked afterwards is forgotten with the test.
"""

from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import streamlit as st
from altair.utils import schemapi

from lib.domain.dates import today
from lib.queries.events import Versions
from tests import repeated

AT_MOST = 1000


@contextmanager
def begun_with(name: str) -> Iterator[None]:
    st.cache_resource.clear()
    with repeated.begun_with(name):
        yield
    st.cache_resource.clear()


def by_content() -> Callable[..., Any]:
    """In the place of `caching._drawings`: its key is all that it comes of."""
    drawn: OrderedDict[Any, Any] = OrderedDict()

    def draw(key: bytes, work: Callable[[], Any]) -> Any:
        known = key, schemapi.DEBUG_MODE  # some tests have charts checked
        if known not in drawn:
            drawn[known] = work()
        if len(drawn) > AT_MOST:
            drawn.popitem(last=False)
        return drawn[known]

    return draw


def versions(ask: Callable[[], Versions]) -> Callable[[], Versions]:
    """As after the last step, where nothing was written since."""

    def known() -> Versions:
        last = repeated.untouched()
        return ask() if last is None else last.versions

    return known


def unless_written(query: Callable[[str], Any]) -> Callable[[str], Any]:
    """What it found after the same steps."""
    found: dict[Any, Any] = {}

    def known(asked: str) -> Any:
        last = repeated.untouched()
        if last is None:
            return query(asked)
        key = last.steps, today(), asked
        if key not in found:
            found[key] = query(asked)
        return found[key]

    return known


class Kept:
    """In the place of `caching._answers` or `caching._figures`.

    `led_to`: the steps that a version came of, where nothing else wrote.
    """

    def __init__(
        self,
        remembered: Callable[..., Any],
        led_to: Callable[[int], repeated.Steps | None],
    ) -> None:
        self._remembered, self._led_to = remembered, led_to
        self._kept: OrderedDict[Any, Any] = OrderedDict()

    def __call__(self, key: tuple[Any, ...], work: Callable[[], Any]) -> Any:
        *asked, version, day = key
        steps = self._led_to(version)
        if steps is None:
            return self._remembered(key, work)
        known = (steps, *asked, day)
        if known not in self._kept:
            self._kept[known] = work()
        self._kept.move_to_end(known)
        if len(self._kept) > AT_MOST:
            self._kept.popitem(last=False)
        return self._kept[known]
