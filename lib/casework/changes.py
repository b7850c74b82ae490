"""What has changed since somebody looked last, by when it became known; at most a page."""

import json
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import NamedTuple

import pandas as pd

from lib import queries
from lib.analysis.frame import Row, day
from lib.analysis.words import counted
from lib.domain.dates import month_name, parse_period
from lib.domain.files import Kind
from lib.domain.users import User

MOST = 8  # lines of a part


class Line(NamedTuple):
    """Words, on a practice where there is one."""

    words: str
    ods_code: str = ""
    name: str = ""


class Part(NamedTuple):
    title: str
    lines: list[Line]
    more: int  # that are not listed


class Since(NamedTuple):
    """A day, and how far the record went then."""

    on: date
    sequence: int


def last_visit(user: User) -> Since | None:
    found = queries.visits.before(user)
    return Since(found.on, found.sequence) if found else None


def since_day(user: User, on: date) -> Since:
    return Since(on, queries.visits.sequence_on(user, on))


def parts(user: User, icb_code: str | None, since: Since) -> list[Part]:
    """Those in which there is something, in the order in which people look."""
    told = queries.changes.of_practices(user, since.sequence)
    over, below = _crossed(user, icb_code, since)
    found = (
        ("Figures", _uploads(user, since)),
        ("Newly over the threshold", over),
        ("No longer over the threshold", below),
        ("Action plans", _of(told, "plan")),
        ("Monthly reports received", _of(told, "report")),
        ("Queries of observers", _of(told, "query raised", "query answered")),
        ("What practices say", _of(told, "statement")),
        (
            "Rules and settings",
            map(Line, queries.changes.settings(user, since.sequence)),
        ),
    )
    return [part for title, lines in found if (part := _part(title, lines)).lines]


def _part(title: str, lines: Iterable[Line]) -> Part:
    every = list(lines)
    return Part(title, every[:MOST], max(0, len(every) - MOST))


def _uploads(user: User, since: Since) -> Iterator[Line]:
    found = queries.changes.uploads(user, since.sequence)
    names = queries.organisations.names(user)
    counts = found["kind"] == Kind.COUNTS
    for row in found[counts].to_dict("records"):
        yield from _upload(row, names.get(row["icb_code"], ""))
    others = int((~counts & found["loaded"]).sum())
    if others:
        yield Line(f"{counted(others, 'reference file')} loaded")


def _upload(row: Row, icb: str) -> Iterator[Line]:
    month = month_name(day(row["period"]))
    code, name = row["ods_code"], row["name"]
    known = (code, name) if isinstance(code, str) else ("", "")
    what = f"figure of {month}" if row["correction"] else f"counts of {month}, {icb}"
    if row["loaded"]:
        verb = "corrected" if row["correction"] else "loaded"
        yield Line(f"{what} {verb}", *known)
    if row["withdrawn"]:
        yield Line(f"{what} withdrawn", *known)


def _crossed(
    user: User, icb_code: str | None, since: Since
) -> tuple[list[Line], list[Line]]:
    """Between the newest month known then and the newest known now, of those that are
    seen by name."""
    before = queries.changes.latest_period(user, since.sequence)
    now = queries.periods.default(user, icb_code)
    if before is None or now is None:
        return [], []
    then = queries.figures.panel(
        user, before, before, icb_code=icb_code, as_known_on=_known_on(user, since)
    )
    was = _flags(then)
    is_ = _flags(queries.figures.panel(user, now, now, icb_code=icb_code))
    names = queries.practices.places(user).set_index("ods_code")["name"]
    over = [c for c in is_ if is_[c] and was.get(c) is False]
    below = [c for c in was if was[c] and is_.get(c) is False]
    return _named(over, names), _named(below, names)


def _known_on(user: User, since: Since) -> date:
    """The end of a day on which the figures stood as at that place, or, where they
    moved later that day, of the day before: rather told twice than not at all."""
    end_of_day = queries.visits.sequence_on(user, since.on + timedelta(days=1))
    moved = queries.changes.figures_moved(user, since.sequence, end_of_day)
    return since.on - timedelta(days=1) if moved else since.on


def _flags(figures: pd.DataFrame) -> dict[str, bool]:
    told = figures[figures["over"].notna()]
    return dict(zip(told["ods_code"], map(bool, told["over"]), strict=True))


def _named(codes: Iterable[str], names: "pd.Series[str]") -> list[Line]:
    seen = sorted((names[code], code) for code in codes if code in names.index)
    return [Line("", code, name) for name, code in seen]


def _of(told: pd.DataFrame, *kinds: str) -> Iterator[Line]:
    for row in told[told["what"].isin(kinds)].to_dict("records"):
        yield Line(_words(row), row["ods_code"], row["name"])


def _words(row: Row) -> str:
    """Of what was recorded only statuses and months: no reason, nobody's name."""
    detail = json.loads(row["detail"] or "{}")
    if row["what"] == "plan":
        return f"{detail['was']} → {detail['now']}"
    if row["what"] == "statement":
        return "in its own words"
    month = detail.get("period")
    of = f" of {month_name(parse_period(month[:7]))}" if month else ""
    if row["what"] == "report":
        return f"report{of}"
    return f"{row['what']} on the {detail['about']}{of}"
