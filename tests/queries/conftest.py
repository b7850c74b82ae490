"""A clock that tests can set, for what was known on a day."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, date, datetime, time

import pytest

from lib.actions import events

Clock = Callable[..., AbstractContextManager[None]]


@pytest.fixture
def on_days(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """`with on_days(day, at):` what is done inside happens then (UTC)."""

    @contextmanager
    def happening(day: date, at: time = time(12)) -> Iterator[None]:
        with monkeypatch.context() as patched:
            moment = datetime.combine(day, at, UTC)
            patched.setattr(events, "now", lambda: moment)
            yield

    return happening
