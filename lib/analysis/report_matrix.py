"""The matrix of monthly reports: what each asked practice owes and sent, month by month.

A cell has two parts, timeliness and content; both are worked out, never stored.
"""

from collections.abc import Hashable, Sequence
from datetime import date
from typing import Any, NamedTuple

import pandas as pd

from lib.analysis.frame import Row, day
from lib.analysis.words import counted
from lib.domain.files import Counted
from lib.domain.monthly_report import Owed, State, Timeliness, timeliness
from lib.domain.report_figures import Content, is_beyond

Key = tuple[str, date]


class Known(NamedTuple):
    """What is stored, as the queries of these names answer. `extract`: the figures."""

    duties: pd.DataFrame
    waivers: pd.DataFrame
    periods: pd.DataFrame
    reports: pd.DataFrame
    queries: pd.DataFrame
    extract: pd.DataFrame


TYPES = {
    "period": "datetime64[s]",
    "days_late": "int64",
    "due_on": "datetime64[s]",
    "received_on": "datetime64[s]",
    "query_open": "bool",
    "query_sent": "bool",
    "report_id": "Int64",
    "reported": "Int64",
    "extract": "Int64",
    "gap": "Int64",
}
COLUMNS = [
    *("ods_code", "icb_code", "recipient", "period", "timeliness", "days_late"),
    *("content", "state", "query_open", "query_sent", "due_on", "received_on"),
    *("report_id", "reported", "extract", "gap"),
]


def cells(known: Known, months: Sequence[date], today: date) -> pd.DataFrame:
    """One row per practice that was ever asked, and month; `gap` is reported less extract.

    `timeliness` and `content` are the words of `Timeliness` and `Content`; without a
    report `content`, `state` and what follows are missing.
    """
    sources = _Sources(known)
    asked = known.duties.groupby("ods_code", sort=True)
    rows = [
        _cell(sources, code, duties, month, today)
        for code, frame in asked
        for duties in [frame.to_dict("records")]
        for month in months
    ]
    return pd.DataFrame(rows, columns=COLUMNS).astype(TYPES)


class _Sources:
    """The frames as look-ups, so that a cell costs little."""

    def __init__(self, known: Known) -> None:
        newest = known.reports[known.reports["newest"]]
        self.waivers = _by_month(known.waivers, "ods_code")
        self.periods = _by_month(known.periods, "icb_code")
        self.reports = _by_month(newest, "ods_code")
        self.queries = _by_month(known.queries, "ods_code")
        readable = known.extract["counted"] != Counted.EVER
        self.extract = _by_month(known.extract[readable], "ods_code")


def _by_month(frame: pd.DataFrame, code: str) -> dict[Key, Row]:
    rows = frame.to_dict("records")
    return {(row[code], day(row["period"])): row for row in rows}


def _cell(
    sources: _Sources,
    code: Hashable,
    duties: list[dict[Hashable, Any]],
    month: date,
    today: date,
) -> dict[str, Any]:
    key = (str(code), month)
    duty = next((each for each in duties if _covers(each, month)), None)
    report = sources.reports.get(key)
    owed = _owed(sources, duty, key)
    said, late = timeliness(owed, day_of(report, "first_on"), today)
    query = sources.queries.get(key)
    extract = _number(sources.extract.get(key), "excluded")
    reported = _number(report, "coded_104")
    known = reported is not None and extract is not None
    return {
        "ods_code": code,
        "icb_code": (duty or duties[-1])["icb_code"],
        "recipient": duty["recipient"] if duty else None,
        "period": pd.Timestamp(month),
        "timeliness": said.value,
        "days_late": late,
        "content": report["content"] if report else None,
        "state": report["state"] if report else None,
        "query_open": query is not None,
        "query_sent": day_of(query, "sent_on") is not None,
        "due_on": owed.due_on if owed.asked else None,
        "received_on": day_of(report, "received_on"),
        "report_id": report["report_id"] if report else None,
        "reported": reported,
        "extract": extract,
        "gap": reported - extract if known else None,  # type: ignore[operator]
    }


def _covers(duty: Row, month: date) -> bool:
    stamp = pd.Timestamp(month)
    until = duty["until_period"]
    return bool(duty["from_period"] <= stamp and (pd.isna(until) or stamp <= until))


def _owed(sources: _Sources, duty: Row | None, key: Key) -> Owed:
    if duty is None:
        return Owed(asked=False)
    due_on = day_of(sources.periods.get((duty["icb_code"], key[1])), "due_on")
    word = sources.waivers.get(key)
    later = day_of(word, "due_on")
    return Owed(
        asked=True,
        due_on=later or due_on,
        declined=not pd.isna(duty["declined_on"]),
        waived=word is not None and later is None,
    )


def day_of(row: Row | None, name: str) -> date | None:
    return None if row is None or pd.isna(row[name]) else day(row[name])


def _number(row: Row | None, name: str) -> int | None:
    return None if row is None or pd.isna(row[name]) else int(row[name])


def beyond(cells: pd.DataFrame, tolerance: int | None) -> "pd.Series[bool]":
    """Whether each report differs from the extract by more than the ICB allows."""
    flags = [
        tolerance is not None
        and not pd.isna(row["gap"])
        and is_beyond(int(row["reported"]), int(row["extract"]), tolerance)
        for row in cells.to_dict("records")
    ]
    return pd.Series(flags, index=cells.index, dtype=bool)


def words(row: Row) -> str:
    """A cell in words: "Late, 4 days", "Due 10 Apr", "On time, nil"."""
    return ", ".join(part for part in (_when(row), _what(row)) if part)


def _when(row: Row) -> str:
    said = Timeliness(row["timeliness"])
    if said is Timeliness.LATE:
        return f"{said}, {counted(int(row['days_late']), 'day')}"
    if said is Timeliness.DUE:
        return f"{said} {row['due_on'].day} {row['due_on']:%b}"
    return said.value


def _what(row: Row) -> str:
    """What makes a report other than plain figures that nobody doubts."""
    if row["query_open"]:
        return "query open"
    if row["state"] == State.RETURNED:
        return "returned"
    content = row["content"]
    plain = content is None or pd.isna(content) or content == Content.FIGURES
    return "" if plain else str(content)


RECEIVED = [Timeliness.ON_TIME.value, Timeliness.LATE.value]
COUNTS = {
    "on_time": Timeliness.ON_TIME,
    "late": Timeliness.LATE,
    "missing": Timeliness.MISSING,
    "waived": Timeliness.WAIVED,
    "declined": Timeliness.DECLINED,
    "due": Timeliness.DUE,
    "not_yet_due": Timeliness.NOT_YET_DUE,
}


def totals(cells: pd.DataFrame, by: str) -> pd.DataFrame:
    """One row per value of that column: `asked`, and the counts that add up to it.

    `complete` and `timely` are fractions of what was owed by now: on time, late or
    missing. Waived and declined are answers; what is still due is owed later.
    """
    asked = cells[cells["timeliness"] != Timeliness.NOT_ASKED]
    flags = asked.assign(
        **{name: asked["timeliness"] == word for name, word in COUNTS.items()}
    )
    table = flags.groupby(by, dropna=False)[list(COUNTS)].sum().reset_index()
    owed = (table["on_time"] + table["late"] + table["missing"]).replace(0, pd.NA)
    return table.assign(
        asked=table[list(COUNTS)].sum(axis="columns"),
        complete=((table["on_time"] + table["late"]) / owed).astype("Float64"),
        timely=(table["on_time"] / owed).astype("Float64"),
    )
