"""Accounts: change one, close it, let it in again, confirm it on review."""

from dataclasses import replace

from lib import actions
from lib.domain.roles import Permission, Role
from tests import factories

HERE = factories.person(Role.OFFICER, "Hanna Here")
GONE = factories.person(Role.OFFICER, "Gerd Gone")


def prepare(made):
    for each in (HERE, GONE):
        factories.signed_up(each)
    actions.users.deactivate(
        GONE.email, "Left", seen_version=1, by=factories.administrator()
    )
    return {}


OF_AN_ICB = {
    "change an account": (
        Permission.MANAGE_PEOPLE,
        lambda by, made: actions.users.change(
            replace(HERE, role=Role.APPROVER), "Promoted", seen_version=1, by=by
        ),
    ),
    "deactivate an account": (
        Permission.MANAGE_PEOPLE,
        lambda by, made: actions.users.deactivate(
            HERE.email, "Left", seen_version=1, by=by
        ),
    ),
    "reactivate an account": (
        Permission.MANAGE_PEOPLE,
        lambda by, made: actions.users.reactivate(
            GONE.email, "Came back", seen_version=2, by=by
        ),
    ),
    "confirm an account": (
        Permission.MANAGE_PEOPLE,
        lambda by, made: actions.users.review(
            [(HERE.email, 1)], "Covers leave", keep=True, by=by
        ),
    ),
    "widen a scope": (
        Permission.MANAGE_PEOPLE,
        lambda by, made: actions.users.widen(
            [(replace(HERE, icbs=frozenset()), 1)], "Merger", by=by
        ),
    ),
}
