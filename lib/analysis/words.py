"""How numbers and months are written: 5,809, 62.4%, May and June."""

from collections.abc import Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pandas as pd

from lib.analysis.frame import Row
from lib.domain.dates import month_name, shift

MINUS = "\N{MINUS SIGN}"
PLACES = 3  # decimals, after which only "just over" still tells two numbers apart


def number(count: int) -> str:
    return f"{count:,}".replace("-", MINUS)


def counted(count: int, noun: str, plural: str = "") -> str:
    """1 practice, 17 practices."""
    return f"{number(count)} {noun if count == 1 else plural or f'{noun}s'}"


def capital(text: str) -> str:
    """The first letter raised, and PCN left as it is."""
    return text[:1].upper() + text[1:]


def be(count: int) -> str:
    return "is" if count == 1 else "are"


def have(count: int) -> str:
    return "has" if count == 1 else "have"


def fewer_or_more(change: int) -> str:
    """2 fewer, 1 more, the same number."""
    if not change:
        return "the same number"
    return f"{number(abs(change))} {'more' if change > 0 else 'fewer'}"


def points(tenths: int) -> str:
    """Tenths of a percentage point: 32 is 3.2; with a real minus sign."""
    return f"{Decimal(tenths) / 10:.1f}".replace("-", MINUS)


def share_words(part: int, whole: int, limit: int | None = None) -> str:
    """A per cent to one decimal: 62.4%.

    More decimals, or "just over", where one would show it as 0%, 100% or the limit,
    and it is not.
    """
    exact = Fraction(100 * part, whole)
    marks = {Fraction(mark) for mark in (0, 100, limit) if mark is not None}
    for places in range(1, PLACES + 1):
        shown = _rounded(exact, places)
        if exact in marks or Fraction(shown) not in marks:
            return f"{shown}%"
    side = "over" if exact > Fraction(shown) else "under"
    return f"just {side} {shown.to_integral_value()}%"


def share_of_row(row: Row) -> str:
    """Of a row of the figures whose count is known; about, where it is a shown number."""
    limit = row["percent"]
    shown_against: int | None = None if pd.isna(limit) else int(limit)
    share = share_words(int(row["excluded"]), int(row["list_size"]), shown_against)
    return f"about {share}" if row["least_change"] else share


def _rounded(exact: Fraction, places: int) -> Decimal:
    scaled = Decimal(exact.numerator * 10**places) / Decimal(exact.denominator)
    return scaled.quantize(Decimal(1), ROUND_HALF_UP).scaleb(-places)


def listing(parts: Sequence[str]) -> str:
    """May, June and July."""
    if len(parts) < 2:  # noqa: PLR2004 nothing to join
        return "".join(parts)
    return f"{', '.join(parts[:-1])} and {parts[-1]}"


def month_near(period: date, now: date) -> str:
    """August where that can only be the last one, else August 2022."""
    months = (now.year - period.year) * 12 + now.month - period.month
    return f"{period:%B}" if 0 <= months < 12 else month_name(period)  # noqa: PLR2004


STRETCHES_NAMED = 3


def months_near(months: Sequence[date], now: date) -> str:
    """May and June; May to July 2022; 9 months where there would be many to name.

    The months are in order.
    """
    found = _stretches(months)
    if len(found) > STRETCHES_NAMED:
        return f"{len(months)} months"
    return listing([words for each in found for words in _stretch_words(each, now)])


def _stretches(months: Sequence[date]) -> list[list[date]]:
    found: list[list[date]] = []
    for month in months:
        if found and shift(found[-1][-1], 1) == month:
            found[-1].append(month)
        else:
            found.append([month])
    return found


def _stretch_words(months: list[date], now: date) -> list[str]:
    """One or two months by name, more as "May to July"."""
    first, last = months[0], months[-1]
    end = month_near(last, now)
    if first == last:
        return [end]
    bare = first.year == last.year or end == f"{last:%B}"
    start = f"{first:%B}" if bare else month_name(first)
    return [start, end] if shift(first, 1) == last else [f"{start} to {end}"]
