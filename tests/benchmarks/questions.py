"""Each question, asked of 36 invented months of England, beside hand-written SQL."""

import sqlite3
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from lib import db, migrations
from lib.domain.arrivals import Arrival
from lib.domain.dates import shift
from lib.queries import figures, organisations, periods, practices
from tests import factories
from tests.benchmarks import by_hand
from tests.benchmarks.england import LATEST, england
from tests.benchmarks.measuring import Compared, compare

MONTHS = 36
FIRST = shift(LATEST, 1 - MONTHS)
ICB = "Z07"
PRACTICE = "X01234"
USER = factories.analyst()


class Question(NamedTuple):
    name: str
    ask: Callable[[], Any]
    sql: str
    first: str = LATEST.isoformat()
    icb: str | None = None
    runs: int = 9


_panel = partial(figures.panel, USER)
_LONG = FIRST.isoformat()

QUESTIONS = (
    Question(
        "panel, one ICB, one month",
        partial(_panel, LATEST, LATEST, icb_code=ICB),
        by_hand.PANEL,
        icb=ICB,
    ),
    Question(
        "panel, one ICB, 36 months",
        partial(_panel, FIRST, LATEST, icb_code=ICB),
        by_hand.PANEL,
        _LONG,
        icb=ICB,
    ),
    Question(
        "panel, England, one month", partial(_panel, LATEST, LATEST), by_hand.PANEL
    ),
    Question(
        "panel, England, 36 months",
        partial(_panel, FIRST, LATEST),
        by_hand.PANEL,
        _LONG,
        runs=3,
    ),
    Question("periods.months", partial(periods.months, USER), by_hand.MONTHS),
    Question(
        "periods.months, one ICB",
        partial(periods.months, USER, ICB),
        by_hand.MONTHS_OF_ICB,
        icb=ICB,
    ),
    Question(
        "practices.history",
        partial(practices.history, USER, PRACTICE),
        by_hand.HISTORY,
    ),
    Question(
        "practices.search_options",
        partial(practices.search_options, USER),
        by_hand.SEARCH_OPTIONS,
    ),
    Question(
        "practices.search_options, one ICB",
        partial(practices.search_options, USER, ICB),
        by_hand.SEARCH_OPTIONS,
        icb=ICB,
    ),
    Question("organisations.icbs", partial(organisations.icbs, USER), by_hand.ICBS),
    Question(
        "organisations.every_icb",
        partial(organisations.every_icb, USER),
        by_hand.EVERY_ICB,
    ),
    Question("organisations.names", partial(organisations.names, USER), by_hand.NAMES),
    Question(
        "organisations.groups",
        partial(organisations.groups, USER, LATEST),
        by_hand.GROUPS,
    ),
)


def measured(folder: Path) -> Iterator[Compared]:
    began = time.perf_counter()
    path = filled(folder)
    took = time.perf_counter() - began
    # Making the files is in it, reading them is not: they never were text.
    yield Compared("loading all", remark=f"{took:.0f} s")
    db.connect(f"sqlite:///{path}")
    connection = sqlite3.connect(path)
    try:
        for each in QUESTIONS:
            ask_by_hand = partial(_by_hand, connection, each)
            yield compare(each.name, each.ask, ask_by_hand, runs=each.runs)
    finally:
        connection.close()
        db.disconnect()


def _by_hand(connection: sqlite3.Connection, question: Question) -> list[Any]:
    said = {
        "first": question.first,
        "last": LATEST.isoformat(),
        "icb": question.icb,
        "practice": PRACTICE,
    }
    return connection.execute(question.sql, said).fetchall()


def filled(folder: Path) -> Path:
    """The database of the invented England, made unless it is there."""
    path = folder / "england.db"
    if not path.exists():
        db.connect(f"sqlite:///{path}")
        migrations.upgrade()
        for arrival in england(months=MONTHS):
            _load(arrival)
        db.disconnect()
    return path


def _load(arrival: Arrival) -> None:
    factories.load(
        arrival.parsed,
        icb_code=arrival.icb_code,
        file_name=arrival.file_name,
        file_hash=arrival.file_hash,
        content_hash=arrival.content_hash,
    )
