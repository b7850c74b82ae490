"""Agreements: only casework records what a practice lets observers see."""

from lib import actions
from lib.actions.agreements import Answer
from lib.domain.agreement import Shown
from lib.domain.roles import Permission
from tests.factories import PERIOD

YES = Answer(Shown.PLAN, agreed=True, said_on=PERIOD, source="their e-mail")


def prepare(made):
    return {}


OF_AN_ICB = {
    "record an agreement": (
        Permission.DO_CASEWORK,
        lambda by, made: actions.agreements.record("X99001", YES, by=by),
    ),
}
