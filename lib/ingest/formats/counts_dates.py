"""The dates in a counts file, and the month that its figures describe."""

import re
from collections.abc import Collection
from datetime import date, datetime

from lib.domain.codes import tidy
from lib.domain.dates import month_name, parse_day, period_described, period_of
from lib.domain.problems import Problem
from lib.ingest.formats.counts_values import Wrong, cell, often
from lib.ingest.formats.line import Line

YEARS = range(1900, 2100)
MONTHS = ("%Y-%m", "%B %Y", "%b %Y", "%b-%Y", "%b-%y", "%m/%Y")
SERIAL = re.compile(r"[1-9][0-9]{4}(\.[0-9]+)?")
AMERICAN = re.compile(r"(0?[1-9]|1[0-2])/(1[3-9]|2[0-9]|3[01])/([0-9]{2}|[0-9]{4})")


@often
def day(text: str) -> date | None:
    plain = tidy(text)
    if not plain:
        return None
    if AMERICAN.fullmatch(plain):
        message = f"{plain!r} has its month before its day, as in America."
        raise Wrong("american-date", message, "Write the day first: 31/08/2026.")
    if SERIAL.fullmatch(plain):
        raise Wrong(
            "not-a-date",
            f"{plain!r} is a date as a spreadsheet counts days, not as people write it.",
            "Format the column as a date: 31/08/2026.",
        )
    try:
        return parse_day(plain)
    except ValueError:
        message = f"{plain!r} is not a date."
        raise Wrong("not-a-date", message, "Write it as 31/08/2026.") from None


@often
def month(text: str) -> date | None:
    """The calendar month in a cell; a day stands for the month that it falls in."""
    plain = tidy(text)
    for spelling in MONTHS:
        try:
            found = datetime.strptime(plain, spelling).date()  # noqa: DTZ007 a month
        except ValueError:
            continue
        if found.year in YEARS:
            return found
    try:
        found_day = day(plain)
    except Wrong:
        message = f"{plain!r} is not a month."
        raise Wrong("not-a-month", message, "Write it as 2026-08.") from None
    return period_of(found_day) if found_day else None


def of_line(line: Line) -> tuple[date | None, date | None]:
    """The run date, and the month that the line itself gives by its month or by that."""
    run_on = cell(line, "run_on", day)
    stated = cell(line, "period", month)
    described = period_described(run_on) if run_on else None
    if stated and described and stated != described:
        wrong = other_month(described, stated)
        line.blame(wrong.kind, "run_on", wrong.message, wrong.remedy)
    return run_on, stated or described


def other_month(found: date, stated: date) -> Wrong:
    return Wrong(
        "wrong-month",
        f"This describes {month_name(found)}, not {month_name(stated)}.",
        f"Choose {month_name(found)}, or the file of {month_name(stated)}.",
    )


def no_month() -> Problem:
    return Problem(
        "no-period",
        "Nothing in the file says which month it describes.",
        "Say the month, or add a column headed Run date.",
    )


def several_months(months: Collection[date]) -> Problem:
    names = ", ".join(month_name(each) for each in sorted(months))
    return Problem(
        "wrong-month",
        f"The run dates describe several months: {names}.",
        "Load one month at a time, or add a column headed Month.",
    )
