"""Working days in England: Monday to Friday, without bank holidays.

Bank holidays are those of the `holidays` package (gov.uk's list for England). It works
later years out by rule, but a holiday for a coronation or a jubilee is proclaimed a
year or so ahead: a date beyond the next year is refused rather than guessed.
"""

from datetime import date, timedelta
from functools import lru_cache

import holidays

from lib.domain.dates import today
from lib.domain.errors import RuleBroken

FIRST_YEAR = 2019
YEARS_AHEAD = 1


@lru_cache(maxsize=64)
def _bank_holidays(year: int) -> frozenset[date]:
    return frozenset(holidays.country_holidays("GB", subdiv="ENG", years=year))


def is_working_day(day: date) -> bool:
    if not FIRST_YEAR <= day.year <= today().year + YEARS_AHEAD:
        raise RuleBroken(
            f"The bank holidays of {day.year} are not known here. Choose a day from"
            f" {FIRST_YEAR} to {today().year + YEARS_AHEAD}."
        )
    return day.weekday() < 5 and day not in _bank_holidays(day.year)  # noqa: PLR2004 Saturday


def working_day_after(day: date, count: int) -> date:
    """The count-th working day after that day; before it, where count is negative."""
    step = timedelta(days=1 if count > 0 else -1)
    left = abs(count)
    while left:
        day += step
        left -= is_working_day(day)
    return day


def working_days_between(first: date, last: date) -> int:
    """Working days after the first and up to the last; negative where last is before."""
    if last < first:
        return -working_days_between(last, first)
    days = range(1, (last - first).days + 1)
    return sum(is_working_day(first + timedelta(days=n)) for n in days)
