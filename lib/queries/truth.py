"""Which facts count: those of uploads not withdrawn, now or as known at a cut-off."""

from collections.abc import Iterable
from datetime import date
from typing import Any

import numpy as np
import pandas as pd
import sqlalchemy as sa
from sqlalchemy.sql.elements import ColumnElement
from sqlmodel import Session, col, select

from lib.domain.dates import end_of_day
from lib.domain.events import Event
from lib.domain.uploads import Upload


def cut_off(session: Session, known_on: date | None) -> int | None:
    """The last place in the order of commits by the end of that day in London."""
    if known_on is None:
        return None
    last = select(sa.func.max(Event.sequence)).where(Event.at <= end_of_day(known_on))
    return session.exec(last).one() or 0


def counts_now(until: int | None) -> ColumnElement[bool]:
    """True of an upload that was loaded and not withdrawn by that place (None: now)."""
    withdrawn = col(Upload.withdrawn_sequence)
    if until is None:
        return withdrawn.is_(None)
    return sa.and_(
        col(Upload.sequence) <= until,
        sa.or_(withdrawn.is_(None), withdrawn > until),
    )


def uploads(session: Session, until: int | None) -> pd.DataFrame:
    """upload_id, sequence, counted, population of the uploads that count."""
    columns = (getattr(Upload, name) for name in ("sequence", "counted", "population"))
    found = sa.select(col(Upload.id).label("upload_id"), *columns)
    return frame(session, found.where(counts_now(until)))


def newest(facts: pd.DataFrame, counting: pd.DataFrame, key: list[str]) -> pd.DataFrame:
    """Of the facts with one key the one said last, with what `uploads` has of it."""
    place = pd.Index(counting.upload_id).get_indexer(facts.upload_id)
    facts, place = facts[place >= 0], place[place >= 0]
    beside = counting.drop(columns="upload_id").take(place)
    order = np.lexsort((facts.row.to_numpy("int64"), beside.sequence))
    said = [each.take(order).reset_index(drop=True) for each in (facts, beside)]
    return pd.concat(said, axis=1).drop_duplicates(key, keep="last")


def distinct(*columns: pd.Series) -> tuple[list[tuple[Any, ...]], Any]:
    """Each different row of these columns once, and which of them each row is."""
    number = np.zeros(len(columns[0]), dtype="int64")
    for column in columns:
        which, values = pd.factorize(column)
        number = number * (len(values) + 1) + which + 1
    _, first, which = np.unique(number, return_index=True, return_inverse=True)
    return list(zip(*(each.take(first) for each in columns), strict=True)), which


def frame(session: Session, statement: Any, dates: Iterable[str] = ()) -> pd.DataFrame:
    """`dates`: the columns that hold days."""
    answered = session.connection().execute(statement)
    told = list(map(tuple, answered))  # of its own rows pandas asks much, each by each
    found = pd.DataFrame.from_records(
        told, columns=list(answered.keys()), coerce_float=True
    )
    return found.assign(**{name: days(found[name]) for name in dates})


def days(values: pd.Series) -> pd.Series:
    """Dates as pandas knows them, to the second (a day is enough, but none is)."""
    return pd.to_datetime(values).astype("datetime64[s]")
