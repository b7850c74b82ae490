"""The settings in force, with their database opened once in the process."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from threading import Lock

from lib import config, start
from lib.config import Settings

_one_at_a_time = Lock()
_told: list[Settings] = []  # at most one: what the terminal has opened itself


@lru_cache(maxsize=1)
def _open(settings: Settings) -> None:
    start.start(settings)


def settings() -> Settings:
    if _told:
        return _told[0]
    found = config.read()
    with _one_at_a_time:  # two first visitors must not both migrate
        _open(found)
    return found


@contextmanager
def as_told(opened: Settings) -> Iterator[None]:
    """These for a page that the terminal draws: their database is open already."""
    _told.append(opened)
    try:
        yield
    finally:
        _told.clear()
