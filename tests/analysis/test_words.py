"""How numbers and months are written."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from lib.analysis.words import (
    MINUS,
    counted,
    fewer_or_more,
    listing,
    month_near,
    months_near,
    number,
    share_words,
)
from lib.domain.dates import shift
from tests.analysis.figures import SEPTEMBER


def months(*offsets: int) -> list[date]:
    return [shift(SEPTEMBER, offset) for offset in offsets]


def test_numbers_have_commas_and_a_real_minus():
    assert number(142068) == "142,068"
    assert number(-2905) == f"{MINUS}2,905"


def test_singular_and_plural():
    assert [counted(n, "practice") for n in (0, 1, 2)] == [
        "0 practices",
        "1 practice",
        "2 practices",
    ]


@pytest.mark.parametrize(
    ("change", "words"), [(-2, "2 fewer"), (1, "1 more"), (0, "the same number")]
)
def test_fewer_or_more(change, words):
    assert fewer_or_more(change) == words


@pytest.mark.parametrize(
    ("part", "whole", "words"),
    [
        (5809, 9310, "62.4%"),
        (500, 1000, "50.0%"),
        (5004, 10_000, "50.04%"),  # over, and must not look as if it were not
        (4999, 10_000, "49.99%"),
        (500_001, 1_000_000, "just over 50%"),
        (499_999, 1_000_000, "just under 50%"),
        (0, 1000, "0.0%"),
        (1, 10_000, "0.01%"),
        (9999, 10_000, "99.99%"),
        (1000, 1000, "100.0%"),
        (125, 1000, "12.5%"),
        (1245, 10_000, "12.5%"),  # half a tenth goes up
    ],
)
def test_a_per_cent_has_one_decimal_or_as_many_as_tell_the_truth(part, whole, words):
    assert share_words(part, whole, 50) == words


@settings(deadline=None)
@given(st.integers(0, 20_000), st.integers(1, 20_000), st.integers(1, 99))
def test_a_share_never_reads_as_the_limit_unless_it_is(part, whole, limit):
    assume(part <= whole)
    reads_as_limit = share_words(part, whole, limit) == f"{limit}.0%"
    assert reads_as_limit == (Fraction(100 * part, whole) == limit)


def test_listing():
    assert listing([]) == ""
    assert listing(["May"]) == "May"
    assert listing(["May", "June", "July"]) == "May, June and July"


def test_a_month_has_its_year_where_its_name_would_not_do():
    assert month_near(date(2023, 8, 1), SEPTEMBER) == "August"
    assert month_near(date(2022, 10, 1), SEPTEMBER) == "October"
    assert month_near(date(2022, 9, 1), SEPTEMBER) == "September 2022"


@pytest.mark.parametrize(
    ("found", "words"),
    [
        (months(-4), "May"),
        (months(-4, -3), "May and June"),
        (months(-9, -4, -3), "December, May and June"),
        (months(-4, -3, -2), "May to July"),
        (months(-16, -15, -14, -1), "May to July 2022 and August"),
        (months(-22, -21, -20), "November 2021 to January 2022"),
        (months(-13, -12), "August and September 2022"),
        (months(-7, -5, -3, -1), "4 months"),
    ],
)
def test_months_are_named_by_stretches(found, words):
    assert months_near(found, SEPTEMBER) == words
