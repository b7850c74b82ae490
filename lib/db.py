"""The database: one engine, reading() and transaction(), SQLite or PostgreSQL.

SQLite: BEGIN IMMEDIATE, WAL and synchronous FULL. The usual settings lose updates
between threads (deferred BEGIN) or acknowledged work at a power cut (NORMAL).
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from typing import Any, TypeVar

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.engine import Connection, Engine
from sqlmodel import Session, SQLModel
from sqlmodel.sql.expression import SelectOfScalar

from lib import sealing
from lib.domain import tables
from lib.domain.errors import Misconfigured

__all__ = [
    "add",
    "connect",
    "disconnect",
    "engine",
    "first",
    "open_database",
    "reading",
    "rehearsal",
    "rows",
    "tables",
    "transaction",
    "written",
]

T = TypeVar("T")

_current: list[
    Engine
] = []  # at most one; a list, so that connecting again can close it
_written = [0]
_counting = Lock()

_PRAGMAS = (
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
    "PRAGMA busy_timeout = 30000",  # milliseconds
    "PRAGMA foreign_keys = ON",
    "PRAGMA recursive_triggers = ON",  # what REPLACE takes away is an entry too
    "PRAGMA trusted_schema = OFF",
)


def make_engine(url: str) -> Engine:
    """An engine with our settings. postgresql:// means psycopg 3."""
    address = sa.make_url(url)
    if address.drivername in ("postgres", "postgresql"):
        address = address.set(drivername="postgresql+psycopg")
    if address.get_backend_name() != "sqlite":
        return sa.create_engine(address, pool_pre_ping=True)
    if address.database:
        Path(address.database).parent.mkdir(parents=True, exist_ok=True)
    made = sa.create_engine(address, connect_args={"timeout": 30})
    event.listen(made, "connect", _prepare_sqlite)
    event.listen(made, "begin", _begin_sqlite)
    return made


def _prepare_sqlite(connection: Any, _record: object) -> None:
    connection.isolation_level = None  # we say BEGIN ourselves
    for pragma in _PRAGMAS:
        connection.execute(pragma)


def _begin_sqlite(connection: Connection) -> None:
    writes = not connection.get_execution_options().get("reading", False)
    connection.exec_driver_sql(f"PRAGMA query_only = {'OFF' if writes else 'ON'}")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def connect(url: str) -> Engine:
    """Make this the database of the process."""
    disconnect()
    _current.append(make_engine(url))
    return _current[0]


def open_database(url: str) -> Engine:
    """As `connect`, with a sentence where no database answers at that address."""
    try:
        made = connect(url)
        made.connect().close()
    except (sa.exc.SQLAlchemyError, ImportError) as error:
        why = str(getattr(error, "orig", None) or error).strip().partition("\n")[0]
        raise Misconfigured(
            f"The database cannot be opened: {why}. Check DATABASE_URL."
        ) from None
    return made


def disconnect() -> None:
    while _current:
        _current.pop().dispose()


def engine() -> Engine:
    if not _current:
        raise Misconfigured("No database is connected.")
    return _current[0]


@contextmanager
def reading() -> Iterator[Session]:
    """A session that can only read."""
    options: dict[str, Any] = {"reading": True}
    if engine().dialect.name == "postgresql":
        # Several statements make one answer: they must see the same data, as on SQLite.
        options |= {"postgresql_readonly": True, "isolation_level": "REPEATABLE READ"}
    connected = engine().connect().execution_options(**options)
    with connected as connection, Session(connection) as session:
        yield session
        session.rollback()


def rows(statement: SelectOfScalar[T]) -> list[T]:
    """What it finds; the rows belong to no session any more."""
    with reading() as session:
        found = list(session.exec(statement))
        session.expunge_all()
        return found


def first(statement: SelectOfScalar[T]) -> T | None:
    return next(iter(rows(statement)), None)


@contextmanager
def transaction() -> Iterator[Session]:
    """A session whose work is committed whole at the end, or not at all."""
    with Session(engine()) as session, session.begin():
        begun = sealing.begin(session.connection())
        yield session
        session.flush()
        sealing.seal(session.connection(), begun)
    with _counting:
        _written[0] += 1


def written() -> int:
    """How often this process has written so far."""
    return _written[0]


def add(session: Session, row: SQLModel) -> int:
    """Write the row now, and return its number."""
    session.add(row)
    session.flush()
    number: int = row.id  # type: ignore[attr-defined]
    return number


@contextmanager
def rehearsal() -> Iterator[Session]:
    """A transaction that is always rolled back: what would happen if it were not."""
    with Session(engine()) as session:
        session.begin()
        try:
            yield session
        finally:
            session.rollback()
