"""The data feeds: tables with stable columns, for spreadsheets and other programs.

A column is never renamed or taken away, only added at the end: a workbook that was made
last year still refreshes.
"""

from collections.abc import Callable, Sequence
from datetime import date
from typing import NamedTuple

import pandas as pd

from lib import queries
from lib.casework import plans, reports
from lib.domain.dates import shift, today
from lib.domain.users import User

MOST_MONTHS = 36


class Asked(NamedTuple):
    """Of which ICB (None: all in scope), and of which months."""

    icb_code: str | None
    first: date
    last: date


class Feed(NamedTuple):
    meaning: str
    columns: Sequence[str]
    rows: Callable[[User, Asked], pd.DataFrame]


def _figures(user: User, asked: Asked) -> pd.DataFrame:
    first, last, icb_code = asked.first, asked.last, asked.icb_code
    return queries.figures.panel(user, first, last, icb_code=icb_code)


def _access(user: User, asked: Asked) -> pd.DataFrame:
    """Of the months in which the ICB goes by the measure."""
    first, last, icb_code = asked.first, asked.last, asked.icb_code
    rows = queries.access.panel(user, first, last, icb_code=icb_code)
    return rows[rows["on"]]


def _plans(user: User, asked: Asked) -> pd.DataFrame:
    """As they stand now, with what the figures of the months asked for say of them."""
    return plans.listed(_figures(user, asked), user, asked.last, asked.icb_code)


def _reports(user: User, asked: Asked) -> pd.DataFrame:
    return reports.cells(user, asked.icb_code, asked.first, asked.last, today())


def _asks(user: User, asked: Asked) -> pd.DataFrame:
    found = queries.asks.nameless(user, asked.icb_code)
    until = pd.Timestamp(shift(asked.last, 1))
    return found[found["asked_on"].between(pd.Timestamp(asked.first), until, "left")]


FEEDS = {
    "figures": Feed(
        "Each practice and month: the count, the list, the limit and the flag",
        (
            *("period", "ods_code", "name", "icb_code", "sub_icb_code", "pcn_code"),
            *("supplier", "lmc_name", "expected", "excluded", "list_size", "basis"),
            *("percent", "rate", "over", "state"),
        ),
        _figures,
    ),
    "access": Feed(
        "Each practice and month of an ICB that goes by online accounts with access",
        (
            *("period", "ods_code", "name", "icb_code", "sub_icb_code", "pcn_code"),
            *("supplier", "lmc_name", "expected", "accounts", "with_access"),
            *("percent", "share", "at_or_above", "state"),
        ),
        _access,
    ),
    "plans": Feed(
        "Each case with the status of its action plan",
        (
            *("ods_code", "name", "opened_period", "status", "overdue", "off_track"),
            *("recipient", "requested_on", "due_on", "moved_on"),
        ),
        _plans,
    ),
    "reports": Feed(
        "Each practice that was asked for reports, and month",
        (
            *("ods_code", "name", "period", "timeliness", "days_late", "content"),
            *("state", "query_open", "due_on"),
        ),
        _reports,
    ),
    "asks": Feed(
        "What was asked of practices, without names",
        ("icb_code", "kind", "asked_on", "due_on", "minutes", "withdrawn_on"),
        _asks,
    ),
}


def table(name: str, user: User, asked: Asked) -> pd.DataFrame:
    """The feed of that name, with its columns in their order."""
    feed = FEEDS[name]
    return feed.rows(user, asked)[list(feed.columns)]
