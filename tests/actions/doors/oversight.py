"""The case beside its plan: contract, deputies, escalation, safety, more time sought."""

from datetime import date, timedelta

from lib import actions
from lib.actions.asks import Asking
from lib.actions.escalations import Notice
from lib.actions.safety_checks import Answer
from lib.domain.ask import AskKind
from lib.domain.escalation import Step
from lib.domain.organisations import ContractType
from lib.domain.recipients import Recipient
from lib.domain.roles import Permission, Role
from tests import factories
from tests.factories import PERIOD

AWAY, DEPUTY = "Wanda Away", "Dora Deputy"
SUPPORT = Notice(
    Step.SUPPORT, PERIOD, "A visit with the guide", "team meeting", "Ada Approver"
)
SEARCHED = Answer(
    search_first=True, answer="Seen", source="the manager", answered_on=PERIOD
)


def prepare(made):
    away, deputy = (factories.person(Role.APPROVER, name) for name in (AWAY, DEPUTY))
    for each in (away, deputy):
        factories.signed_up(each)
    by = factories.approver()
    ask_id = actions.asks.ask(
        "X99001",
        AskKind.INFORMATION,
        Asking("letter of 1 May 2026", Recipient.ICB, PERIOD),
        what="A date",
        by=by,
    )
    return {
        "away": away.email,
        "deputy": deputy.email,
        "deputy_id": actions.deputies.appoint(
            away.email, deputy.email, date(2026, 8, 1), date(2026, 8, 9), by=away
        ),
        "step_id": actions.escalations.record("X99001", SUPPORT, by=by),
        "more_time_ask_id": ask_id,
    }


OF_AN_ICB = {
    "set the contract": (
        Permission.DO_CASEWORK,
        lambda by, made: actions.practices.set_contract(
            "X99001", ContractType.PMS, "letter of 1 May", seen_version=1, by=by
        ),
    ),
    "name a deputy": (
        Permission.READ_CASEWORK,
        lambda by, made: actions.deputies.appoint(
            made.also["away"],
            made.also["deputy"],
            date(2026, 9, 1),
            date(2026, 9, 9),
            by=by,
        ),
    ),
    "end a deputy": (
        Permission.READ_CASEWORK,
        lambda by, made: actions.deputies.end(
            made.also["deputy_id"], date(2026, 8, 5), seen_version=1, by=by
        ),
    ),
    "record an escalation": (
        Permission.DO_CASEWORK,
        lambda by, made: actions.escalations.record("X99001", SUPPORT, by=by),
    ),
    "end an escalation": (
        Permission.DO_CASEWORK,
        lambda by, made: actions.escalations.end(
            made.also["step_id"],
            PERIOD + timedelta(days=9),
            "Visited",
            seen_version=1,
            by=by,
        ),
    ),
    "tell the LMC of a step": (
        Permission.DO_CASEWORK,
        lambda by, made: actions.escalations.tell_lmc(
            made.also["step_id"], PERIOD + timedelta(days=9), seen_version=1, by=by
        ),
    ),
    "tell the LMC of an ask": (
        Permission.DO_CASEWORK,
        lambda by, made: actions.asks.tell_lmc(
            made.also["more_time_ask_id"], PERIOD, seen_version=1, by=by
        ),
    ),
    "answer a safety check": (
        Permission.DO_CASEWORK,
        lambda by, made: actions.safety_checks.answer(
            "X99001", PERIOD, SEARCHED, by=by
        ),
    ),
    "record more time sought": (
        Permission.DO_CASEWORK,
        lambda by, made: actions.asks.seek_extension(
            made.also["more_time_ask_id"], PERIOD, "Holidays", seen_version=1, by=by
        ),
    ),
}
