"""What to look at before a return is called final; none of it forbids that."""

from typing import NamedTuple

import pandas as pd

from lib.analysis.words import be, counted, have
from lib.domain.monthly_report import State, Timeliness


class Check(NamedTuple):
    words: str
    is_open: bool  # something is to be looked at


def checks(table: pd.DataFrame, cells: pd.DataFrame) -> list[Check]:
    """`table`: the rows of the return; `cells`: the matrix of the same practices."""
    missing = int((cells["timeliness"] == Timeliness.MISSING).sum())
    waiting = int((cells["state"] == State.RECEIVED).sum())
    returned = int((cells["state"] == State.RETURNED).sum())
    queries = int(cells["query_open"].sum())
    apart = int(cells["beyond"].sum())
    without = int(table["extract"].isna().sum()) if len(table) else 0
    bases = table["basis"].nunique() if len(table) else 0
    return [
        _check(missing, "report", "missing"),
        _check(waiting, "report", "received and not accepted"),
        _check(returned, "report", "returned to the practice"),
        _check(queries, "query", "open", "queries"),
        _check(apart, "report", "farther from the extract than the tolerance"),
        Check(
            f"{counted(without, 'practice')} {have(without)} no extract", without > 0
        ),
        _bases(bases),
    ]


def _check(count: int, noun: str, what: str, plural: str = "") -> Check:
    return Check(f"{counted(count, noun, plural)} {be(count)} {what}", count > 0)


def _bases(bases: int) -> Check:
    if bases > 1:
        return Check(
            f"{bases} bases: their figures must not be added together", is_open=True
        )
    return Check("All rows are on one basis", is_open=False)
