"""SQLite, where a test does not say otherwise, and a clock that tests can set.

Each question is asked on both kinds in one test at least: `@BOTH`, `@BOTH_COPIES`.
"""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, date, datetime, time

import pytest

from lib.actions import events
from tests import repeated
from tests.on_sqlite import copy_of, database

__all__ = ["copy_of", "database"]

Clock = Callable[..., AbstractContextManager[None]]


@pytest.fixture
def on_days(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """`with on_days(day, at):` what is done inside happens then (UTC)."""

    @contextmanager
    def happening(day: date, at: time = time(12)) -> Iterator[None]:
        repeated.no_more()
        with monkeypatch.context() as patched:
            moment = datetime.combine(day, at, UTC)
            patched.setattr(events, "now", lambda: moment)
            yield

    return happening
