"""Tables: a plain one that screen readers read, a grid above a hundred rows."""

from collections.abc import Callable, Sequence
from contextlib import nullcontext
from typing import Any

import pandas as pd
import streamlit as st

from lib.documents.tables import (
    NUMERIC,
    UNDER_QUERY,
    Column,
    Kind,
    Notes,
    hidden,
    is_missing,
    without_name,
    yes_no,
)
from lib.domain.disclosure import HIDDEN
from lib.domain.users import User
from lib.ui import context, downloads, folds, under_query
from lib.ui.cells import NUMBERS, WORDS
from lib.ui.markup import esc, mark, tag

PLAIN_UP_TO = 100
SHORT = 8


def show(
    key: str, table: pd.DataFrame, columns: Sequence[Column], notes: Notes, user: User
) -> None:
    """The table with its downloads; the title of the notes is its name for readers."""
    table, columns = under_query.flagged(table, columns, notes, user)
    seen = _seen(table, columns)
    with st.container(key=f"long-{key}") if len(table) > SHORT else nullcontext():
        _drawn(key, table, seen, notes.title)
    if any(c.kind is Kind.PRACTICE for c in columns) and not all(without_name(table)):
        st.caption("Practice names open in a new tab.")
    if notes.disclosure and any(column.hidden_by for column in columns):
        st.caption(esc(notes.disclosure))
    downloads.row(key, table, columns, notes, user)


def _drawn(key: str, table: pd.DataFrame, seen: Sequence[Column], alt: str) -> None:
    if len(table) <= PLAIN_UP_TO or folds.whole():
        plain(table, seen, alt)
    elif st.toggle("Plain table", key=f"{key}-plain", bind="query-params"):
        plain(_page(key, table), seen, alt)
    else:
        grid(table, seen, alt)


def twin(
    key: str, table: pd.DataFrame, columns: Sequence[Column], notes: Notes, user: User
) -> None:
    """The table that says the same as the chart above it, to read and to download."""
    if fold := folds.opened("Show these figures as a table", f"{key}-twin"):
        with fold:
            show(key, table, columns, notes, user)


def _seen(table: pd.DataFrame, columns: Sequence[Column]) -> list[Column]:
    """On screen quotes have lines, and the mark of a query stands with the name."""
    seen = [column for column in columns if column.kind is not Kind.QUOTE]
    named = any(column.kind is Kind.PRACTICE for column in columns)
    plain = named and len(table) <= PLAIN_UP_TO
    if UNDER_QUERY in seen and (plain or table[UNDER_QUERY.field].isna().all()):
        seen.remove(UNDER_QUERY)
    return seen


def of_rows(rows: Sequence[object], fields: Sequence[str]) -> pd.DataFrame:
    """Stored rows as a table; what a row does not say is missing."""
    found = [{name: getattr(row, name, None) for name in fields} for row in rows]
    return pd.DataFrame(found, columns=list(fields), dtype=object)


def plain(table: pd.DataFrame, columns: Sequence[Column], alt: str) -> None:
    """A real table. The rows of a PRACTICE column need ods_code, name, maybe small, and
    maybe the address that the name leads to."""
    shown = pd.DataFrame({c.heading: _plain_column(table, c) for c in columns})
    numeric = [column for column in columns if column.kind in NUMERIC]
    # In one go: each call goes through the whole table.
    styled = shown.style.format({c.heading: _number_or_words(c) for c in numeric})
    for column in numeric:
        away = hidden(table, column)
        if any(away):
            styled = styled.format(
                NUMBERS[column.kind],
                subset=pd.IndexSlice[away, column.heading],
                na_rep=esc(HIDDEN),  # a star alone would begin a list
            )
    st.table(styled, border="horizontal", hide_index=True, alt=alt)


def _number_or_words(column: Column) -> Callable[[Any], str]:
    write = NUMBERS[column.kind]
    return lambda value: column.missing if is_missing(value) else write(value)


