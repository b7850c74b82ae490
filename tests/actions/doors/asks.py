"""Asks: other than for plans and reports."""

from lib import actions
from lib.actions.asks import Asking
from lib.domain.ask import AskKind
from lib.domain.recipients import Recipient
from lib.domain.roles import Permission
from tests import factories
from tests.factories import PERIOD

ASKING = Asking("letter of 1 May 2026", Recipient.ICB, PERIOD)


def prepare(made):
    ask_id = actions.asks.ask(
        "X99001", AskKind.INFORMATION, ASKING, what="A date", by=factories.approver()
    )
    return {"ask_id": ask_id}


OF_AN_ICB = {
    "ask for something": (
        Permission.DO_CASEWORK,
        lambda by, made: actions.asks.ask(
            "X99001", AskKind.INFORMATION, ASKING, what="A call", by=by
        ),
    ),
    "withdraw an ask": (
        Permission.DO_CASEWORK,
        lambda by, made: actions.asks.withdraw(
            made.also["ask_id"], "Known already", seen_version=1, by=by
        ),
    ),
}
