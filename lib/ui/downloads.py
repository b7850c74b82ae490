"""The row of download buttons under every table."""

from collections.abc import Callable, Sequence
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


def row(
    key: str, table: pd.DataFrame, columns: Sequence[Column], notes: Notes, user: User
) -> None:
    """CSV and Excel of these rows, built on the click and recorded as an event."""
    if not user.may(Permission.EXPORT) or table.empty:
        return

    def recording(build: Callable[[], bytes]) -> Callable[[], bytes]:
        def built() -> bytes:
            actions.downloads.record(
                notes.title, len(table), by=user, filters=notes.filters
            )
            return build()

        return built

    with st.container(horizontal=True, vertical_alignment="bottom"):
        codes = _wants_codes(key)
        _button(
            f"{key}-csv",
            "Download CSV",
            recording(lambda: tables.as_csv(table, columns, codes=codes)),
            (tables.file_name(notes, "csv"), "text/csv"),
        )
        _button(
            f"{key}-xlsx",
            "Download Excel",
            recording(
                lambda: tables.as_xlsx(table, columns, sealed(notes, user), codes=codes)
            ),
            (tables.file_name(notes, "xlsx"), XLSX),
        )


def sealed(notes: Notes, user: User) -> Notes:
    """With the head of the record of changes, which then cannot be written anew."""
    return replace(notes, record=[on_paper(queries.audit.head(user))])


def _wants_codes(key: str) -> bool:
    chosen = st.selectbox("Download with", [LABELS, CODES], key=f"{key}-as", width=160)
    return chosen == CODES


def _button(
    key: str, label: str, build: Callable[[], bytes], file: tuple[str, str]
) -> None:
    name, mime = file
    st.download_button(
        label, build, file_name=name, mime=mime, key=key, on_click="ignore"
    )
