"""The arithmetic of a plan: worked examples, and what must hold for every plan."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from lib.analysis import pace_words
from lib.analysis.pace import Standing, after, pace
from lib.domain.files import Basis
from lib.domain.plan_content import Content, Method
from lib.domain.threshold import ThresholdRule, exceeds

LARKMERE = Standing(5_809, 9_310, 50, strict=True)
PLAN = Content(
    method=Method.ONE_BY_ONE,
    reviews_per_week=120,
    minutes_per_review=6,
    staff=3,
    starts_on=date(2023, 10, 2),
    below_on=date(2023, 12, 1),
)
BULK = replace(PLAN, method=Method.BULK_106)

STANDINGS = st.builds(
    Standing,
    st.integers(0, 20_000),
    st.integers(1, 20_000),
    st.integers(1, 99),
    st.booleans(),
)


def rule(standing: Standing) -> ThresholdRule:
    return ThresholdRule(
        percent=standing.percent,
        strict=standing.strict,
        basis=Basis.REGISTERED,
        from_on=date(2023, 1, 1),
        source="",
        sequence=0,
        recorded_by="",
    )


def test_one_by_one_as_worked_out_by_hand():
    found = pace(PLAN, LARKMERE)
    assert (LARKMERE.limit, LARKMERE.to_limit) == (4_655, 1_154)
    assert found.limit_on == date(2023, 12, 9)  # 1,154 / 120 weeks is 68 days
    assert found.half_on == date(2024, 3, 20)  # 2,905
    assert found.all_on == date(2024, 9, 5)  # 5,809
    assert found.minutes_a_week == 12 * 60
    assert found.minutes_in_all == 5_809 * 6
    assert (found.needed, found.short_by) == (135, 15)
    assert found.with_one_more == date(2023, 11, 22)  # 160 a week: 51 days
    assert found.falls_on is None


def test_one_by_one_in_words():
    found = pace(PLAN, LARKMERE)
    assert pace_words.heading(found) == "At 120 reviews a week from 2 October 2023:"
    assert pace_words.figures(found) == {
        "To reach 50%": "1,154 reviews, 10 weeks",
        "At or below 50%": "9 December 2023",
        "Half of 5,809 reviewed": "20 March 2024",
        "All 5,809 reviewed": "5 September 2024",
        "Staff time a week": "12 hours",
        "Staff time in all": "581 hours",
        "Pace the target needs": "135 a week",
    }
    assert pace_words.advice(found) == (
        "The target of 1 December 2023 needs 135 a week, 15 more than planned."
        " That is 90 minutes more of staff time a week."
        " With one more person doing as many, the threshold is reached on"
        " 22 November 2023 instead of 9 December 2023."
    )


@pytest.mark.parametrize("method", [Method.BULK_106, Method.RISK_SEARCH])
def test_a_method_that_releases_together_falls_on_the_planned_day(method):
    found = pace(replace(PLAN, method=method), LARKMERE)
    assert found.falls_on == date(2023, 12, 1)
    assert found.limit_on is found.half_on is found.all_on is found.needed is None
    shown = pace_words.figures(found)
    assert shown["A sudden fall expected"] == "1 December 2023"
    assert shown["May keep 104, to be at 50%"] == "4,655 at most"
    assert "search for people at risk comes first" in pace_words.advice(found)


def test_a_fall_without_a_day_is_named_as_open():
    found = pace(Content(method=Method.BULK_106), LARKMERE)
    assert pace_words.figures(found)["A sudden fall expected"].startswith("No date")
    assert "Give the date" in pace_words.advice(found)


@pytest.mark.parametrize(
    ("content", "advice"),
    [
        (Content(), ""),
        (replace(PLAN, below_on=date(2024, 3, 1)), "is within this pace"),
        (replace(PLAN, reviews_per_week=None), "needs 135 a week."),
        (replace(PLAN, minutes_per_review=None), "15 more than planned. With one"),
        (replace(PLAN, staff=None), "staff time a week."),
    ],
)
def test_what_is_not_typed_is_not_guessed(content, advice):
    assert advice in pace_words.advice(pace(content, LARKMERE))


def test_an_empty_form_says_what_to_type():
    empty = pace(Content(), LARKMERE)
    assert pace_words.heading(empty).startswith("Type reviews a week")
    assert pace_words.figures(empty) == {"To reach 50%": "1,154 reviews"}
    below = pace(PLAN, Standing(4_655, 9_310, 50, strict=True))
    assert pace_words.figures(below)["To reach 50%"] == "Reached already"


@given(STANDINGS)
def test_the_limit_is_the_most_that_is_not_over(standing):
    limit, one = standing.limit, rule(standing)
    assert limit < 0 or not exceeds(limit, standing.list_size, one)
    assert exceeds(limit + 1, standing.list_size, one)


@given(STANDINGS, st.integers(1, 2_000))
def test_the_pace_that_a_target_needs_reaches_it_and_less_does_not(standing, days):
    begins = date(2026, 1, 5)
    target = begins + timedelta(days=days)
    said = Content(starts_on=begins, below_on=target)
    needed = pace(said, standing).needed
    assume(needed)
    met = pace(replace(said, reviews_per_week=needed), standing)
    assert met.limit_on <= target
    assert met.short_by == 0
    slower = after(begins, standing.to_limit, needed - 1)
    assert slower is None or slower > target


@given(STANDINGS, st.integers(1, 500), st.integers(1, 9))
def test_more_people_are_never_slower_and_all_never_before_half(
    standing, a_week, staff
):
    said = replace(PLAN, reviews_per_week=a_week, staff=staff)
    found = pace(said, standing)
    if found.all_on is not None:
        assert found.half_on <= found.all_on
    if found.limit_on is not None and found.with_one_more is not None:
        assert found.with_one_more <= found.limit_on
