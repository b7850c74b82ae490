"""Getting started: which steps are done, by what is in the database."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

import pandas as pd

from lib import queries
from lib.analysis import frame
from lib.analysis.getting_started import Known, Task, tasks
from lib.domain.adoption import in_force
from lib.domain.dates import today
from lib.domain.files import Kind
from lib.domain.roles import Permission
from lib.domain.threshold import State, ThresholdRule
from lib.domain.users import User
from lib.ingest import boundaries


def of(user: User, icb_code: str | None = None, *, signs_in: bool = True) -> list[Task]:
    """Every step in order, of one ICB or of all of the user's; `signs_in`: whether
    people sign in, each with an account."""
    user.require(Permission.READ_CASEWORK)
    found = queries.uploads.every(user)
    counting = found[found["withdrawn_at"].isna()]
    own = counting["icb_code"].isna() | (counting["icb_code"] == icb_code)
    kinds = frozenset(map(Kind, counting[own if icb_code else slice(None)]["kind"]))
    people = len(queries.users.colleagues(user, icb_code)) if signs_in else None
    return tasks(replace(_known(user, icb_code), kinds=kinds, people=people))


def _known(user: User, icb_code: str | None) -> Known:
    period = queries.periods.default(user, icb_code)
    names = dict(queries.organisations.icbs(user))
    rows = _rows(user, icb_code, period)
    counted = rows.loc[rows["excluded"].notna(), "icb_code"].unique()
    decisions = queries.adoptions.every(user)
    adopted = [code for code in names if in_force(decisions, code, today())]
    contacts = queries.contacts.current(user)
    return Known(
        icbs=1 if icb_code else len(names),
        period=period,
        practices=len(rows),
        uncounted=int((rows["state"] == State.NO_DATA).sum()),
        listless=int(rows["list_size"].isna().sum()),
        lists_on=_newest(rows["list_on"]),
        limits=[rule.worded(names) for rule in _limits(user, rows, period)],
        counted_by=_named(names, counted),
        adopted_by=_named(names, [c for c in adopted if icb_code in (None, c)]),
        contacts=contacts["ods_code"].nunique(),
        boundaries=len(boundaries.paths(boundaries.FOLDER)),
    )


def _rows(user: User, icb_code: str | None, period: date | None) -> pd.DataFrame:
    """Of the month's expected practices, those of the ICBs that have counts in it; where
    none has, all."""
    month = period or today().replace(day=1)
    rows = frame.expected(queries.figures.panel(user, month, month, icb_code=icb_code))
    having = rows.loc[rows["excluded"].notna(), "icb_code"].unique()
    return rows[rows["icb_code"].isin(having)] if len(having) else rows


def _newest(days: "pd.Series[pd.Timestamp]") -> date | None:
    return None if days.isna().all() else days.max().date()


def _limits(user: User, rows: pd.DataFrame, period: date | None) -> list[ThresholdRule]:
    """The rules that judge these practices, or else the one in force now."""
    ids = set(rows["rule_id"].dropna())
    used = [r for r in queries.threshold.rules(user) if r.id in ids]
    if used or period is not None:
        return used
    rule = queries.threshold.in_force(user, None, today())
    return [rule] if rule else []


def _named(names: dict[str, str], codes: Iterable[str]) -> list[str]:
    return sorted(names.get(code, code) for code in codes)
