"""A practice's course is a line through the points that its text gives."""

from datetime import date

import pytest

from lib.demo.course import course

NOV, DEC, JAN, FEB, SEP = (
    date(2022, 11, 1),
    date(2022, 12, 1),
    date(2023, 1, 1),
    date(2023, 2, 1),
    date(2023, 9, 1),
)


def test_between_two_points_runs_a_straight_line():
    assert course("Nov 10, Jan 30").percent(DEC) == pytest.approx(20)


def test_nothing_is_known_before_the_first_point_or_after_the_last():
    told = course("Dec 10, Jan 30")
    assert (told.percent(NOV), told.percent(FEB)) == (None, None)


def test_a_dash_is_a_month_without_data():
    told = course("Nov 10, Dec -, Jan 30")
    assert told.percent(DEC) is None
    assert told.missing == {DEC}


def test_a_star_is_a_hidden_number():
    told = course("Nov *, Dec 1, Jan 2")
    assert told.percent(NOV) is None
    assert told.hidden == {NOV}


def test_no_text_is_no_data():
    assert course("").percent(SEP) is None
