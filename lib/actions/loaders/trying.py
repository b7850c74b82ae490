"""Rows that are taken by the rules of one: each is tried first, and taken back."""

from collections.abc import Callable, Collection, Iterator, Sequence
from typing import TypeVar

from sqlmodel import Session

from lib.domain.errors import Refused
from lib.domain.rows import Row

R = TypeVar("R", bound=Row)
T = TypeVar("T")


def outcomes(
    session: Session,
    rows: Sequence[R],
    take: Callable[[R], T],
    told: Collection[int | None] = (),
) -> Iterator[tuple[R, T | Refused]]:
    """What would become of each row by itself, but for those of which it is `told`
    already that something is wrong."""
    for row in rows:
        if row.row in told:
            continue
        tried = session.begin_nested()
        try:
            outcome: T | Refused = take(row)
        except Refused as refusal:
            outcome = refusal
        finally:
            tried.rollback()
        yield row, outcome
