"""Working days in England, and years that nobody can know yet."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.domain import dates
from lib.domain.errors import RuleBroken
from lib.domain.working_days import (
    is_working_day,
    working_day_after,
    working_days_between,
)

DAYS = st.dates(date(2022, 1, 1), date(2024, 12, 31))


@pytest.mark.parametrize(
    ("day", "count", "found"),
    [
        (date(2023, 4, 6), 1, date(2023, 4, 11)),  # over Good Friday and Easter Monday
        (date(2023, 5, 5), 1, date(2023, 5, 9)),  # over the coronation's Monday
        (date(2022, 9, 16), 1, date(2022, 9, 20)),  # over the late Queen's funeral
        (date(2023, 12, 22), 2, date(2023, 12, 28)),
        (date(2023, 4, 11), -1, date(2023, 4, 6)),
        (date(2023, 4, 8), 0, date(2023, 4, 8)),
    ],
)
def test_bank_holidays_are_no_working_days(day, count, found):
    assert working_day_after(day, count) == found


@given(DAYS, st.integers(1, 40))
def test_counting_on_and_back_agree(day, count):
    later = working_day_after(day, count)
    assert is_working_day(later)
    assert working_days_between(day, later) == count
    assert working_days_between(later, day) == -count


def test_a_year_that_nobody_knows_is_refused():
    with dates.playing_on(date(2023, 10, 2)), pytest.raises(RuleBroken, match="2025"):
        working_day_after(date(2024, 12, 31), 1)


def test_the_day_played_on_is_today():
    with dates.playing_on(date(2023, 10, 2)):
        assert dates.today() == date(2023, 10, 2)
        assert dates.london(dates.now()).date() == date(2023, 10, 2)
    assert dates.today() - date(2026, 1, 1) > timedelta(0)
