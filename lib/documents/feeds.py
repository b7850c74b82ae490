"""A feed as CSV or JSON: the same values in both, days as 2023-09-30."""

import json
from collections.abc import Callable, Iterator
from typing import Any

import pandas as pd

from lib.documents import tables
from lib.documents.tables import Column, Kind

MONTHS = {"period", "opened_period"}


def as_csv(table: pd.DataFrame) -> bytes:
    """With what a spreadsheet would run as a formula behind a quote."""
    return tables.as_csv(table, _columns(table), codes=True)


def as_json(table: pd.DataFrame) -> bytes:
    return json.dumps(list(_records(table)), ensure_ascii=False).encode()


WRITERS: dict[str, tuple[Callable[[pd.DataFrame], bytes], str]] = {
    "csv": (as_csv, "text/csv; charset=utf-8"),
    "json": (as_json, "application/json"),
}


def _records(table: pd.DataFrame) -> Iterator[dict[str, Any]]:
    columns = _columns(table)
    for row in table.to_dict("records"):
        yield {each.field: _plain(row[each.field], each.kind) for each in columns}


def _plain(value: Any, kind: Kind) -> Any:
    if tables.is_missing(value):
        return None
    return bool(value) if kind is Kind.YES_NO else tables.code(value, kind)


def _columns(table: pd.DataFrame) -> list[Column]:
    return [Column(name, name, _kind(name, table[name])) for name in table.columns]


def _kind(name: str, values: "pd.Series[Any]") -> Kind:
    if name in MONTHS:
        return Kind.MONTH
    if name.endswith("_on"):
        return Kind.DAY
    if pd.api.types.is_bool_dtype(values):
        return Kind.YES_NO
    return Kind.RATE if pd.api.types.is_float_dtype(values) else Kind.TEXT
