"""Which published list size serves for a practice and month."""

from datetime import timedelta
from typing import Any

import pandas as pd
import sqlalchemy as sa
from sqlalchemy.sql.elements import ColumnElement
from sqlmodel import Session, col

from lib.domain.dates import shift
from lib.domain.facts import ListSize
from lib.domain.files import Basis
from lib.domain.organisations import Practice
from lib.queries import truth

_NAMES = {Basis.REGISTERED: "registered", Basis.AGED_16_PLUS: "aged_16_plus"}
_MANY = 1000  # practices in one IN (...), beyond which all are read


def denominators(
    session: Session,
    scope: ColumnElement[bool],
    wanted: pd.DataFrame,
    uploads: pd.DataFrame,
) -> pd.DataFrame:
    """`wanted` (ods_code, period) with registered, aged_16_plus and the day of each.

    The list dated the 1st of the next month serves, else the nearest earlier, else the
    nearest later. `scope` says which practices may be read, `uploads` what counts.
    """
    rows = wanted[["ods_code", "period"]].astype({"ods_code": "str"})
    rows = rows.assign(target=rows.period + pd.offsets.MonthBegin(1))
    for basis, name in _NAMES.items():
        of_basis = sa.and_(col(ListSize.basis) == basis, scope)
        rows = _served(rows, _at_hand(session, rows, of_basis, uploads), name)
    return rows.drop(columns="target")


def _at_hand(
    session: Session,
    rows: pd.DataFrame,
    wanted: ColumnElement[bool],
    uploads: pd.DataFrame,
) -> pd.DataFrame:
    """The lists of the months asked for; all of a practice where one is not there."""
    if rows.empty:
        return _sizes(session, sa.false(), uploads)
    first, last = rows.target.min().date(), rows.target.max().date()
    window = col(ListSize.on).between(shift(first, -1), last + timedelta(days=1))
    sizes = _sizes(session, sa.and_(wanted, window), uploads)
    have = pd.MultiIndex.from_frame(sizes[["ods_code", "on"]])
    served = pd.MultiIndex.from_frame(rows[["ods_code", "target"]]).isin(have)
    short = rows.ods_code[~served].unique()
    if not len(short):
        return sizes
    if len(short) > _MANY:
        return _sizes(session, wanted, uploads)
    of_short = sa.and_(wanted, col(ListSize.practice_code).in_(short))
    every = _sizes(session, of_short, uploads)
    return pd.concat([sizes[~sizes.ods_code.isin(short)], every])


def _sizes(
    session: Session, wanted: ColumnElement[bool], uploads: pd.DataFrame
) -> pd.DataFrame:
    """ods_code, on, patients of one basis: the newest word on each; sexes together."""
    said: Any = (
        sa.select(
            col(ListSize.practice_code).label("ods_code"),
            col(ListSize.on),
            col(ListSize.sex),
            col(ListSize.patients),
            col(ListSize.upload_id),
            col(ListSize.row),
        )
        .join(Practice, col(Practice.ods_code) == col(ListSize.practice_code))
        .where(wanted)
    )
    facts = truth.frame(session, said)
    found = truth.newest(facts, uploads, ["ods_code", "on", "sex"])
    found = found.assign(ods_code=found.ods_code.astype("str"), on=truth.days(found.on))
    return _both_sexes(found)


def _both_sexes(found: pd.DataFrame) -> pd.DataFrame:
    """A figure of one sex alone is no list size: it waits for the other file.

    Where a day has a figure of all patients, that one serves.
    """
    key = ["ods_code", "on"]
    together = found.sex == "all"
    every = found.loc[together, [*key, "patients"]]
    if together.all():
        return every
    sexes = (
        found[~together]
        .groupby(key, as_index=False)
        .agg(patients=("patients", "sum"), sexes=("sex", "nunique"))
    )
    both = sexes.loc[sexes.sexes > 1, [*key, "patients"]]
    return pd.concat([every, both]).drop_duplicates(key)


def _served(rows: pd.DataFrame, sizes: pd.DataFrame, name: str) -> pd.DataFrame:
    known = sizes.sort_values("on")
    left = rows.sort_values("target")
    columns = {"on": f"{name}_on", "patients": name}
    chosen = _nearest(left, known, "backward")
    if chosen.on.isna().any():
        chosen = chosen.fillna(_nearest(left, known, "forward"))
    chosen = chosen.rename(columns=columns)
    chosen[name] = chosen[name].astype("Int64")
    return rows.join(chosen)


def _nearest(left: pd.DataFrame, known: pd.DataFrame, way: str) -> pd.DataFrame:
    found = pd.merge_asof(
        left.reset_index(),
        known,
        left_on="target",
        right_on="on",
        by="ods_code",
        direction=way,  # type: ignore[arg-type]
    )
    return found.set_index("index")[["on", "patients"]]
