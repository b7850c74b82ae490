"""The actions of each part of the casework, for `test_refusals`: a module for each noun.

A module has `OF_AN_ICB`, name -> (permission, act), maybe `OF_ALL` likewise, and
`prepare(made)`, which makes what its actions act on and returns it by name; the acts
find it in `made.also`.
"""

import importlib
import pkgutil
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from lib.domain.episode import Episode, Ground
from lib.domain.users import User


@dataclass(frozen=True)
class Made:
    """What lies ready in the database for the actions to act on."""

    counts_id: int
    hierarchy_id: int
    episode: Episode  # of X99001, open, begun by somebody else
    fallen: Ground  # the month after: X99001 is no longer over
    other_ground: Ground  # of X99002, over and without a case
    also: dict[str, Any] = field(default_factory=dict)


Act = Callable[[User, Made], object]

DOORS = [
    importlib.import_module(f"{__name__}.{each.name}")
    for each in pkgutil.iter_modules(__path__)
]
DOOR_OF = {
    name: door
    for door in DOORS
    for name in {**door.OF_AN_ICB, **getattr(door, "OF_ALL", {})}
}
