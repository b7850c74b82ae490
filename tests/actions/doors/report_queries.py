"""Queries on reports: drafted with the report, sent, answered or discarded by a person."""

from lib import actions
from lib.domain.dates import shift
from lib.domain.roles import Permission
from tests import factories
from tests.factories import PERIOD

NEXT = shift(PERIOD, 1)
WORK = Permission.DO_CASEWORK


def prepare(made):
    factories.asked_for_reports()
    factories.asked_for_reports("X99002")
    by = factories.approver()
    asks = actions.report_queries
    sent = asks.draft(factories.reported(), "Which search?", by=by)
    asks.send(sent, "Which search?", NEXT, seen_version=1, by=by)
    later = factories.reported(coded_104=1, period=NEXT)
    return {
        "other report": factories.reported("X99002", 7_000),
        "sent query": sent,
        "draft": asks.draft(later, "Which?", by=by),
    }


OF_AN_ICB = {
    "draft a query": (
        WORK,
        lambda by, made: actions.report_queries.draft(
            made.also["other report"], "Which search?", by=by
        ),
    ),
    "send a query": (
        WORK,
        lambda by, made: actions.report_queries.send(
            made.also["draft"], "Which search?", NEXT, seen_version=1, by=by
        ),
    ),
    "discard a query": (
        WORK,
        lambda by, made: actions.report_queries.discard(
            made.also["draft"], "Known", seen_version=1, by=by
        ),
    ),
    "answer a query": (
        WORK,
        lambda by, made: actions.report_queries.answer(
            made.also["sent query"], "Ours", NEXT, seen_version=2, by=by
        ),
    ),
}
