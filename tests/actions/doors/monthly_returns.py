"""The return: drawn up, called final by somebody who decides, recorded as sent."""

from lib import actions
from lib.actions.monthly_returns import Drawn
from lib.domain.dates import shift
from lib.domain.monthly_return import Scope
from lib.domain.recipients import Recipient
from lib.domain.roles import Permission
from tests import factories
from tests.factories import ICB, PERIOD

NEXT = shift(PERIOD, 1)
WORK = Permission.DO_CASEWORK


def drawn() -> Drawn:
    return Drawn(
        ICB,
        PERIOD,
        Recipient.NHS_ENGLAND,
        "registered patients",
        Scope.ASKED,
        [{"ods_code": "X99001"}],
        [("Title", "Return")],
    )


def prepare(made):
    by = factories.approver()
    first = actions.monthly_returns.draft(drawn(), by=by)
    actions.monthly_returns.call_final(first, seen_version=1, by=by)
    return {"final": first, "drawn up": actions.monthly_returns.draft(drawn(), by=by)}


OF_AN_ICB = {
    "draw up a return": (
        WORK,
        lambda by, made: actions.monthly_returns.draft(drawn(), by=by),
    ),
    "call a return final": (
        Permission.DECIDE,
        lambda by, made: actions.monthly_returns.call_final(
            made.also["drawn up"], seen_version=1, by=by
        ),
    ),
    "send a return": (
        WORK,
        lambda by, made: actions.monthly_returns.send(
            made.also["final"], NEXT, "by e-mail", seen_version=2, by=by
        ),
    ),
}
