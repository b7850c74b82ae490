"""Which published list size serves for a practice and month."""

from datetime import timedelta
from typing import Any

import numpy as np
import pandas as pd
import sqlalchemy as sa
from pandas.api.extensions import take
from sqlalchemy.sql.elements import ColumnElement
from sqlmodel import Session, col

from lib.domain.dates import shift
from lib.domain.facts import ListSize
from lib.domain.files import Basis
from lib.domain.organisations import Practice
from lib.queries import truth

_NAMES = {Basis.REGISTERED: "registered", Basis.AGED_16_PLUS: "aged_16_plus"}
_MANY = 1000  # practices in one IN (...), beyond which all are read
_SECONDS = 2**40  # more than any day has, counted from 1970
_NOBODY = -3


def denominators(
    session: Session,
    scope: ColumnElement[bool],
    wanted: pd.DataFrame,
    uploads: pd.DataFrame,
) -> pd.DataFrame:
    """registered, aged_16_plus and the day of each, for each row of `wanted`.

    The list dated the 1st of the next month serves, else the nearest earlier, else the
    nearest later. `scope` says which practices may be read, `uploads` what counts.
    """
    target = wanted.period + pd.offsets.MonthBegin(1)
    rows = pd.DataFrame({"ods_code": wanted.ods_code, "target": target})
    sizes = _at_hand(session, scope, rows, uploads)
    served = {}
    for basis, place in _served(rows, sizes).items():
        name = _NAMES[basis]
        served[f"{name}_on"] = take(sizes.on.array, place, allow_fill=True)
        served[name] = take(sizes.patients.array, place, allow_fill=True)
    return pd.DataFrame(served, index=wanted.index)


def _at_hand(
    session: Session,
    scope: ColumnElement[bool],
    rows: pd.DataFrame,
    uploads: pd.DataFrame,
) -> pd.DataFrame:
    """The lists of the months asked for; all of a practice where one is not there."""
    if rows.empty:
        return _sizes(session, sa.false(), uploads)
    first, last = rows.target.min().date(), rows.target.max().date()
    window = col(ListSize.on).between(shift(first, -1), last + timedelta(days=1))
    sizes = _sizes(session, sa.and_(scope, window), uploads)
    lacking = _lacking(rows, sizes)
    if not lacking:
        return sizes
    every = _sizes(session, sa.and_(scope, sa.or_(*lacking)), uploads)
    return pd.concat([sizes, every], ignore_index=True)


def _lacking(rows: pd.DataFrame, sizes: pd.DataFrame) -> list[ColumnElement[bool]]:
    """Of each basis all lists of the practices that have none of the day."""
    found = []
    for basis, place in _served(rows, sizes).items():
        on = take(sizes.on.array, place, allow_fill=True)
        short = rows.ods_code[on != rows.target.array].unique().tolist()
        of_basis = col(ListSize.basis) == basis
        if len(short) > _MANY:
            found.append(of_basis)
        elif short:
            found.append(sa.and_(of_basis, col(ListSize.practice_code).in_(short)))
    return found


def _sizes(
    session: Session, wanted: ColumnElement[bool], uploads: pd.DataFrame
) -> pd.DataFrame:
    """basis, ods_code, on, patients: the newest word on each; sexes together."""
    said: Any = (
        sa.select(
            col(ListSize.practice_code).label("ods_code"),
            col(ListSize.basis),
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
    found = truth.newest(facts, uploads, ["basis", "ods_code", "on", "sex"])
    found["on"] = truth.days(found.on)
    found["patients"] = found.patients.astype("Int64")
    return _both_sexes(found)


def _both_sexes(found: pd.DataFrame) -> pd.DataFrame:
    """A figure of one sex alone is no list size: it waits for the other file.

    Where a day has a figure of all patients, that one serves.
    """
    key = ["basis", "ods_code", "on"]
    together = found.sex == "all"
    if together.all():
        return found
    every = found.loc[together, [*key, "patients"]]
    one = found[~together]
    sexes = one.groupby(key, sort=False).patients.agg(["sum", "size"])
    both = sexes["sum"][sexes["size"] > 1].rename("patients").reset_index()
    return pd.concat([every, both], ignore_index=True).drop_duplicates(key)


def _served(rows: pd.DataFrame, sizes: pd.DataFrame) -> dict[Basis, Any]:
    """Of each basis the place in `sizes` of the list that serves each row, or -1.

    One search in all lists, by practice and day: what it finds is of another practice
    where this one has none so early, and the next one may be its first.
    """
    codes = pd.Index(sizes.ods_code.unique())
    whose, mine = (codes.get_indexer(of.ods_code) * 2 for of in (sizes, rows))
    whose += (sizes.basis == Basis.AGED_16_PLUS).to_numpy()
    lists = whose * _SECONDS + _seconds(sizes.on)
    order = np.argsort(lists, kind="stable")
    of = np.append(whose[order], _NOBODY)  # before the first, and after the last
    served = {}
    for basis in _NAMES:
        asked = mine * _SECONDS + _seconds(rows.target)
        at = np.searchsorted(lists[order], asked, side="right") - 1
        at = np.where(of[at] == mine, at, at + 1)
        served[basis] = np.where(of[at] == mine, np.append(order, 0)[at], -1)
        mine = mine + 1
    return served


def _seconds(days: pd.Series) -> Any:
    return days.to_numpy("datetime64[s]").astype("int64")
