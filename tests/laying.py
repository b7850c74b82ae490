"""Databases of SQLite laid down at one address, which stays open from test to test.

To open one is to read its schema with every trigger: twenty times the price of a copy.
So what a test begins with comes to open connections as what somebody else has written,
with the number of the schema that they have read.
"""

import sqlite3
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from sqlalchemy.engine import Engine

from lib import db

MODES, SCHEMA = slice(18, 20), slice(40, 44)  # in the header of a file of SQLite
ROLLBACK = b"\x01\x01"  # a file in memory has no log beside it


class Laid(NamedTuple):
    """The file that was laid there, and a connection that writes to it."""

    inode: int
    writer: sqlite3.Connection


_laid: dict[Path, Laid] = {}


def lay(path: Path, content: bytes) -> None:
    if not _again(path, content):
        forget(path)
        path.write_bytes(content)
        writer = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
        _laid[path] = Laid(path.stat().st_ino, writer)


def _again(path: Path, content: bytes) -> bool:
    """Over what lies there, unless the last test put another schema or file there, or
    left somebody at work."""
    if path not in _laid or not path.exists():
        return False
    inode, writer = _laid[path]
    schema = int.from_bytes(content[SCHEMA], "big")
    if path.stat().st_ino != inode or _busy(path):
        return False
    if writer.execute("PRAGMA schema_version").fetchone() != (schema,):
        return False
    _source(content).backup(writer)
    writer.execute(f"PRAGMA schema_version = {schema}")
    return True


def _busy(path: Path) -> bool:
    return _engine(path).pool.checkedout() > 0  # type: ignore[attr-defined]


@lru_cache(maxsize=20)  # each is a megabyte
def _source(content: bytes) -> sqlite3.Connection:
    """It, open in memory."""
    source = sqlite3.connect(":memory:", check_same_thread=False)
    source.deserialize(content[: MODES.start] + ROLLBACK + content[MODES.stop :])
    return source


def _engine(path: Path) -> Engine:
    return db.make_engine(f"sqlite:///{path}")


def forget(path: Path) -> None:
    """Nothing lies there any more, and nobody is connected."""
    if path in _laid:
        _laid.pop(path).writer.close()
    _engine(path).dispose()
    for beside in ("", "-wal", "-shm", "-journal"):
        path.with_name(path.name + beside).unlink(missing_ok=True)


def forget_all() -> None:
    for path in list(_laid):
        forget(path)
    _source.cache_clear()


def content() -> bytes:
    """Of the connected database."""
    connection = db.engine().raw_connection()
    try:
        return connection.driver_connection.serialize()  # type: ignore[union-attr]
    finally:
        connection.close()


def disconnect() -> None:
    """As `db.disconnect`, but for the connections to what is laid."""
    while db._current:
        engine = db._current.pop()
        if Path(engine.url.database or "") not in _laid:
            engine.dispose()
