"""Entries of the record of changes, in words: what, and from what to what."""

import json
from typing import Any

import pandas as pd

from lib.domain.audit import Operation

OUTSIDE = "Written outside the application"
UPGRADE = "Upgrade of the application"
DONE = {
    Operation.INSERT: "added",
    Operation.UPDATE: "changed",
    Operation.DELETE: "taken out",
    Operation.UPGRADE: "upgraded",
}
LONGEST = 120  # characters of one value
UNTOLD = {"version"}  # counts up with every change
OF_EVENT = ("subject", "detail")  # the rest of it stands in columns of its own
NOTHING = "nothing"


def told(entries: pd.DataFrame) -> pd.DataFrame:
    """With who, what and change in words, for a table."""
    rows = entries.astype(object).where(entries.notna(), None).to_dict("records")
    return entries.assign(
        who=[_who(row) for row in rows],
        action=[row["action"] or "" for row in rows],
        what=[_what(row) for row in rows],
        change=[_change(row) for row in rows],
        reason=[row["reason"] or "" for row in rows],
    )


def _who(row: dict[Any, Any]) -> str:
    if row["by"]:
        return f"{row['by']}, {row['role']}"
    return UPGRADE if row["operation"] == Operation.UPGRADE else OUTSIDE


def _what(row: dict[Any, Any]) -> str:
    return f"{noun(row['table_name'])} {row['key']} {DONE[row['operation']]}"


def _change(row: dict[Any, Any]) -> str:
    if row["table_name"] != "event":
        return change(row["old"], row["new"])
    event = _read(row["new"])
    return "; ".join(str(event[name]) for name in OF_EVENT if event.get(name))


def noun(table_name: str) -> str:
    """The rows of a table, as people say it."""
    return table_name.replace("_", " ")


def change(old: str | None, new: str | None) -> str:
    """`status: draft → agreed; owner: nobody → Ada`."""
    was, became = _read(old), _read(new)
    names = [name for name in {**was, **became} if name not in UNTOLD]
    if was and became:
        parts = [f"{n}: {_shown(was.get(n))} → {_shown(became.get(n))}" for n in names]
    else:
        known = {**was, **became}
        parts = [
            f"{n}: {_shown(known[n])}" for n in names if known[n] not in ("", None)
        ]
    return "; ".join(
        part.replace("_", " ", part.partition(":")[0].count("_")) for part in parts
    )


def _read(said: str | None) -> dict[str, Any]:
    """SQLite keeps rarer control characters as they are, which strict JSON forbids."""
    found: dict[str, Any] = json.loads(said, strict=False) if said else {}
    return found


def _shown(value: object) -> str:
    text = NOTHING if value in ("", None) else str(value)
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"
