"""Sign-ins: ending somebody else's; one's own needs no permission."""

from lib import actions
from lib.domain.roles import Permission
from tests import factories


def prepare(made):
    actions.sign_ins.begin("a" * 64, by=factories.officer())
    return {}


OF_AN_ICB = {
    "end sign-ins": (
        Permission.MANAGE_PEOPLE,
        lambda by, made: actions.sign_ins.end_all(
            factories.officer().email, "lost laptop", by=by
        ),
    ),
}
