"""Rules are recorded with their from-date and source, and never changed."""

from datetime import date

import pytest

from lib import actions, queries
from lib.actions.thresholds import Limit
from lib.domain.errors import NotFound, RuleBroken
from lib.domain.files import Basis
from lib.domain.measures import Key
from tests import factories
from tests.conftest import filled
from tests.factories import PERIOD

BY = factories.administrator()


def limit(percent=40, source="letter of 1 May 2026"):
    return Limit(percent, Basis.AGED_16_PLUS, date(2026, 1, 1), source)


@filled
def placed():
    factories.load(factories.hierarchy())


def test_a_rule_says_what_since_when_and_by_whom(placed):  # T6
    number = actions.thresholds.record("XA1", limit(), by=BY)
    rule = queries.threshold.in_force(factories.officer(), "XA1", PERIOD)
    assert (rule.id, rule.percent, rule.basis) == (number, 40, Basis.AGED_16_PLUS)
    assert (rule.recorded_by, rule.source) == (BY.email, "letter of 1 May 2026")
    shipped = queries.threshold.in_force(BY, None, PERIOD)
    assert (shipped.percent, shipped.strict) == (50, True)


def test_the_earlier_rule_stays(placed):  # T6, decisions 9
    actions.thresholds.record("XA1", limit(), by=BY)
    actions.thresholds.record("XA1", limit(30), by=BY)
    percents = [rule.percent for rule in queries.threshold.rules(BY)]
    assert percents == [50, 40, 30]
    assert queries.threshold.in_force(BY, "XA1", PERIOD).percent == 30


def test_a_limit_of_online_accounts_is_another_measures(placed):
    of_accounts = Limit(85, Basis.ONLINE_ACCOUNTS, date(2026, 1, 1), "a letter")
    actions.thresholds.record("XA1", of_accounts, by=BY)
    shipped, own = queries.threshold.rules(BY, Key.ACCESS)
    assert (shipped.percent, shipped.strict, shipped.direction) == (90, False, "below")
    assert (own.percent, own.strict, own.direction) == (85, False, "below")
    assert queries.threshold.in_force(BY, "XA1", PERIOD).percent == 50


@pytest.mark.parametrize("percent", [0, 100, -1])
def test_the_limit_is_a_whole_per_cent(placed, percent):
    with pytest.raises(RuleBroken, match="whole per cent"):
        actions.thresholds.record("XA1", limit(percent), by=BY)


def test_a_source_is_asked_for(placed):
    with pytest.raises(RuleBroken, match="comes from"):
        actions.thresholds.record("XA1", limit(source=" "), by=BY)


def test_an_icb_must_be_known(placed):
    with pytest.raises(NotFound):
        actions.thresholds.record("XZ9", limit(), by=BY)
