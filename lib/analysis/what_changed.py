"""What is different since the month before, in a few lines that name the practices."""

from datetime import date
from typing import NamedTuple

import pandas as pd

from lib.analysis.frame import expected, month, on_basis
from lib.analysis.history import told
from lib.analysis.movement import changes
from lib.analysis.words import counted
from lib.domain.files import Basis

JUMP = 20  # points; a fall as fast is worth a question too
FELL_FAST = f"fell by {JUMP} points or more"


class Change(NamedTuple):
    words: str  # 3 practices newly over
    practices: list[tuple[str, str]]  # code and name
    unnamed: int = 0  # and those whose names are not shown


def since_before(figures: pd.DataFrame, period: date, basis: Basis) -> list[Change]:
    """Of the expected practices that are judged on that basis in the month."""
    rows = on_basis(expected(month(told(figures), period)), basis)
    over, before = rows["over"].astype(bool), rows["before"]
    moved = rows["ods_code"].map(changes(figures, period)["points"])
    found = [
        ("newly over", over & ~before.fillna(value=True)),
        ("newly under", ~over & before.fillna(value=False)),
        (f"rose by {JUMP} points or more", moved >= JUMP),
        (FELL_FAST, moved <= -JUMP),
    ]
    return [
        Change(
            f"{counted(int(mask.sum()), 'practice')} {words}",
            _named(rows[mask & ~rows["masked"]]),
            int((mask & rows["masked"]).sum()),
        )
        for words, mask in found
        if mask.any()
    ]


def _named(rows: pd.DataFrame) -> list[tuple[str, str]]:
    ordered = rows.sort_values("name")
    return list(zip(ordered["ods_code"], ordered["name"], strict=True))
