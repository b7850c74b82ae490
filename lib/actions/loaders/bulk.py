"""Many rows in one statement; the ORM would send them in groups of like blanks."""

from collections.abc import Mapping, Sequence
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, SQLModel

Rows = Sequence[Mapping[str, Any]]


def insert(session: Session, table: type[SQLModel], rows: Rows) -> None:
    if rows:
        session.execute(sa.insert(sa.inspect(table).local_table), rows)


def update(session: Session, table: type[SQLModel], key: str, rows: Rows) -> None:
    """Every row has the same columns; `key` says which one it changes."""
    if not rows:
        return
    stored = sa.inspect(table).local_table
    # The key is not among the columns set: SQLite would look for what refers to it.
    changes = [
        {"of_row": row[key], **{n: v for n, v in row.items() if n != key}}
        for row in rows
    ]
    of_row = stored.c[key] == sa.bindparam("of_row")
    session.execute(sa.update(stored).where(of_row), changes)
