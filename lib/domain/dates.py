"""Dates: Europe/London days, calendar months, and how they are written and read.

A period is a calendar month, held as the date of its first day.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from lib.domain.errors import RuleBroken

LONDON = ZoneInfo("Europe/London")

# The day on which the demonstration plays; empty, it is the machine's own.
_played: list[date] = []


def play_on(day: date) -> None:
    """From now on it is that day in this process, at the clock's own time."""
    _played[:] = [day]


@contextmanager
def playing_on(day: date) -> Iterator[None]:
    before = _played[:]
    play_on(day)
    try:
        yield
    finally:
        _played[:] = before


def now() -> datetime:
    moment = datetime.now(UTC)
    if not _played:
        return moment
    clock = moment.astimezone(LONDON).time()
    return datetime.combine(_played[0], clock, LONDON).astimezone(UTC)


def today() -> date:
    return now().astimezone(LONDON).date()


def london(moment: datetime) -> datetime:
    return moment.astimezone(LONDON)


def happened(stated: date | None) -> date:
    """The day of what is recorded: today, unless an earlier one is stated. Refused where
    it is one to come."""
    if stated is not None and stated > today():
        raise RuleBroken(f"{uk(stated)} has not come yet. Give a day up to today.")
    return stated or today()


def happened_since(first: date, what: str, on: date) -> date:
    """As `happened`, of what cannot be earlier than a first day; `what` names that."""
    if not first <= on <= today():
        raise RuleBroken(
            f"{uk(on)} does not lie between {what}, {uk(first)}, and today."
        )
    return on


def end_of_day(day: date) -> datetime:
    """The last instant of that day in London, in UTC."""
    return datetime.combine(day, time.max, LONDON).astimezone(UTC)


def period_of(day: date) -> date:
    return day.replace(day=1)


def shift(period: date, months: int) -> date:
    count = period.year * 12 + period.month - 1 + months
    return date(count // 12, count % 12 + 1, 1)


def period_end(period: date) -> date:
    return shift(period, 1) - timedelta(days=1)


def periods(first: date, last: date) -> list[date]:
    """Every month from first to last, both included, so that a gap stays a gap."""
    months = (last.year - first.year) * 12 + last.month - first.month
    return [shift(first, n) for n in range(months + 1)]


def period_described(day: date) -> date:
    """The month that a stock dated `day` describes.

    Snapshots of the 1st (list sizes, many extracts) are the state at the end of
    the month before.
    """
    return shift(period_of(day), -1) if day.day == 1 else period_of(day)


def parse_period(text: str) -> date:
    if not re.fullmatch(r"\d{4}-(0[1-9]|1[0-2])", text):
        raise ValueError(f"{text!r} is not a month. Write it as 2026-08.")
    return date.fromisoformat(f"{text}-01")


def period_text(period: date) -> str:
    return f"{period:%Y-%m}"


def month_name(period: date) -> str:
    return f"{period:%B %Y}"


def uk(day: date) -> str:
    """5 October 2023."""
    return f"{day.day} {day:%B %Y}"


# The spellings met in NHS files and in what people type. Day comes before month:
# these are English files. Month and day names only in English.
_SPELLINGS = (
    "%Y-%m-%d",
    "%Y%m%d",
    "%d%b%Y",  # 01Aug2026, 30SEP2018
    "%d/%m/%Y",
    "%d/%m/%y",
    "%d-%m-%Y",
    "%d.%m.%Y",
    "%d-%b-%Y",
    "%d-%b-%y",
    "%d/%b/%Y",
    "%d %b %Y",
    "%d %B %Y",
)


_EARLIEST, _LATEST = date(1900, 1, 1), date(2100, 12, 31)


def parse_day(text: str) -> date:
    """A day as files and people write it; a time behind it is left out."""
    day = re.sub(r"[ T]+\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?Z?$", "", text.strip())
    for spelling in _SPELLINGS:
        try:
            found = datetime.strptime(day, spelling).date()  # noqa: DTZ007 a day, no clock
        except ValueError:
            continue
        if _EARLIEST <= found <= _LATEST:
            return found
    raise ValueError(f"{text!r} is not a date. Write it as 31/08/2026.")
