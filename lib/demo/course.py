"""How the share of patients with an active 104 ran, from a few points of it.

"Nov 3.5, Mar 70, Apr -, Jul *, Aug 65.6": per cent of the list, a straight line between
the points; "-" is a month without data, "*" one that the sender hid. Nothing is known
before the first point or after the last.
"""

from datetime import date
from typing import NamedTuple

from lib.domain.dates import periods

FIRST, LATEST = date(2022, 11, 1), date(2023, 9, 1)
MONTHS = periods(FIRST, LATEST)
_BY_NAME = {f"{month:%b}": month for month in MONTHS}
_NONE, _HIDDEN = "-", "*"


class Course(NamedTuple):
    points: dict[date, float]  # per cent
    hidden: frozenset[date]
    missing: frozenset[date]

    def percent(self, month: date) -> float | None:
        """None where nothing is known or the number is hidden."""
        earlier = [m for m in self.points if m <= month]
        later = [m for m in self.points if m >= month]
        if month in self.hidden | self.missing or not (earlier and later):
            return None
        start, end = max(earlier), min(later)
        if start == end:
            return self.points[start]
        way = (MONTHS.index(month) - MONTHS.index(start)) / (
            MONTHS.index(end) - MONTHS.index(start)
        )
        return self.points[start] + way * (self.points[end] - self.points[start])


def course(text: str) -> Course:
    said = dict(each.split() for each in text.split(",")) if text else {}
    told = {_BY_NAME[name]: value for name, value in said.items()}
    return Course(
        points={m: float(v) for m, v in told.items() if v not in (_NONE, _HIDDEN)},
        hidden=frozenset(m for m, v in told.items() if v == _HIDDEN),
        missing=frozenset(m for m, v in told.items() if v == _NONE),
    )
