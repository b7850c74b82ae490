"""The rules that somebody may read: the national ones and their own."""

from datetime import date

from lib import actions, queries
from lib.actions.thresholds import Limit
from lib.domain.files import Basis
from tests import factories
from tests.conftest import BOTH
from tests.factories import PERIOD, hierarchy

BY = factories.administrator()


@BOTH
def test_own_rules_and_national_ones_oldest_first(database):  # decisions 9
    factories.load(hierarchy(["X99001", factories.NEIGHBOUR]))
    for icb, percent, year in (("XA1", 40, 2026), ("XB1", 30, 2025), (None, 60, 2024)):
        limit = Limit(percent, Basis.REGISTERED, date(year, 1, 1), "a letter")
        actions.thresholds.record(icb, limit, by=BY)
    officer = factories.officer()
    assert [r.percent for r in queries.threshold.rules(officer)] == [50, 60, 40]
    assert [r.percent for r in queries.threshold.rules(BY)] == [50, 60, 30, 40]
    assert queries.threshold.in_force(officer, "XA1", PERIOD).percent == 40
    assert queries.threshold.in_force(officer, "XA1", date(2025, 12, 1)).percent == 60
    assert queries.threshold.in_force(officer, "XA1", date(2020, 1, 1)) is None
