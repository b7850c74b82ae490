"""Planned against actual: the line that a plan promises, and how far above it one is."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.analysis import plan_progress
from lib.analysis.pace import Standing
from lib.domain.dates import shift
from lib.domain.plan_content import Content, Method
from lib.domain.threshold import State
from tests.analysis.figures import frame as figures
from tests.analysis.figures import row, rule

START = Standing(6_000, 10_000, 50, strict=True)
FIRST = date(2026, 1, 1)
ONE_BY_ONE = Content(
    method=Method.ONE_BY_ONE, reviews_per_week=70, starts_on=date(2026, 2, 1)
)
BULK = Content(method=Method.BULK_106, below_on=date(2026, 3, 15))


def planned(content: Content, *on: date) -> list[float]:
    return [float(plan_progress.planned(content, START, day)) for day in on]


def test_one_by_one_falls_at_its_pace_and_stops_at_the_limit():
    days = (date(2026, 1, 1), date(2026, 2, 15), date(2026, 5, 12), date(2030, 1, 1))
    assert planned(ONE_BY_ONE, *days) == [0.6, 0.586, 0.5, 0.5]


@pytest.mark.parametrize("method", [Method.BULK_106, Method.RISK_SEARCH])
def test_together_falls_at_once_on_the_planned_day(method):
    said = Content(method=method, below_on=date(2026, 3, 15))
    assert planned(said, date(2026, 3, 14), date(2026, 3, 15)) == [0.6, 0.5]


def test_without_a_pace_the_line_goes_to_the_day_at_the_limit():
    said = Content(starts_on=date(2026, 2, 1), below_on=date(2026, 2, 11))
    assert planned(said, date(2026, 2, 6), date(2026, 3, 1)) == [0.55, 0.5]


@pytest.mark.parametrize(
    "content", [Content(), Content(starts_on=FIRST), Content(method=Method.BULK_106)]
)
def test_a_plan_that_names_no_days_promises_nothing(content):
    assert plan_progress.planned(content, START, date(2026, 3, 1)) is None


@given(
    st.sampled_from([ONE_BY_ONE, BULK]),
    st.dates(date(2026, 1, 1), date(2028, 1, 1)),
    st.integers(0, 400),
)
def test_the_line_only_falls_and_never_below_the_limit(content, day, more):
    later = date.fromordinal(day.toordinal() + more)
    first, then = (plan_progress.planned(content, START, d) for d in (day, later))
    assert Fraction(1, 2) <= then <= first <= Fraction(6, 10)


def months(*excluded):
    rows = [row("A", shift(FIRST, n), each, 10_000) for n, each in enumerate(excluded)]
    own = plan_progress.comparable(figures(rows), "A")
    return plan_progress.progress(own, {1: rule()}, ONE_BY_ONE)


def test_each_month_from_the_start_is_set_beside_the_plan():
    passed = months(6_000, 5_800, None, 5_900)
    assert [m.period.month for m in passed] == [2, 3, 4]
    assert [m.excluded for m in passed] == [5_800, None, 5_900]
    assert passed[0].planned == Fraction(6_000 - 270, 10_000)
    assert passed[1].behind is None
    table = plan_progress.table(passed)
    assert round(table["behind"].iloc[0], 4) == 0.007
    assert table["excluded"].tolist()[0] == 5_800


@pytest.mark.parametrize(("tolerance", "off"), [(0, True), (7, True), (8, False)])
def test_off_track_is_beyond_the_tolerance_in_points(tolerance, off):
    passed = months(6_000, 6_000, 6_000, 5_900)  # planned 51.2%, so 7.8 points above
    assert plan_progress.is_off_track(passed, tolerance) is off


def test_no_tolerance_or_no_figure_is_never_off_track():
    assert not plan_progress.is_off_track(months(6_000, 6_000, 9_000), None)
    assert not plan_progress.is_off_track(months(6_000, None), 0)
    assert not plan_progress.is_off_track([], 0)


def test_a_bulk_plan_is_on_track_until_its_day():
    rows = [row("A", shift(FIRST, n), 6_000, 10_000) for n in range(4)]
    own = plan_progress.comparable(figures(rows), "A")
    passed = plan_progress.progress(own, {1: rule()}, BULK)
    assert [float(m.behind) for m in passed] == [10, 10]
    assert passed[0].period == date(2026, 3, 1)


def test_figures_on_another_basis_are_left_out():
    rows = [
        row("A", FIRST, 6_000, 10_000, basis="aged-16-plus"),
        row("A", shift(FIRST, 1), 6_000, 10_000),
        row("A", shift(FIRST, 2), None, 10_000, state=State.NO_DATA),
    ]
    own = plan_progress.comparable(figures(rows), "A")
    assert [each["period"].month for each in own] == [2, 3]
