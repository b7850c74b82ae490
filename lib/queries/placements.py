"""Where each practice stood at a month's end, by the hierarchy snapshots."""

from dataclasses import replace
from datetime import date
from typing import Any

import numpy as np
import pandas as pd
import sqlalchemy as sa
from sqlalchemy.sql.elements import ColumnElement
from sqlmodel import Session, col, select

from lib.domain.dates import period_end
from lib.domain.facts import HierarchyEntry, RegisterEntry
from lib.domain.files import Kind
from lib.domain.organisations import Practice, SubICBLocationICB
from lib.domain.scope import counted_for
from lib.domain.succession import Succession
from lib.domain.uploads import Upload, by_hand
from lib.domain.users import User
from lib.queries import truth

PLACE = ["name", "sub_icb_code", "icb_code", "pcn_code", "supplier"]
PLACE += ["lmc_name", "contract_type"]

Snapshots = dict[date, int]  # the day of a snapshot, and its upload


def placements(
    session: Session,
    scope: ColumnElement[bool],
    months: list[date],
    until: int | None,
) -> pd.DataFrame:
    """One row per expected practice and month; `scope` says of which practices.

    Columns: period, ods_code, name, sub_icb_code, icb_code, pcn_code, supplier,
    lmc_name, contract_type.
    """
    snapshots = _snapshots(session, until)
    serving = pd.DataFrame(
        {
            "period": truth.days(pd.Series(months, dtype=object)),
            "upload_id": [_serving(snapshots, month) for month in months],
        }
    )
    uploads = {snapshots[day] for day in snapshots} & set(serving.upload_id)
    rows = _entries(session, scope, uploads).merge(serving, on="upload_id")
    if until is not None:
        rows["closed_on"] = truth.days(rows.ods_code.map(_closures(session, until)))
    ends = rows.period + pd.offsets.MonthEnd(0)
    rows = rows[~(rows.closed_on <= ends)].reset_index(drop=True)
    rows = _edited(session, scope, rows, until)
    rows = _divided(session, scope, by_area(session, rows), snapshots)
    return rows.drop(columns=["upload_id", "closed_on", "ended"])


def ever_of(user: User, icb_code: str | None) -> ColumnElement[bool]:
    """All of the user's practices; those that were ever that ICB's, where one is asked."""
    if icb_code is None:
        return sa.true()
    ever = select(HierarchyEntry.practice_code).where(
        HierarchyEntry.icb_code == icb_code
    )
    of_icb = replace(user, icbs=frozenset({icb_code}))
    return sa.or_(counted_for(of_icb), col(Practice.ods_code).in_(ever))


def with_own_place(
    session: Session, scope: ColumnElement[bool], rows: pd.DataFrame
) -> pd.DataFrame:
    """Practices that were not expected, but counted, take the place they have today."""
    missing = rows.name.isna()
    if not missing.any():
        return rows
    own = truth.frame(
        session,
        sa.select(
            col(Practice.ods_code), *(getattr(Practice, name) for name in PLACE)
        ).where(scope),
    ).set_index("ods_code")
    lacking = rows[missing].drop(columns=PLACE).join(own, on="ods_code")
    placed = by_area(session, lacking).drop(columns="ended")
    return pd.concat([rows[~missing], placed], ignore_index=True)


def _snapshots(session: Session, until: int | None) -> Snapshots:
    """One upload for each day: of two for one day, the later replaces the earlier."""
    found = session.execute(
        sa.select(col(Upload.described_on), col(Upload.id))
        .where(col(Upload.kind) == Kind.HIERARCHY, truth.counts_now(until), ~by_hand())
        .order_by(col(Upload.sequence))
    )
    return {day: upload for day, upload in found if day and upload}


def _serving(snapshots: Snapshots, period: date) -> int | None:
    """The upload nearest up to the month's end, else the nearest after it."""
    earlier = [day for day in snapshots if day <= period_end(period)]
    day = max(earlier) if earlier else min(snapshots, default=None)
    return snapshots[day] if day else None


def _closures(session: Session, until: int) -> pd.Series:
    """The day each practice closed, by ODS code, as the register said it at that time."""
    said: Any = (
        sa.select(
            col(RegisterEntry.practice_code).label("ods_code"),
            col(RegisterEntry.closed_on),
        )
        .join(Upload, col(Upload.id) == col(RegisterEntry.upload_id))
        .where(truth.counts_now(until))
        .order_by(sa.func.coalesce(Upload.described_on, date.min), col(Upload.sequence))
    )
    found = truth.frame(session, said).drop_duplicates("ods_code", keep="last")
    return found.set_index("ods_code").closed_on


