"""The rollout of many practices: stages, the crossing with the threshold, the calendar.

Pure: rows of the figures frame of one month and what was said of each practice in,
frames out. A practice stands in one stage, and once in each of them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from typing import Any, NamedTuple

import pandas as pd

from lib.analysis.frame import Row, bases, day, on_basis
from lib.domain.rollout import Lever, Word
from lib.domain.rollout_position import Position, Record, Saying, Stage, changes

NO_SYSTEM = "Not known"
OVER, NOT_OVER, UNTOLD = "over", "not_over", "untold"
SOON = 14  # calendar days

_PLACE = (
    "ods_code",
    "name",
    "icb_code",
    "sub_icb_code",
    "pcn_code",
    "lmc_name",
    "basis",
)
_SWITCH_ON = {
    "planned_on": Word.PLANNED,
    "announced_on": Word.ANNOUNCED,
    "actual_on": Word.ACTUAL,
    "withdrawn_on": Word.WITHDRAWN,
}
_STANDING = {
    "pause": Lever.PAUSE,
    "settings": Lever.SETTINGS,
    "enablement": Lever.ENABLEMENT,
    "model": Lever.MODEL,
}
_DAYS = (*_SWITCH_ON, "due_on", "said_on", "visible_from", "changed_on")
_DAYS += tuple(f"{name}_on" for name in _STANDING)


@dataclass(frozen=True)
class Rollout:
    """`table`: a row for each practice in view; `unnamed`: of those without a name how
    many stand in each stage."""

    table: pd.DataFrame
    today: date
    unnamed: Mapping[Stage, int] = field(default_factory=dict)

    @cached_property
    def stages(self) -> pd.DataFrame:
        """stage, practices: every stage, in the order in which they are gone through."""
        named = self.table["stage"].value_counts()
        counts = [int(named.get(s, 0)) + self.unnamed.get(s, 0) for s in Stage]
        return pd.DataFrame({"stage": list(map(str, Stage)), "practices": counts})

    @cached_property
    def crossing(self) -> pd.DataFrame:
        """basis, stage, over, not_over, untold, practices; a block for each basis, as
        flags by different rules are not added together."""
        found = [
            _crossed(on_basis(self.table, basis), basis) for basis in bases(self.table)
        ]
        return (
            pd.concat(found, ignore_index=True) if found else _crossed(self.table, "")
        )

    @cached_property
    def calendar(self) -> pd.DataFrame:
        """The rows with a switch-on day that stands and is not confirmed, by day, with
        `week` (its Monday)."""
        due = self.table[self.table["due_on"].notna()]
        week = due["due_on"] - pd.to_timedelta(due["due_on"].dt.day_of_week, "D")
        dated = due.assign(week=week)
        return dated.sort_values(["due_on", "name"], kind="stable", ignore_index=True)

    @cached_property
    def suppliers(self) -> pd.DataFrame:
        """supplier, practices, a column for each stage, changed (came from another)."""
        groups = self.table.groupby("supplier", sort=True)
        rows = [
            {
                "supplier": name,
                "practices": len(rows),
                **{
                    stage.name.lower(): int((rows["stage"] == stage).sum())
                    for stage in Stage
                },
                "changed": int(rows["changed_on"].notna().sum()),
            }
            for name, rows in groups
        ]
        columns = ["supplier", "practices", *(s.name.lower() for s in Stage), "changed"]
        return pd.DataFrame(rows, columns=columns)

    @cached_property
    def soon(self) -> pd.DataFrame:
        """Of the calendar what is due within a fortnight."""
        days = self.calendar["days"]
        return self.calendar[(days >= 0) & (days <= SOON)]

    @cached_property
    def waiting(self) -> list[Row]:
        """Of the calendar what is due within a fortnight, or was and is not confirmed."""
        return self.calendar[self.calendar["days"] <= SOON].to_dict("records")

    def over(self, rows: pd.DataFrame) -> pd.DataFrame:
        return rows[rows["threshold"] == OVER]

    def narrowed(self, table: pd.DataFrame) -> "Rollout":
        """Of part of the practices; those without a name are then left out."""
        whole = len(table) == len(self.table)
        return Rollout(table, self.today, self.unnamed if whole else {})


def _crossed(rows: pd.DataFrame, basis: str) -> pd.DataFrame:
    table = pd.crosstab(rows["stage"], rows["threshold"])
    table = table.reindex(
        index=list(map(str, Stage)), columns=[OVER, NOT_OVER, UNTOLD], fill_value=0
    )
    table = table.assign(basis=str(basis), practices=table.sum(axis="columns"))
    told = table.rename_axis(index="stage", columns=None).reset_index()
    return told[["basis", "stage", OVER, NOT_OVER, UNTOLD, "practices"]]


def table(
    rows: pd.DataFrame, records: Mapping[str, Record], today: date
) -> pd.DataFrame:
    """A row for each of these rows of the figures frame, with: supplier (the system of
    today), stage, threshold (over, not_over, untold), each date of the switch-on apart
    (planned_on, announced_on, actual_on, withdrawn_on), due_on, days (until then), said_on,
    notice (days from said_on to due_on), pause, pause_on, settings, settings_on,
    enablement, enablement_on, model, model_on, visible_from, changed_from, changed_on."""
    found = [
        _row(row, records.get(row["ods_code"], Record()), today)
        for row in rows.sort_values("name").to_dict("records")
    ]
    columns = list(_row(dict.fromkeys([*_PLACE, "over", "supplier"]), Record(), today))
    made = pd.DataFrame(found, columns=columns)
    days = {name: pd.to_datetime(made[name]).astype("datetime64[s]") for name in _DAYS}
    return made.assign(**days).astype(dict.fromkeys(("days", "notice"), "Int64"))


def _row(row: Row, record: Record, today: date) -> Row:
    position = record.position(today)
    due, split = position.due, changes(record.systems)[-2:]
    changed = split if len(split) > 1 else []
    return {
        **{name: row[name] for name in _PLACE},
        "supplier": position.system or _text(row["supplier"]) or NO_SYSTEM,
        "stage": str(position.stage),
        "threshold": _threshold(row["over"]),
        **{name: position.day(Lever.SWITCH_ON, w) for name, w in _SWITCH_ON.items()},
        "due_on": due.on if due else None,
        "days": (due.on - today).days if due and due.on else None,
        "said_on": due.said_on if due else None,
        "notice": notice(due),
        **_standing(position),
        "visible_from": position.day(Lever.VISIBLE, Word.FROM),
        "changed_from": changed[0].supplier if changed else None,
        "changed_on": changed[1].from_on if changed else None,
    }


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _threshold(over: Any) -> str:
    if over is None or pd.isna(over):
        return UNTOLD
    return OVER if over else NOT_OVER


def _standing(position: Position) -> Row:
    found: Row = {}
    for name, lever in _STANDING.items():
        saying = position.stands.get(lever)
        found[name] = str(saying.word) if saying else None
        found[f"{name}_on"] = saying.on if saying else None
    return found


def notice(due: Saying | None) -> int | None:
    """Days from when the switch-on day was said to that day; None where it is not told."""
    if due is None or due.on is None or due.said_on is None:
        return None
    return (due.on - due.said_on).days


class Week(NamedTuple):
    """The switch-on days of one week, which begins on that Monday."""

    monday: date
    practices: int
    over: int

    @property
    def sunday(self) -> date:
        return self.monday + timedelta(days=6)


def weeks(rollout: Rollout) -> list[Week]:
    """The weeks in which something is due or was, the first one first."""
    return [
        Week(day(rows["week"].iloc[0]), len(rows), len(rollout.over(rows)))
        for _, rows in rollout.calendar.groupby("week")
    ]
