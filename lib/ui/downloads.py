"""Buttons that download: the two under every table, and any other file's."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

import pandas as pd
import streamlit as st

from lib import actions, queries
from lib.documents import tables
from lib.documents.tables import Column, Notes
from lib.domain.audit import on_paper
from lib.domain.roles import Permission
from lib.domain.users import User

LABELS = "Words"
CODES = "Codes"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV = "text/csv"


def row(
    key: str, table: pd.DataFrame, columns: Sequence[Column], notes: Notes, user: User
) -> None:
    """CSV and Excel of these rows, built on the click and recorded as an event."""
    if not user.may(Permission.EXPORT) or table.empty:
        return
    event = (user, notes.title, len(table), notes.filters)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        codes = _wants_codes(key)
        button(
            f"{key}-csv",
            "Download CSV",
            recorded(lambda: tables.as_csv(table, columns, codes=codes), *event),
            (tables.file_name(notes, "csv"), CSV),
        )
        button(
            f"{key}-xlsx",
            "Download Excel",
            recorded(
                lambda: tables.as_xlsx(
                    table, columns, sealed(notes, user), codes=codes
                ),
                *event,
            ),
            (tables.file_name(notes, "xlsx"), XLSX),
        )


def sealed(notes: Notes, user: User) -> Notes:
    """With the head of the record of changes, which then cannot be written anew."""
    return replace(notes, record=[on_paper(queries.audit.head(user))])


def recorded(
    build: Callable[[], bytes],
    user: User,
    what: str,
    rows: int,
    filters: Mapping[str, str] | None = None,
) -> Callable[[], bytes]:
    """The click that builds the file is an event."""

    def built() -> bytes:
        actions.downloads.record(what, rows, by=user, filters=filters)
        return build()

    return built


def button(
    key: str,
    label: str,
    content: bytes | Callable[[], bytes],
    file: tuple[str, str],
    about: str | None = None,
) -> None:
    """`file`: its name and its media type."""
    name, mime = file
    st.download_button(
        label,
        content,
        file_name=name,
        mime=mime,
        key=key,
        help=about,
        on_click="ignore",
    )


def _wants_codes(key: str) -> bool:
    chosen = st.selectbox("Download with", [LABELS, CODES], key=f"{key}-as", width=160)
    return chosen == CODES