def _entries(
    session: Session, scope: ColumnElement[bool], uploads: set[int]
) -> pd.DataFrame:
    statement: Any = (
        sa.select(
            col(HierarchyEntry.upload_id),
            col(HierarchyEntry.practice_code).label("ods_code"),
            col(HierarchyEntry.name),
            col(HierarchyEntry.sub_icb_code),
            col(HierarchyEntry.icb_code),
            col(HierarchyEntry.pcn_code),
            col(HierarchyEntry.supplier),
            col(Practice.lmc_name),
            col(Practice.contract_type),
            col(Practice.closed_on),
        )
        .join(Practice, col(Practice.ods_code) == col(HierarchyEntry.practice_code))
        .where(col(HierarchyEntry.upload_id).in_(uploads), scope)
    )
    return truth.frame(session, statement, ["closed_on"])


def _edited(
    session: Session,
    scope: ColumnElement[bool],
    rows: pd.DataFrame,
    until: int | None,
) -> pd.DataFrame:
    """PCN and supplier as a person recorded them of a practice, from a day on; a
    snapshot of a later day, or loaded later for that very day, goes before that."""
    said: Any = (
        sa.select(
            col(HierarchyEntry.practice_code).label("ods_code"),
            col(HierarchyEntry.pcn_code),
            col(HierarchyEntry.supplier),
            col(Upload.described_on).label("from_on"),
            col(Upload.sequence),
        )
        .join(Upload, col(Upload.id) == col(HierarchyEntry.upload_id))
        .join(Practice, col(Practice.ods_code) == col(HierarchyEntry.practice_code))
        .where(truth.counts_now(until), by_hand(), scope)
        .order_by(col(Upload.described_on), col(Upload.sequence))
    )
    edits = truth.frame(session, said, ["from_on"])
    if edits.empty:
        return rows
    columns = (col(Upload.id), col(Upload.described_on), col(Upload.sequence))
    ids = [int(each) for each in rows.upload_id.unique()]
    served = sa.select(*columns).where(col(Upload.id).in_(ids))
    found = {code: (day, place) for code, day, place in session.execute(served)}
    before = rows.upload_id.map(found)
    ends = rows.period + pd.offsets.MonthEnd(0)
    for edit in edits.to_dict("records"):
        mine = (edit["from_on"].date(), edit["sequence"])
        later = pd.Series([each < mine for each in before], rows.index)
        theirs = (rows.ods_code == edit["ods_code"]) & (ends >= edit["from_on"]) & later
        for column in ("pcn_code", "supplier"):
            rows.loc[theirs, column] = edit[column]
    return rows


def by_area(session: Session, rows: pd.DataFrame) -> pd.DataFrame:
    """Put each sub-ICB location under the ICB that it belonged to that month.

    Adds `ended`: the location was no more by the month's end.
    """
    succession = Succession(session.exec(select(SubICBLocationICB)))
    places, which = truth.distinct(rows.sub_icb_code, rows.period)
    on = [(place, period_end(month.date())) for place, month in places]
    named = _each(which, [succession.icb(*each) for each in on])
    ended = _each(which, [succession.has_ended(*each) for each in on])
    named = pd.Series(named, rows.index).fillna(rows.icb_code)
    return rows.assign(icb_code=named, ended=ended.astype(bool))


def _each(which: Any, said: list[Any]) -> Any:
    return np.array(said, dtype=object)[which]


def _divided(
    session: Session,
    scope: ColumnElement[bool],
    rows: pd.DataFrame,
    snapshots: Snapshots,
) -> pd.DataFrame:
    """Practices of a location that has ended go by their next snapshot.

    Frimley (D4U1Y) was divided among three ICBs in April 2026, practice by practice.
    """
    for day in sorted(snapshots):
        waiting = rows.ended & (
            rows.period + pd.offsets.MonthEnd(0) < pd.Timestamp(day)
        )
        if not waiting.any():
            continue
        later = _entries(session, scope, {snapshots[day]}).set_index("ods_code")
        moved = rows.index[waiting & rows.ods_code.isin(later.index)]
        for column in ("sub_icb_code", "icb_code"):
            rows.loc[moved, column] = rows.ods_code[moved].map(later[column])
        rows.loc[moved, "ended"] = False
    return rows
