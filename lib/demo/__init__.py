"""The demonstration: an invented ICB, made by code, with no real practice in it."""

from lib import queries
from lib.demo import people, story, turn
from lib.demo.story import TODAY

__all__ = ["TODAY", "build"]


def build() -> None:
    """Fill an empty demonstration; one that is filled is left as it is."""
    if _is_filled():
        return
    with turn.one_at_a_time():
        if not _is_filled():
            story.tell()


def _is_filled() -> bool:
    """The account that comes last is there."""
    return queries.users.by_email(people.LAST.email) is not None
