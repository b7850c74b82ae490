"""The rollout, word by word on screen."""

from datetime import date

from lib import actions
from lib.domain.roles import Permission
from lib.domain.rollout import Lever, Told, Word

TOLD = Told(
    "X99003",
    Lever.SWITCH_ON,
    Word.PLANNED,
    date(2026, 5, 4),
    "booked by telephone",
    "the practice manager, 3 April 2026",
)

OF_AN_ICB = {
    "say of the rollout": (
        Permission.DO_CASEWORK,
        lambda by, made: actions.rollout.say(TOLD, seen=0, by=by),
    ),
}


def prepare(made):
    return {}
