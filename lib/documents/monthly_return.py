"""The return to NHS England as a file: its cover, then a row for each practice.

No national template is known, so that the columns are chosen, and the cover says so.
"""

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from lib.documents import tables
from lib.documents.tables import Column, Kind
from lib.domain.report_figures import LABELS

Pairs = Sequence[tuple[str, str]]

COLUMNS = [
    Column("ods_code", "ODS code"),
    Column("name", "Practice"),
    Column("sub_icb", "Sub-ICB location"),
    Column("pcn", "PCN"),
    Column("list_size", "List size", Kind.COUNT),
    Column("basis", "Basis"),
    *(Column(name, label, Kind.COUNT, "not given") for name, label in LABELS.items()),
    Column("extract", "Active 104 by the ICB's extract", Kind.COUNT),
    tables.UNDER_QUERY,
    Column("plan_status", "Action plan", missing="none"),
    Column("report_status", "Monthly report"),
    Column("recipient", "Report goes to", missing="not asked"),
    Column("sources", "Sources", missing="none"),
]
# Without these a row says nothing that could be relied on.
ALWAYS = ("ods_code", "name", "basis", "under_query", "report_status", "sources")
OF_ICB = Column("icb_code", "ICB")
TEMPLATE = (
    "No national template for this return is known. Its scope and its columns were"
    " chosen by the ICB."
)


@dataclass(frozen=True)
class Return:
    """As drawn up. `standing`: version, state and who stands for it, for the cover."""

    icb_code: str
    standing: Pairs
    cover: Pairs
    rows: Sequence[Mapping[str, Any]]

    @property
    def table(self) -> pd.DataFrame:
        return framed(self.rows)


def framed(rows: Sequence[Mapping[str, Any]]) -> pd.DataFrame:
    table = pd.DataFrame(list(rows))
    whole = [c.field for c in COLUMNS if c.kind is Kind.COUNT and c.field in table]
    return table.astype(dict.fromkeys(whole, "Int64"))


def columns_of(table: pd.DataFrame) -> list[Column]:
    return [column for column in COLUMNS if column.field in table]


def as_csv(made: Return) -> bytes:
    return tables.as_csv(made.table, columns_of(made.table), codes=False)


def as_xlsx(made: Return) -> bytes:
    return _book([*made.standing, *made.cover], made.table, columns_of(made.table))


def all_as_csv(every: Sequence[Return]) -> bytes:
    table = _together(every)
    return tables.as_csv(table, [OF_ICB, *columns_of(table)], codes=False)


def all_as_xlsx(every: Sequence[Return], record: Pairs = ()) -> bytes:
    """One cover for all: each ICB's version and basis. `record`: the head of the record
    of changes."""
    table = _together(every)
    cover = [
        (made.icb_code, "; ".join(f"{name}: {value}" for name, value in made.standing))
        for made in every
    ]
    bases = "Figures on different bases are never added together."
    lines = [("Template", TEMPLATE), *cover, ("Bases", bases), *record]
    return _book(lines, table, [OF_ICB, *columns_of(table)])


def _together(every: Sequence[Return]) -> pd.DataFrame:
    rows = [{"icb_code": made.icb_code, **row} for made in every for row in made.rows]
    return framed(rows)


def _book(cover: Pairs, table: pd.DataFrame, columns: Sequence[Column]) -> bytes:
    written = io.BytesIO()
    with tables.workbook(written) as book:
        tables.write_pairs(book, "Cover", cover)
        tables.write_table(book, "Return", table, columns, codes=False)
    return written.getvalue()