def grid(table: pd.DataFrame, columns: Sequence[Column], alt: str) -> None:
    shown: dict[str, Any] = {}
    settings: dict[str, Any] = {}
    for column in columns:
        if column.kind is Kind.PRACTICE:
            shown[column.heading] = table["name"]
            shown["ODS code"] = _addresses(table)
            settings["ODS code"] = st.column_config.LinkColumn(
                display_text=r"ods=(\w+)"
            )
        else:
            away = hidden(table, column)
            if any(away):
                shown[column.heading] = _with_stars(table, column, away)
            else:
                shown[column.heading] = _grid_column(table, column)
                settings[column.heading] = _GRID.get(column.kind)
    st.dataframe(
        pd.DataFrame(shown),
        hide_index=True,
        column_config={k: v for k, v in settings.items() if v is not None},
        alt=alt,
    )


def ordered(table: pd.DataFrame, by: str, *, descending: bool = True) -> pd.DataFrame:
    """Sorted, what is missing last. By rate, small lists come after all others: one
    patient moves them by much."""
    small = table["small"] if "small" in table and by in ("rate", "change") else False
    return (
        table.assign(_small=small)
        .sort_values(
            ["_small", by],
            ascending=[True, not descending],
            kind="stable",
            na_position="last",
        )
        .drop(columns="_small")
    )


def _page(key: str, table: pd.DataFrame) -> pd.DataFrame:
    pages = -(-len(table) // PLAIN_UP_TO)
    number = st.pagination(pages, key=f"{key}-page", bind="query-params")
    first = (number - 1) * PLAIN_UP_TO
    st.markdown(f"Rows {first + 1:,} to {min(first + PLAIN_UP_TO, len(table)):,}.")
    return table.iloc[first : first + PLAIN_UP_TO]


def _plain_column(table: pd.DataFrame, column: Column) -> Any:
    if column.kind is Kind.PRACTICE:
        return list(map(_practice, _records(table, *_NAMING), _addresses(table)))
    if column.kind is Kind.LINK:
        return [
            _link(row, column.field) for row in _records(table, column.field, "address")
        ]
    values = table[column.field]
    if column.kind in NUMERIC:
        return values.reset_index(drop=True)
    write = WORDS.get(column.kind, esc)
    away = hidden(table, column)
    return [
        esc(HIDDEN) if gone else column.missing if is_missing(v) else write(v)
        for v, gone in zip(values, away, strict=True)
    ]


def _records(table: pd.DataFrame, *fields: str) -> list[dict[Any, Any]]:
    return table[[name for name in fields if name in table]].to_dict("records")


def _with_stars(table: pd.DataFrame, column: Column, away: list[bool]) -> list[str]:
    """In words, as a number cannot be a star."""
    write = NUMBERS.get(column.kind, str)
    return [
        HIDDEN if gone else column.missing if is_missing(value) else write(value)
        for value, gone in zip(table[column.field].tolist(), away, strict=True)
    ]


_NAMING = ("ods_code", "name", "small", UNDER_QUERY.field)


def _practice(row: dict[Any, Any], address: str | None) -> str:
    if address is None:
        return esc(row["name"])
    link = f"[{esc(row['name'])}]({address}) {row['ods_code']}"
    small = tag("Small list") if row.get("small") is True else ""
    asked = row.get(UNDER_QUERY.field)
    marks = (small, mark(asked) if isinstance(asked, str) else "")
    return " ".join(part for part in (link, *marks) if part)


def _link(row: dict[Any, Any], field: str) -> str:
    words = esc(row[field])
    return f"[{words}]({row['address']})" if row["address"] else words


def _addresses(table: pd.DataFrame) -> list[str | None]:
    """The practices' own pages, unless a row leads elsewhere; None without a name."""
    own = context.practice_addresses()
    elsewhere = table["address"] if "address" in table else [None] * len(table)
    rows = zip(table["ods_code"], elsewhere, without_name(table), strict=True)
    return [
        None if away is True else address or own(code) for code, address, away in rows
    ]


def _grid_column(table: pd.DataFrame, column: Column) -> Any:
    values = table[column.field]
    if column.kind in (Kind.RATE, Kind.POINTS):
        return values * 100
    if column.kind is Kind.YES_NO:
        return values.map(yes_no, na_action="ignore")
    return values


_GRID: dict[Kind, Any] = {
    Kind.COUNT: st.column_config.NumberColumn(format="localized"),
    Kind.RATE: st.column_config.NumberColumn(format="%.1f%%"),
    Kind.POINTS: st.column_config.NumberColumn(format="%+.1f"),
    Kind.DAY: st.column_config.DateColumn(format="D MMM YYYY"),
    Kind.MONTH: st.column_config.DateColumn(format="MMMM YYYY"),
}
