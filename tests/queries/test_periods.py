"""The months that there is something to say about."""

from datetime import date

from lib import actions, queries
from lib.domain.dates import shift
from tests import factories
from tests.conftest import BOTH
from tests.factories import PERIOD, counts, hierarchy

OFFICER = factories.officer()
BEFORE = shift(PERIOD, -1)


def test_an_empty_database_has_no_month(database):
    assert queries.periods.months(OFFICER) == []
    assert queries.periods.default(OFFICER) is None


def test_without_counts_it_is_the_month_of_the_latest_hierarchy(database):
    factories.load(hierarchy(on=date(2026, 8, 1)))
    factories.load(hierarchy(on=date(2026, 4, 1)))
    assert queries.periods.default(OFFICER) == date(2026, 7, 1)  # dated the 1st


@BOTH
def test_months_with_counts_newest_first(database):
    factories.load(hierarchy(on=date(2026, 8, 1)))
    factories.load(counts({"X99001": 1}, period=BEFORE))
    latest = factories.load(counts({"X99001": 1}))
    assert queries.periods.months(OFFICER, "XA1") == [PERIOD, BEFORE]
    assert queries.periods.default(OFFICER) == PERIOD
    actions.uploads.withdraw(latest.upload_id, "a slip", by=OFFICER)
    assert queries.periods.default(OFFICER) == BEFORE
