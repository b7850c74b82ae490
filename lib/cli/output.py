"""Output: JSON for programs, aligned tables for people, both on stdout."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from json import dumps
from typing import TYPE_CHECKING, Any

import typer

from lib.documents.aligned import aligned
from lib.domain.dates import london, uk

if TYPE_CHECKING:
    import pandas as pd

Record = dict[str, Any]
PLACES = 6  # of a rate


def as_json(answer: Any) -> None:
    text = dumps(answer, default=_text, ensure_ascii=False, indent=2)
    typer.echo(text)


def _text(value: Any) -> str:
    """A day as 2026-08-31; a moment with its clock and zone."""
    if isinstance(value, datetime) and value.tzinfo is None and value.time() == time():
        return value.date().isoformat()
    return str(value.isoformat()) if isinstance(value, date) else str(value)


def records(table: "pd.DataFrame") -> list[Record]:
    """The rows of a frame in plain Python; what is not known is None."""
    plain = table.astype(object).where(table.notna(), None)
    return [
        {str(k): v for k, v in row.items()} for row in plain.to_dict(orient="records")
    ]


def tell(rows: Sequence[Record], headings: Mapping[str, str], json: bool) -> None:
    """All of the records to a program; of each, what has a heading to a person."""
    if json:
        as_json(rows)
    else:
        as_table(headings, rows)


def as_table(headings: Mapping[str, str], rows: Sequence[Record]) -> None:
    """Field to heading, and the records: aligned, numbers to the right."""
    if not rows:
        typer.echo("None.")
        return
    cells = [[_shown(row[field]) for field in headings] for row in rows]
    right = [_all_numbers([row[field] for row in rows]) for field in headings]
    typer.echo(aligned([list(headings.values()), *cells], right))


def _all_numbers(values: list[Any]) -> bool:
    known = [value for value in values if value is not None]
    return bool(known) and all(type(value) in (int, float) for value in known)


def _shown(value: Any) -> str:
    if value is None:
        return "-"
    if isinstance(value, datetime) and value.tzinfo:
        moment = london(value)
        return f"{uk(moment.date())}, {moment:%H:%M}"
    return _shown_plain(value)


def _shown_plain(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, date):
        return uk(value)
    return f"{value:,}" if type(value) is int else str(value)
