"""Settings: a value from a day on, for one ICB or for all, and only of its kind."""

from datetime import date

import pytest

from lib import actions, queries
from lib.domain.disclosure import Scheme
from lib.domain.errors import NotAllowed, RuleBroken
from lib.domain.settings import Name
from tests import factories
from tests.conftest import filled

BY = factories.administrator()
FROM = date(2026, 1, 1)
LATER = date(2099, 1, 1)


def record(name: Name, value: str, *, icb_code: str | None = None, **said) -> None:
    usual = {"from_on": FROM, "source": "minute of 1 May", "by": BY}
    actions.settings.record(name, value, icb_code=icb_code, **{**usual, **said})


@filled
def placed():
    factories.load(factories.hierarchy())


def test_the_value_of_a_later_day_is_not_in_force_yet(placed):
    record(Name.SMALL_LIST, "500")
    record(Name.SMALL_LIST, "700", from_on=LATER)
    assert queries.settings.number(factories.lead(), Name.SMALL_LIST) == 500


def test_an_icbs_own_value_goes_before_the_one_for_all(placed):
    officer = factories.officer()
    assert queries.settings.number(officer, Name.RECONCILE, "XA1") == 5
    record(Name.RECONCILE, "10", icb_code="XA1")
    record(Name.RECONCILE, "7")
    assert queries.settings.number(officer, Name.RECONCILE, "XA1") == 10
    assert queries.settings.number(officer, Name.RECONCILE) == 7


def test_no_due_day_is_shipped(placed):
    assert queries.settings.value(factories.officer(), Name.REPORT_DUE) is None


@pytest.mark.parametrize(
    ("name", "value"),
    [
        (Name.SMALL_LIST, "-1"),
        (Name.RECONCILE, "five"),
        (Name.RECONCILE, "\u0665"),
        (Name.TWO_PEOPLE, "maybe"),
        (Name.PLAN_LADDER, "soon"),
        (Name.PLAN_LADDER, "1 2 3 4 5 6 7"),
        (Name.REPORT_LADDER, "999"),
        (Name.MEASURES, "105"),
        (Name.DISCLOSURE, "7"),
        (Name.DISCLOSURE, "seven 5"),
        (Name.DISCLOSURE, "1 5"),
        (Name.DISCLOSURE, "7 1"),
        (Name.DISCLOSURE, "3 10"),
        (Name.DISCLOSURE, "101 5"),
    ],
)
def test_a_value_of_another_kind_is_refused(placed, name, value):
    with pytest.raises(RuleBroken):
        record(name, value)


def test_a_ladder_is_kept_in_order(placed):
    record(Name.PLAN_LADDER, "10, -5 1 1")
    assert queries.settings.value(BY, Name.PLAN_LADDER) == "-5 1 10"


def test_an_icb_may_show_observers_less(placed):
    officer = factories.officer()
    assert queries.settings.scheme(officer, "XA1") == Scheme(7, 5)
    record(Name.DISCLOSURE, " 10  10", icb_code="XA1")
    assert queries.settings.value(officer, Name.DISCLOSURE, "XA1") == "10 10"
    assert queries.settings.scheme(officer, "XA1") == Scheme(10, 10)
    assert queries.settings.scheme(officer) == Scheme(7, 5)


def test_a_value_needs_its_source(placed):
    with pytest.raises(RuleBroken):
        record(Name.RECONCILE, "4", source=" ")


def test_the_size_of_a_small_list_is_one_for_all(placed):
    with pytest.raises(RuleBroken):
        record(Name.SMALL_LIST, "4", icb_code="XA1")


def test_administrators_set_values_of_their_own_icb_only(placed):
    with pytest.raises(NotAllowed):
        record(Name.RECONCILE, "4", by=factories.administrator("XA1"))
