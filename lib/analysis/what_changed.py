"""What is different since the month before, in a few lines that name the practices."""

from datetime import date
from typing import NamedTuple

import pandas as pd

from lib.analysis.frame import expected, month
from lib.analysis.history import told
from lib.analysis.movement import movements
from lib.analysis.words import counted

JUMP = 20  # points; a fall as fast is worth a question too


class Change(NamedTuple):
    words: str  # 3 practices newly over
    practices: list[tuple[str, str]]  # code and name


def since_before(figures: pd.DataFrame, period: date) -> list[Change]:
    rows = expected(month(told(figures), period))
    over, before = rows["over"].astype(bool), rows["before"]
    moved = {
        code: since.moved.total
        for code, since in movements(figures, period).items()
        if since.moved is not None
    }
    points = rows["ods_code"].map(moved).astype("float64")
    found = [
        ("newly over", over & ~before.fillna(value=True)),
        ("newly under", ~over & before.fillna(value=False)),
        (f"rose by {JUMP} points or more", points >= JUMP),
        (f"fell by {JUMP} points or more", points <= -JUMP),
    ]
    return [
        Change(f"{counted(int(mask.sum()), 'practice')} {words}", _named(rows[mask]))
        for words, mask in found
        if mask.any()
    ]


def _named(rows: pd.DataFrame) -> list[tuple[str, str]]:
    ordered = rows.sort_values("name")
    return list(zip(ordered["ods_code"], ordered["name"], strict=True))
