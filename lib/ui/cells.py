"""How a value is written in a cell of a plain table, by the kind of its column."""

from collections.abc import Callable
from typing import Any

from lib.documents.tables import Kind, yes_no
from lib.domain.dates import month_name
from lib.ui.markup import tag

MINUS = "\u2212"
TOGETHER = "\u00a0"  # a day is not broken over two lines


def _count(value: float) -> str:
    return f"{value:,.0f}".replace("-", MINUS)


def _per_cent(value: float) -> str:
    """One decimal, and two where one would show a whole half and it is not."""
    shown = f"{value * 100:.1f}"
    is_more = shown in _EDGES and value * 100 != float(shown)
    return f"{value * 100:.2f}%" if is_more else f"{shown}%"


_EDGES = {"0.0", "50.0", "100.0"}


def _points(value: float) -> str:
    """+1.4, with a real minus sign; a change that rounds to nothing has no sign."""
    points = round(value * 100, 1)
    return f"{points:+.1f}".replace("-", MINUS) if points else "0.0"


def _short_day(value: Any) -> str:
    return TOGETHER.join((str(value.day), f"{value:%b}", str(value.year)))


NUMBERS: dict[Kind, Callable[[Any], str]] = {
    Kind.COUNT: _count,
    Kind.RATE: _per_cent,
    Kind.POINTS: _points,
}
WORDS: dict[Kind, Callable[[Any], str]] = {
    Kind.STATUS: tag,
    Kind.DAY: _short_day,
    Kind.MONTH: month_name,
    Kind.YES_NO: yes_no,
}
