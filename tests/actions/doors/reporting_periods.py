"""Reporting periods: their days, closing and reopening."""

from lib import actions
from lib.domain.dates import shift
from lib.domain.roles import Permission
from tests import factories
from tests.factories import ICB, PERIOD

NEXT = shift(PERIOD, 1)
DUE = shift(NEXT, 1)
WORK = Permission.DO_CASEWORK


def prepare(made):
    by, days = factories.approver(), actions.reporting_periods
    for month in (PERIOD, NEXT):
        opens = shift(month, 1)
        days.set_(ICB, month, opens, None, None, seen_version=0, by=by)
    days.close(ICB, NEXT, "All are in", seen_version=1, by=by)
    return {}


OF_AN_ICB = {
    "set a period": (
        WORK,
        lambda by, made: actions.reporting_periods.set_(
            ICB, PERIOD, NEXT, DUE, None, seen_version=1, by=by
        ),
    ),
    "close a period": (
        WORK,
        lambda by, made: actions.reporting_periods.close(
            ICB, PERIOD, "All are in", seen_version=1, by=by
        ),
    ),
    "reopen a period": (
        WORK,
        lambda by, made: actions.reporting_periods.reopen(
            ICB, NEXT, "One came", seen_version=2, by=by
        ),
    ),
}
