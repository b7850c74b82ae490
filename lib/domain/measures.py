"""Measures: the keys of what practices are looked at by, and how a setting writes them.

Measures are data (`lib.domain.reported`). The limit of each stands in its dated rules
(`lib.domain.threshold`).
"""

from collections.abc import Iterable
from enum import StrEnum


class Key(StrEnum):
    CODED_104 = "104"
    ACCESS = "access"


class Direction(StrEnum):
    """On which side of the limit the practices lie that the source asks about.

    It says where to look; no side is good or bad, and none has a colour.
    """

    ABOVE = "above"
    BELOW = "below"


NOT_SET = frozenset({Key.CODED_104})


def read(value: str) -> frozenset[Key]:
    """ "104 access"; ValueError where it names none, or something else."""
    found = frozenset(map(Key, value.split()))
    if not found:
        raise ValueError(value)
    return found


def written(keys: Iterable[Key]) -> str:
    wanted = set(keys)
    return " ".join(key for key in Key if key in wanted)
