"""Every figure of a practice, with the file, row and upload that each came from."""

from collections.abc import Iterator

import pandas as pd
import streamlit as st

from lib import queries
from lib.analysis.frame import Row
from lib.documents.tables import Column, Kind
from lib.ui import folds, tables
from lib.ui.practice import Chosen
from lib.ui.views import View

NONE = "none"  # no figure, or one that the sender hid: the fold-out says which
MEASURE_COLUMNS = [
    Column("104", "104", Kind.COUNT, NONE, hidden_by="hidden"),
    Column("106", "106", Kind.COUNT, NONE),
    Column("103", "103", Kind.COUNT, NONE),
    Column("added", "Added", Kind.COUNT, NONE),
    Column("superseded", "Superseded", Kind.COUNT, NONE),
]
WORD_COLUMNS = [
    Column("period", "Month", Kind.MONTH),
    Column("measure", "Code"),
    Column("value", "Patients", Kind.COUNT, "suppressed", hidden_by="hidden"),
    Column("came_from", "From"),
    Column("standing", "Counts now", Kind.STATUS),
]


def show(view: View, practice: Chosen) -> None:
    """Every figure ever given, with the upload and row that it came from."""
    st.header("All figures", anchor=False)
    code = practice.facts.ods_code
    found = queries.practices.history(view.user, code)
    if found.empty:
        st.write("No figure has been loaded for this practice.")
        return
    found = found.assign(
        came_from=[_source(row) for row in found.to_dict("records")],
        standing=list(_standings(found)),
    )
    months = _by_month(found[found["current"]]).assign(ods_code=code)
    columns = [
        Column("period", "Month", Kind.MONTH),
        *(c for c in MEASURE_COLUMNS if c.field in months),
        Column("came_from", "From"),
    ]
    notes = view.notes(f"{code} all figures")
    tables.show("figures", months, columns, notes, view.user)
    every = "Every word on each figure, those replaced or withdrawn too"
    if fold := folds.opened(every, "every-word"):
        with fold:
            notes, words = view.notes(f"{code} every word"), found.assign(ods_code=code)
            tables.show("words", words, WORD_COLUMNS, notes, view.user)


def _source(row: Row) -> str:
    if pd.isna(row["upload_id"]):
        return "the ICB's counts"
    return f"{row['file_name']}, row {row['row']} (upload {row['upload_id']})"


def _by_month(current: pd.DataFrame) -> pd.DataFrame:
    """A row for each month, a column for each code, and the files they came from."""
    values = current.pivot(index="period", columns="measure", values="value")
    hidden = current.groupby("period")["hidden"].any()
    files = current.groupby("period")["came_from"].agg(
        lambda sources: "; ".join(dict.fromkeys(sources))
    )
    return values.join(files).join(hidden).sort_index(ascending=False).reset_index()


def _standings(found: pd.DataFrame) -> Iterator[str]:
    for current, withdrawn in zip(found["current"], found["withdrawn"], strict=True):
        if withdrawn:
            yield "Withdrawn"
        else:
            yield "Yes" if current else "Replaced"
