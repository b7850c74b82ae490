"""Figures under query: the mark that each carries until its query is answered."""

from collections.abc import Mapping
from datetime import date

import pandas as pd

from lib.analysis.frame import day
from lib.analysis.words import be, counted, number
from lib.domain.dates import uk
from lib.domain.figure_query import About, QueryKind

FIELD = "under_query"

Since = Mapping[tuple[str, date | None], date]


def since(found: pd.DataFrame, about: About) -> dict[tuple[str, date | None], date]:
    """By ODS code and month (None: a plan) the day of the oldest open query; `found`
    as of `queries.figure_queries.open_`."""
    if found.empty:
        return {}
    own = found[found["about"] == about].sort_values("raised_on", ascending=False)
    return {
        (row["ods_code"], None if pd.isna(row["period"]) else day(row["period"])): day(
            row["raised_on"]
        )
        for row in own.to_dict("records")
    }


def marked(table: pd.DataFrame, known: Since, period: date | None) -> pd.DataFrame:
    """With FIELD: the words, or nothing. A row's own month goes before `period`."""
    months = table["period"] if "period" in table else [period] * len(table)
    words = [
        _words(known.get((code, _month(month))))
        for code, month in zip(table["ods_code"], months, strict=True)
    ]
    return table.assign(**{FIELD: pd.array(words, dtype="object")})


def _month(month: object) -> date | None:
    return month.date() if isinstance(month, pd.Timestamp) else month  # type: ignore[return-value]


def _words(raised_on: date | None) -> str | None:
    return words(raised_on) if raised_on else None


def words(raised_on: date) -> str:
    return f"under query since {uk(raised_on)}"


def open_of(every: pd.DataFrame) -> pd.DataFrame:
    """Of `queries.figure_queries.nameless`, those that wait for an answer."""
    return every[(every["kind"] == QueryKind.QUERY) & every["answered_on"].isna()]


def overdue(every: pd.DataFrame, today: date) -> int:
    """Without a due day nothing is."""
    return int((open_of(every)["due_on"] < pd.Timestamp(today)).sum())


def sentence(every: pd.DataFrame, period: date, today: date) -> str:
    """For the line above all figures; empty where nothing is open. `every`: of
    `queries.figure_queries.nameless`."""
    waits = open_of(every)
    of_month = waits["period"] == pd.Timestamp(period)
    here = waits[of_month & (waits["about"] == About.FIGURE)]
    parts = []
    if len(here):
        first = uk(day(here["raised_on"].min()))
        verb = be(len(here))
        parts.append(
            f"{counted(len(here), 'figure')} {verb} under query since {first}."
        )
    late = overdue(every, today)
    if late:
        parts.append(
            f"{number(late)} of {counted(len(waits), 'query', 'queries')} of observers"
            f" {be(late)} past the day set for the ICB's answer."
        )
    return " ".join(parts)
