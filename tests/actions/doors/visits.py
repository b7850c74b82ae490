"""Visits: whoever may look leaves one."""

from lib import actions
from lib.domain.roles import Permission


def prepare(made):
    return {}


OF_AN_ICB = {}
OF_ALL = {
    "visit": (Permission.VIEW, lambda by, made: actions.visits.note(by=by)),
}
