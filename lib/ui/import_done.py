"""After an import: what was loaded, and what comes next."""

from collections.abc import Sequence
from typing import cast

import pandas as pd
import streamlit as st

from lib import queries
from lib.analysis.words import be, capital, counted
from lib.documents.tables import Column, Kind
from lib.domain.uploads import Upload
from lib.domain.users import User
from lib.ui import memory, menu, problems, tables
from lib.ui.importing import Checked
from lib.ui.words import KINDS

COLUMNS = (
    Column("upload", "Upload"),
    Column("file", "File"),
    Column("kind", "Kind"),
    Column("month", "Month", Kind.MONTH, missing=""),
    Column("rows", "Stored", Kind.COUNT),
)


def show(user: User, loaded: str) -> None:
    """`loaded` is what the address says: numbers of uploads, by commas."""
    numbers = [int(text) for text in loaded.split(",") if text.isdecimal()]
    uploads = [queries.uploads.get(user, number) for number in numbers]
    files = counted(len(uploads), "file")
    st.success(f"{files} {be(len(uploads))} loaded.")
    tables.plain(_table(uploads), COLUMNS, "Files loaded")
    _left_out()
    st.header("What happens next", anchor=False)
    st.markdown(
        "The figures of every screen now count these files. Nobody is written to."
        " An upload can be withdrawn again, with a reason."
    )
    st.page_link(menu.OVER, label="Over the threshold")
    st.page_link(menu.path("administration/uploads"), label="Upload history")
    if st.button("Load more files", key="more"):
        del st.query_params["loaded"]
        st.rerun()


def _left_out() -> None:
    files = cast(list[Checked], memory.look("left-out") or [])
    if files:
        st.markdown(
            "Rows that were left out, and what was confirmed, are in this list. It is"
            " not kept."
        )
        problems.download(files, "left-out")


def _table(uploads: Sequence[Upload]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "upload": [str(upload.id) for upload in uploads],
            "file": [upload.file_name for upload in uploads],
            "kind": [capital(KINDS[upload.kind]) for upload in uploads],
            "month": [upload.period for upload in uploads],
            "rows": [upload.rows_stored for upload in uploads],
        }
    )
