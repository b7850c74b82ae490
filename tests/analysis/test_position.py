"""Where a month stands, per basis, with change and series."""

from datetime import date

import pytest

from lib.analysis.position import positions
from lib.domain.files import Basis
from lib.domain.threshold import State
from tests.analysis.figures import SEPTEMBER, frame, months, row, rule

AUGUST, JULY = date(2023, 8, 1), date(2023, 7, 1)


def position(*practices: list, period: date = SEPTEMBER):
    rows = [
        each
        for n, values in enumerate(practices)
        for each in months(f"X9900{n}", values)
    ]
    (found,) = positions(frame(rows), period)
    return found


def test_counts_of_the_month():
    found = position([600], [500], [None])
    assert (found.expected, found.reported.now, found.over.now) == (3, 2, 1)
    assert found.patients.now == 1100
    assert found.unread == {State.NO_DATA: 1}


def test_practices_not_expected_are_left_out():
    rows = frame([row("X99001"), row("X99002", expected=False)])
    (found,) = positions(rows, SEPTEMBER)
    assert (found.expected, found.over.now) == (1, 1)


@pytest.mark.parametrize(
    ("values", "newly_over", "newly_under"),
    [
        ([400, 600], 1, 0),
        ([600, 400], 0, 1),
        ([600, 500], 0, 1),  # exactly half is not over
        ([600, 600], 0, 0),
        ([400, None, 600], 1, 0),  # compared with the last month that has a figure
        ([600, None, 600], 0, 0),
    ],
)
def test_newly_over_and_under(values, newly_over, newly_under):
    found = position(values)
    assert found.newly_over.now == newly_over
    assert found.newly_under.now == newly_under


def test_without_an_earlier_month_nothing_is_newly_over():
    assert position([600]).newly_over.now is None
    assert position([600], [400, 600]).newly_over.now == 1


@pytest.mark.parametrize(
    ("excluded", "nearly"), [(449, 0), (450, 1), (499, 1), (500, 1), (501, 0)]
)
def test_nearly_over_goes_from_45_to_50_both_included(excluded, nearly):
    assert position([excluded]).nearly_over.now == nearly


def test_at_the_limit_is_over_under_a_rule_that_says_at_or_above():
    judged = rule(strict=False)
    (found,) = positions(frame([row(excluded=500, judged_by=judged)]), SEPTEMBER)
    assert (found.over.now, found.nearly_over.now) == (1, 0)


def test_lasting_is_three_reported_months_or_more():
    assert position([600, 600]).lasting.now == 0
    assert position([600, None, 600, 600]).lasting.now == 1


def test_the_series_has_twelve_months_and_keeps_gaps():
    series = position([600, None, 600]).over.series
    assert len(series) == 12
    assert [point.value for point in series][-4:] == [None, 1, None, 1]


def test_change_is_since_the_last_month_known():
    found = position([600, None, 600], [400, None, 600]).over
    assert found.before == (JULY, 1)
    assert found.change == 1


def test_no_change_where_there_is_nothing_to_compare():
    assert position([600]).over.change is None


def test_months_before_any_rule_have_no_count_over():
    early = row(period=AUGUST, over=None, percent=None)
    (found,) = positions(frame([early, row()]), SEPTEMBER)
    assert [point.value for point in found.over.series][-2:] == [None, 1]
    assert [point.value for point in found.lasting.series][-2:] == [None, 0]
    assert found.patients.change == 0


def test_each_basis_has_its_own_position():
    adults = rule(basis=Basis.AGED_16_PLUS)
    rows = frame([row("X99001"), row("X99002", judged_by=adults, excluded=700)])
    first, second = positions(rows, SEPTEMBER)
    assert (first.basis, first.patients.now) == (Basis.REGISTERED, 600)
    assert (second.basis, second.patients.now) == (Basis.AGED_16_PLUS, 700)


def test_no_position_in_a_month_without_rows():
    assert positions(frame([row()]), AUGUST) == []
