"""Reads one practice and month out of the figures."""

from datetime import date, datetime
from typing import Any

from lib import queries
from lib.domain.users import User
from tests import factories
from tests.factories import PERIOD


def figure(
    code: str = "X99001",
    period: date = PERIOD,
    *,
    by: User | None = None,
    **asked: Any,
) -> dict[str, Any] | None:
    """That row of the panel, NA as None and days as dates; None where there is no such row."""
    found = queries.figures.panel(by or factories.lead(), period, period, **asked)
    rows = found[found.ods_code == code]
    if rows.empty:
        return None
    assert len(rows) == 1
    row = rows.astype(object).where(rows.notna(), None)
    return {
        name: value.date() if isinstance(value, datetime) else value
        for name, value in row.iloc[0].items()
    }


def expected(period: date = PERIOD, **asked: Any) -> list[str]:
    found = queries.figures.panel(factories.lead(), period, period, **asked)
    return list(found.ods_code[found.expected])
