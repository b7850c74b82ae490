"""Monthly reports: asked for, ended, declined, waived; received, accepted, returned."""

from lib import actions
from lib.actions.asks import Asking
from lib.domain.dates import shift
from lib.domain.recipients import Recipient
from lib.domain.roles import Permission
from tests import factories
from tests.factories import PERIOD

NEXT = shift(PERIOD, 1)
ASKING = Asking("letter of 1 May 2026", Recipient.ICB, PERIOD)
WORK = Permission.DO_CASEWORK


def prepare(made):
    return {"duty": factories.asked_for_reports(), "report": factories.reported()}


OF_AN_ICB = {
    "ask for reports": (
        WORK,
        lambda by, made: actions.report_duties.ask("X99002", ASKING, PERIOD, by=by),
    ),
    "end reports": (
        WORK,
        lambda by, made: actions.report_duties.end(
            made.also["duty"], NEXT, "Below the threshold", seen_version=1, by=by
        ),
    ),
    "decline reports": (
        WORK,
        lambda by, made: actions.report_duties.decline(
            made.also["duty"], "BMA advice", PERIOD, seen_version=1, by=by
        ),
    ),
    "waive a report": (
        WORK,
        lambda by, made: actions.report_duties.waive(
            "X99001", NEXT, "Moved system", by=by
        ),
    ),
    "receive a report": (
        WORK,
        lambda by, made: actions.monthly_reports.receive(
            factories.report(coded_104=5_900, reason="Counted again"), by=by
        ),
    ),
    "accept a report": (
        WORK,
        lambda by, made: actions.monthly_reports.accept(
            made.also["report"], seen_version=1, by=by
        ),
    ),
    "return a report": (
        WORK,
        lambda by, made: actions.monthly_reports.return_(
            made.also["report"], "Above the list", seen_version=1, by=by
        ),
    ),
}
