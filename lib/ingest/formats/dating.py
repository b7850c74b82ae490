"""The day that a file describes, and the month which that day belongs to."""

from dataclasses import replace
from datetime import date

from lib.domain.dates import month_name, period_described, period_end, uk
from lib.domain.parsed import Hints, Parsed
from lib.domain.problems import Problem


def snapshot(parsed: Parsed, described_on: date | None, hints: Hints) -> Parsed:
    """A file that dates itself."""
    if described_on is None:
        return replace(parsed, period=hints.period)
    period = period_described(described_on)
    dated = replace(parsed, described_on=described_on, period=period)
    return _compared(dated, {period}, hints.period)


def months(parsed: Parsed, periods: set[date], hints: Hints) -> Parsed:
    """A file of several months: it goes by the latest."""
    if not periods:
        return replace(parsed, period=hints.period)
    latest = max(periods)
    dated = replace(parsed, described_on=period_end(latest), period=latest)
    return _compared(dated, periods, hints.period)


def dated_by_content(parsed: Parsed, latest: date | None, hints: Hints) -> Parsed:
    """A file without a date: it describes the latest day that it names.

    A month that a person has said goes before that.
    """
    if hints.period:
        return replace(
            parsed, described_on=period_end(hints.period), period=hints.period
        )
    period = period_described(latest) if latest else None
    return replace(parsed, described_on=latest, period=period)


def undated(parsed: Parsed, hints: Hints) -> Parsed:
    return replace(parsed, period=hints.period)


def _compared(parsed: Parsed, described: set[date], stated: date | None) -> Parsed:
    """Nothing is left of a file of another month than the one that a person said."""
    if stated is None or stated in described or parsed.described_on is None:
        return parsed
    month = month_name(max(described))
    problem = Problem(
        "wrong-month",
        f"The file is dated {uk(parsed.described_on)}, so it describes {month}, "
        f"not {month_name(stated)}.",
        f"Choose {month}, or the file of the right month.",
    )
    return replace(parsed, rows=[], problems=[problem, *parsed.problems])
