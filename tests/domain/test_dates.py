"""Months, days and the many spellings of both."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.domain import dates


@pytest.mark.parametrize(
    "text",
    ["2026-08-01", "01/08/2026", "1/8/26", "01Aug2026", "01AUG2026", "20260801",
     "01-Aug-2026", "01-Aug-26", "1 August 2026", "01/08/2026 09:12",
     "2026-08-01T00:00:00"],
)  # fmt: skip
def test_a_day_in_the_spellings_of_real_files(text):
    assert dates.parse_day(text) == date(2026, 8, 1)


@pytest.mark.parametrize(
    "text", ["", "13/13/2026", "2026", "46235", "08/2026", "Oct-26"]
)
def test_what_is_no_day_is_refused(text):
    with pytest.raises(ValueError, match="not a date"):
        dates.parse_day(text)


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)))
def test_uk_order_is_read_back(day):
    assert dates.parse_day(f"{day:%d/%m/%Y}") == day


def test_a_stock_of_the_1st_describes_the_month_before():
    assert dates.period_described(date(2026, 8, 1)) == date(2026, 7, 1)
    assert dates.period_described(date(2026, 8, 2)) == date(2026, 8, 1)
    assert dates.period_described(date(2026, 1, 1)) == date(2025, 12, 1)


@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)), st.integers(-500, 500))
def test_shifting_there_and_back(day, months):
    period = dates.period_of(day)
    assert dates.shift(dates.shift(period, months), -months) == period


def test_periods_leave_no_gap():
    assert dates.periods(date(2022, 11, 1), date(2023, 2, 1)) == [
        date(2022, 11, 1),
        date(2022, 12, 1),
        date(2023, 1, 1),
        date(2023, 2, 1),
    ]


def test_the_end_of_a_summers_day_in_london_is_an_hour_earlier_in_utc():
    assert dates.end_of_day(date(2026, 6, 30)) == datetime(
        2026, 6, 30, 22, 59, 59, 999999, tzinfo=UTC
    )


@pytest.mark.parametrize("text", ["2026-13", "2026-8", "08-2026", "2026-08-01", ""])
def test_a_period_is_written_one_way(text):
    with pytest.raises(ValueError, match="2026-08"):
        dates.parse_period(text)


def test_period_words():
    assert dates.month_name(dates.parse_period("2026-08")) == "August 2026"
    assert dates.period_text(date(2026, 8, 1)) == "2026-08"
    assert dates.uk(date(2023, 10, 5)) == "5 October 2023"
