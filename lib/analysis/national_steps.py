"""NHS England's steps in words: what a list said of a practice, and of how many."""

from datetime import date
from typing import Any

import pandas as pd

from lib.analysis.frame import Row
from lib.analysis.words import counted
from lib.domain.dates import month_name
from lib.domain.national_steps import LIST, STEPS, named

MET, NOT_MET, OTHER, NOTHING = "●", "○", "◌", "·"
NOT_SAID = "not said"


def said(word: str, met: Any) -> str:
    """Met, not met, or the list's own word, quoted."""
    if pd.isna(met):
        return f"“{word}”"
    return "met" if met else "not met"


def marks(own: pd.DataFrame) -> dict[str, str]:
    """For each step of one practice its mark and the newest word, with its month.

    `own` is of one practice, newest month first.
    """
    rows = own.drop_duplicates("step").to_dict("records")
    newest = {row["step"]: row for row in rows}
    steps = [*STEPS, *([LIST] if LIST in newest else [])]
    return {named(step): _mark(newest.get(step)) for step in steps}


def _mark(row: Row | None) -> str:
    if row is None:
        return f"{NOTHING} {NOT_SAID}"
    met = row["met"]
    return f"{_sign(met)} as reported: {said(row['word'], met)}, {month_name(row['period'])}"


def _sign(met: Any) -> str:
    if pd.isna(met):
        return OTHER
    return MET if met else NOT_MET


def by_practice(found: pd.DataFrame, month: pd.Timestamp) -> pd.DataFrame:
    """A row for each practice that the month's list names, a column for each step."""
    now = found[found["period"] == month]
    words = [said(*pair) for pair in zip(now["word"], now["met"], strict=True)]
    steps = now.assign(said=words).pivot(
        index=["ods_code", "name"], columns="step", values="said"
    )
    kept = [step for step in (*STEPS, LIST) if step in {*STEPS, *steps.columns}]
    wide = steps.reindex(columns=kept).reset_index().sort_values("name")
    return wide.rename(columns={step: f"step_{step}" for step in kept})


def sentence(found: pd.DataFrame, month: pd.Timestamp) -> str:
    """How many the list names, and how many of them at each step are said to meet it."""
    now = found[found["period"] == month]
    told = [_step(step, now[now["step"] == step]) for step in STEPS]
    practices = counted(now["ods_code"].nunique(), "practice")
    steps = " ".join(each for each in told if each)
    return (
        f"NHS England's list of {month_name(month)} names {practices}. {steps}".strip()
    )


def _step(step: str, rows: pd.DataFrame) -> str:
    if rows.empty:
        return ""
    known = rows["met"].dropna()
    neither = len(rows) - len(known)
    parts = [f"{int(known.sum())} met", f"{int((~known).sum())} not met"]
    parts += [f"{neither} in other words"] if neither else []
    return f"Step {step} as reported: {', '.join(parts)}."


def gone(own: pd.DataFrame, last: date | None) -> str:
    """Where a later list does not name the practice any more."""
    if last is None:
        return ""
    if own.empty:
        return f"NHS England's list of {month_name(last)} does not name this practice."
    newest = own["period"].max().date()
    if newest < last:
        return f"The list of {month_name(last)} does not name it."
    return ""
