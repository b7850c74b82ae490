"""The safety floor: what a plan explains, and what asks whether the search came first."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.analysis.safety import NO_PLAN, Fall, Pace, checks, falls, reason
from lib.domain.plan_content import Method
from tests.analysis.figures import SEPTEMBER, frame, months, row

AUGUST = date(2023, 8, 1)


def fall(before: int, now: int, size: int = 10_000) -> Fall:
    return Fall("X99001", AUGUST, SEPTEMBER, before, now, size)


def pace(method=Method.ONE_BY_ONE, weekly: int | None = 100, starts=None) -> Pace:
    return Pace(method, weekly, starts)


@pytest.mark.parametrize("plan", [NO_PLAN, pace(), pace(Method.BULK_106)])
def test_to_nothing_asks_whatever_the_plan_says(plan):
    assert "No patient" in reason(fall(6, 0), plan)


def test_without_a_plan_a_fall_of_20_points_asks():
    assert "no plan" in reason(fall(6_000, 4_000), NO_PLAN)
    assert reason(fall(6_000, 4_001), NO_PLAN) == ""


def test_a_pace_explains_half_as_much_again():
    # September has 30 days: 100 a week are 428, and half more 642.
    assert reason(fall(6_000, 5_358), pace()) == ""
    assert "642" not in reason(fall(6_000, 5_357), pace())
    assert "explain about 428" in reason(fall(6_000, 5_357), pace())


def test_106_in_bulk_explains_a_sudden_fall_from_its_day_on():
    begun = pace(Method.BULK_106, None, date(2023, 9, 30))
    assert reason(fall(9_000, 300), begun) == ""
    later = pace(Method.BULK_106, None, date(2023, 10, 1))
    assert "a later day" in reason(fall(9_000, 300), later)


@given(st.integers(1, 9_000), st.integers(1, 9_000), st.integers(0, 2_000))
def test_a_faster_plan_never_raises_what_a_slower_one_explains(before, now, weekly):
    if now < before and not reason(fall(before, now), pace(weekly=weekly)):
        assert not reason(fall(before, now), pace(weekly=weekly + 1))


def test_only_a_fall_among_the_same_people_counts():
    rows = months("X99001", [600, 700, None, 500])
    (one,) = falls(frame(rows))
    assert (one.since, one.period, one.fewer) == (date(2023, 7, 1), SEPTEMBER, 200)
    other = [*months("X99001", [600]), row("X99001", AUGUST, 900, population="x")]
    assert falls(frame(other)) == []


def test_the_plan_known_by_the_month_s_end_is_the_one_that_explains():
    figures = frame(months("X99001", [900, 400, 100]))
    received = [(date(2023, 9, 30), pace(Method.BULK_106, None, SEPTEMBER))]
    (one,) = checks(figures, SEPTEMBER, {"X99001": received})
    assert one.fall.period == AUGUST
    assert checks(figures, date(2023, 7, 1), {}) == []
