"""One practice in words: its month, its run over the threshold, how it moved."""

from datetime import date

import pandas as pd

from lib.analysis.frame import Row, day
from lib.analysis.history import Run
from lib.analysis.movement import Movement, Since, tenths
from lib.analysis.words import (
    capital,
    counted,
    month_near,
    months_near,
    number,
    points,
    share_of_row,
)
from lib.domain.dates import month_name
from lib.domain.files import Basis, Counted
from lib.domain.threshold import State

PATIENTS = {
    Basis.REGISTERED: "patients",
    Basis.AGED_16_PLUS: "patients aged 16 and over",
}
PARTS = {
    "codes": "codes",
    "list_size": "list",
    "rule": "rule",
    "correction": "correction",
}


def _with_parts(words: str, moved: Movement) -> str:
    shown = tenths(moved)._asdict()
    parts = [f"{PARTS[name]} {points(shown[name])}" for name in PARTS if shown[name]]
    return f"{words}: {', '.join(parts)}" if parts else words


def since_sentence(since: Since, now: date) -> str:
    """Up 3.2 points since August: codes 0.3, list 2.9."""
    month = month_near(since.period, now)
    if since.hidden:
        return f"A change since {month} may be of a few patients and is not shown."
    if since.moved is None:
        return f"What is counted changed since {month}, so the two are not compared."
    total = tenths(since.moved).total
    way = "Up" if total > 0 else "Down"
    words = f"{way} {points(abs(total))} points" if total else "No change"
    return f"{_with_parts(f'{words} since {month}', since.moved)}."


def run_sentence(run: Run, now: date) -> str:
    """Over the threshold for 7 reported months; no data for May and June."""
    parts = [f"Over the threshold for {counted(run.months, 'reported month')}"]
    if run.no_data:
        parts.append(f"no data for {months_near(run.no_data, now)}")
    if run.unread:
        parts.append(f"no figure that can be read for {months_near(run.unread, now)}")
    return f"{'; '.join(parts)}."


def paragraph(row: Row, run: Run, since: Since | None) -> str:
    """Markdown. `row`: the practice's row of the figures frame for the month."""
    now = day(row["period"])
    parts = [f"**{_month_sentence(row, now)}**", _standing(row, run, now)]
    if since is not None:
        parts.append(since_sentence(since, now))
    if row["state"] == State.REPORTED:
        parts += _cautions(row)
    return " ".join(part for part in parts if part)


def _month_sentence(row: Row, now: date) -> str:
    if row["state"] == State.REPORTED:
        return _reported(row)
    month = month_name(now)
    hidden = pd.isna(row["excluded"])
    came: str = "A count" if hidden else number(int(row["excluded"]))
    return {
        State.NO_DATA: f"No data for {month}.",
        State.SUPPRESSED: f"The count for {month} was suppressed by its sender.",
        State.NO_DENOMINATOR: f"{came} came for {month}, but no list size is known.",
        State.DATA_ERROR: f"{came} came for {month}, more than are on the list.",
        State.INCOMPATIBLE: f"{came} came for {month}, which does not fit the basis.",
    }[State(row["state"])]


def _reported(row: Row) -> str:
    patients = f"{number(int(row['list_size']))} {PATIENTS[Basis(row['basis'])]}"
    if row["hidden"]:
        return f"How many of {patients} have an active 104 code is not shown."
    about = "about " if row["least_change"] else ""
    return (
        f"{capital(share_of_row(row))} of {patients} have an active 104 code"
        f" ({about}{number(int(row['excluded']))})."
    )


def _standing(row: Row, run: Run, now: date) -> str:
    if run.months:
        return run_sentence(run, now)
    if row["state"] != State.REPORTED:
        return ""
    return (
        "No threshold applies." if pd.isna(row["over"]) else "Not over the threshold."
    )


def _cautions(row: Row) -> list[str]:
    cautions = []
    if row["small"]:
        cautions.append("The list is small: a few patients move the per cent much.")
    if row["counted"] == Counted.UNKNOWN:
        cautions.append("Whether patients with a later 106 were left out is not known.")
    return cautions
