"""The settings in force, with their database opened once in the process."""

from functools import lru_cache
from threading import Lock

from lib import config, start
from lib.config import Settings

_one_at_a_time = Lock()


@lru_cache(maxsize=1)
def _open(settings: Settings) -> None:
    start.start(settings)


def settings() -> Settings:
    found = config.read()
    with _one_at_a_time:  # two first visitors must not both migrate
        _open(found)
    return found
