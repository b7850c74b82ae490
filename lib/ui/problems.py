"""What is wrong with files, by row and by column, and the list of all of it."""

from collections.abc import Sequence
from typing import NamedTuple

import pandas as pd
import streamlit as st

from lib.analysis.words import be, capital, counted
from lib.documents import tables as documents
from lib.documents.tables import Column
from lib.domain.problems import Problem, Severity
from lib.ui import downloads, tables, words
from lib.ui.importing import Checked, TurnedAway
from lib.ui.markup import bullets, error_summary, esc, summary_list, tag

SHOWN = 20
SEVERITIES = {
    Severity.MUST_FIX: "Must fix",
    Severity.CONFIRM: "Please confirm",
    Severity.NOTICE: "Left out, nothing to do",
}
COLUMNS = (
    Column("file", "File"),
    Column("row", "Row", missing=""),
    Column("column", "Column", missing=""),
    Column("value", "Found", missing=""),
    Column("severity", "What to do"),
    Column("message", "What is wrong"),
    Column("remedy", "How to mend it"),
)
BY_COLUMN = (
    Column("column", "Column"),
    Column("what", "What is wrong"),
    Column("rows", "Rows", documents.Kind.COUNT),
    Column("where", "Row numbers"),
)


class Found(NamedTuple):
    """A problem and the file that has it; `file_name` is empty where there is one."""

    file_name: str
    problem: Problem

    @property
    def place(self) -> str:
        """Row 14, column 104 count."""
        row, column = self.problem.row, self.problem.column
        parts = [f"row {row}" if row else "", f"column {column}" if column else ""]
        place = ", ".join(part for part in parts if part) or "the file as a whole"
        whole = f"{self.file_name}, {place}" if self.file_name else place
        return whole if self.file_name else capital(whole)


def of(files: Sequence[Checked], severity: Severity) -> list[Found]:
    several = len(files) > 1
    return [
        Found(one.report.file_name if several else "", problem)
        for one in files
        for problem in one.report.of(severity)
    ]


def summary(files: Sequence[Checked], refused: Sequence[TurnedAway]) -> None:
    """The box above all else; nothing where nothing is wrong."""
    wrong = of(files, Severity.MUST_FIX)
    if not wrong and not refused:
        return
    bold = [_rows_to_fix(wrong, len(files))] if wrong else []
    if refused:
        cannot = f"{counted(len(refused), 'file')} cannot be loaded"
        bold.append(f"{cannot}.")
    said = [f"{one.file_name or 'A file'}: {one.message}" for one in refused]
    said += [f"{one.place}: {one.problem.message}" for one in wrong]
    left = len(said) - SHOWN
    if left > 0:
        said = [*said[:SHOWN], f"and {left:,} more: see the list of all problems"]
    error_summary(" ".join(bold), said)


def _rows_to_fix(wrong: Sequence[Found], files: int) -> str:
    rows = {(one.file_name, one.problem.row) for one in wrong if one.problem.row}
    what = counted(len(rows), "row") if rows else counted(len(wrong), "problem")
    these = "this file" if files == 1 else "these files"
    return f"{what} must be fixed before {these} can be loaded."


def by_row_and_column(files: Sequence[Checked]) -> None:
    wrong = of(files, Severity.MUST_FIX)
    if not wrong:
        return
    by_row, by_column = st.tabs(["By row", "By column"])
    with by_row:
        st.header(f"Must fix ({len(wrong):,})", anchor=False)
        for number, one in enumerate(wrong[:SHOWN]):
            _card(number, one)
        if len(wrong) > SHOWN:
            st.markdown(
                f"The first {SHOWN} of {len(wrong):,} are shown. Download all problems"
                " for the others."
            )
    with by_column:
        st.header("Must fix, by column", anchor=False)
        tables.plain(_by_column(wrong), BY_COLUMN, "Problems by column")


def _card(number: int, one: Found) -> None:
    problem = one.problem
    with st.container(border=True, key=f"fix-{number}", gap="xsmall"):
        st.markdown(f"{tag('Must fix')} **{esc(one.place)}**")
        st.markdown(esc(problem.message))
        told = {
            "Found": esc(problem.value) if problem.value else "",
            "How to mend it": esc(problem.remedy),
        }
        pairs = {name: words for name, words in told.items() if words}
        if pairs:
            summary_list(f"wide-fix-{number}", pairs, f"Problem at {one.place}")


def _by_column(wrong: Sequence[Found]) -> pd.DataFrame:
    grouped: dict[tuple[str, str], list[int]] = {}
    for one in wrong:
        column = one.problem.column or "The file as a whole"
        whose = f"{one.file_name}: {column}" if one.file_name else column
        rows = grouped.setdefault((whose, words.problem(one.problem.kind)), [])
        rows += [one.problem.row] if one.problem.row else []
    return pd.DataFrame(
        {
            "column": [column for column, _ in grouped],
            "what": [capital(what) for _, what in grouped],
            "rows": [len(rows) for rows in grouped.values()],
            "where": [_listed(rows) for rows in grouped.values()],
        }
    )


def _listed(rows: Sequence[int]) -> str:
    shown = ", ".join(str(row) for row in rows[:SHOWN])
    return f"{shown} and more" if len(rows) > SHOWN else shown


def notices(files: Sequence[Checked]) -> None:
    told = of(files, Severity.NOTICE)
    if not told:
        return
    rows = counted(len(told), "line")
    with st.expander(f"{rows} {be(len(told))} left out by rule"):
        bullets(f"{one.place}: {one.problem.text}" for one in told[: SHOWN * 5])


def download(files: Sequence[Checked], key: str = "problems") -> None:
    """Every problem as CSV; nothing where there is none."""
    frame = _frame(files)
    if not frame.empty:
        downloads.button(
            f"download-{key}",
            "Download all problems",
            documents.as_csv(frame, COLUMNS, codes=False),
            ("problems.csv", downloads.CSV),
        )


def _frame(files: Sequence[Checked]) -> pd.DataFrame:
    lines = [
        {
            "file": one.report.file_name,
            "row": problem.row,
            "column": problem.column,
            "value": problem.value,
            "severity": SEVERITIES[problem.severity],
            "message": problem.message,
            "remedy": problem.remedy,
        }
        for one in files
        for problem in one.report.problems
    ]
    frame = pd.DataFrame(lines, columns=[column.field for column in COLUMNS])
    return frame.astype({"row": "Int64"})
