"""Trackers: a line of one, and the words of whoever sent it."""

from datetime import date

from lib import actions
from lib.domain.recipients import Recipient
from lib.domain.roles import Permission
from lib.domain.tracker import CaseChange, Change, Seen, Stated
from lib.domain.tracker_fields import Field
from lib.domain.uploads import WordFor

STATED = Stated(date(2026, 5, 1), "letter of 1 May 2026", Recipient.ICB)


def prepare(made):
    episode = made.episode
    seen = Seen(episode.id, episode.version, None, 1, 1)
    change = Change(Field.ACTION, None, "Call them")
    return {"line": CaseChange(2, "X99001", "Practice 01", seen, (change,))}


OF_AN_ICB = {
    "bring a tracker": (
        Permission.DO_CASEWORK,
        lambda by, made: actions.tracker.bring([made.also["line"]], STATED, by=by),
    ),
}
OF_ALL = {
    "remember words": (
        Permission.DO_CASEWORK,
        lambda by, made: actions.matches.remember_words(
            "a sender", WordFor.STATUS, {"chased": "requested"}, by=by
        ),
    ),
}
