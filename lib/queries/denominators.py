"""Which published list size serves for a practice and month."""

from datetime import timedelta

import pandas as pd
import sqlalchemy as sa
from sqlalchemy.sql.elements import ColumnElement
from sqlmodel import Session, col

from lib.domain.dates import shift
from lib.domain.facts import ListSize
from lib.domain.files import Basis
from lib.domain.organisations import Practice
from lib.domain.uploads import Upload
from lib.queries import truth

_NAMES = {Basis.REGISTERED: "registered", Basis.AGED_16_PLUS: "aged_16_plus"}
_MANY = 1000  # practices in one IN (...), beyond which all are read


def denominators(
    session: Session,
    scope: ColumnElement[bool],
    wanted: pd.DataFrame,
    until: int | None,
) -> pd.DataFrame:
    """`wanted` (ods_code, period) with registered, aged_16_plus and the day of each.

    The list dated the 1st of the next month serves, else the nearest earlier, else the
    nearest later. `scope` says which practices may be read.
    """
    rows = wanted[["ods_code", "period"]].astype({"ods_code": "str"})
    rows = rows.assign(target=rows.period + pd.offsets.MonthBegin(1))
    counting = sa.and_(truth.counts_now(until), scope)
    for basis, name in _NAMES.items():
        of_basis = sa.and_(col(ListSize.basis) == basis, counting)
        rows = _served(rows, _at_hand(session, rows, of_basis), name)
    return rows.drop(columns="target")


def _at_hand(
    session: Session, rows: pd.DataFrame, wanted: ColumnElement[bool]
) -> pd.DataFrame:
    """The lists of the months asked for; all of a practice where one is not there."""
    if rows.empty:
        return _sizes(session, sa.false())
    first, last = rows.target.min().date(), rows.target.max().date()
    window = col(ListSize.on).between(shift(first, -1), last + timedelta(days=1))
    sizes = _sizes(session, sa.and_(wanted, window))
    have = pd.MultiIndex.from_frame(sizes[["ods_code", "on"]])
    served = pd.MultiIndex.from_frame(rows[["ods_code", "target"]]).isin(have)
    short = rows.ods_code[~served].unique()
    if not len(short):
        return sizes
    if len(short) > _MANY:
        return _sizes(session, wanted)
    every = _sizes(session, sa.and_(wanted, col(ListSize.practice_code).in_(short)))
    return pd.concat([sizes[~sizes.ods_code.isin(short)], every])


def _sizes(session: Session, wanted: ColumnElement[bool]) -> pd.DataFrame:
    """ods_code, on, patients of one basis: the newest word on each; sexes together."""
    newest = sa.func.row_number().over(
        partition_by=[
            col(ListSize.practice_code),
            col(ListSize.on),
            col(ListSize.sex),
        ],
        order_by=col(Upload.sequence).desc(),
    )
    latest = (
        sa.select(
            col(ListSize.practice_code).label("ods_code"),
            col(ListSize.on),
            col(ListSize.sex),
            col(ListSize.patients),
            newest.label("place"),
        )
        .join(Upload, col(Upload.id) == col(ListSize.upload_id))
        .join(Practice, col(Practice.ods_code) == col(ListSize.practice_code))
        .where(wanted)
        .subquery()
    )
    found = truth.frame(session, sa.select(latest).where(latest.c.place == 1))
    found = found.assign(ods_code=found.ods_code.astype("str"), on=truth.days(found.on))
    return _both_sexes(found)


def _both_sexes(found: pd.DataFrame) -> pd.DataFrame:
    """A figure of one sex alone is no list size: it waits for the other file.

    Where a day has a figure of all patients, that one serves.
    """
    together = found.sex == "all"
    key = ["ods_code", "on"]
    sexes = (
        found[~together]
        .groupby(key, as_index=False)
        .agg(patients=("patients", "sum"), sexes=("sex", "nunique"))
    )
    both = sexes[sexes.sexes > 1]
    every = pd.concat([found[together], both])[[*key, "patients"]]
    return every.drop_duplicates(key)


def _served(rows: pd.DataFrame, sizes: pd.DataFrame, name: str) -> pd.DataFrame:
    known = sizes.sort_values("on")
    left = rows.sort_values("target")
    columns = {"on": f"{name}_on", "patients": name}
    earlier = _nearest(left, known, "backward")
    later = _nearest(left, known, "forward")
    chosen = earlier.fillna(later).rename(columns=columns)
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
