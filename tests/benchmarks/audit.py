"""Verifying a long record, beside reading its rows and hashing nothing but bytes."""

import hashlib
import json
import sqlite3
from collections.abc import Iterator
from functools import partial
from itertools import count, islice
from pathlib import Path

from lib import db, migrations, queries
from lib.domain import audit
from lib.domain.audit import Unsealed
from lib.migrations import guards
from tests import factories
from tests.benchmarks.measuring import Compared, compare

ENTRIES = 1_000_000
BATCH = 50_000
INSERT = (
    "INSERT INTO audit_entry"
    " (place, event, at, table_name, key, operation, old, new, hash)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
)


def measured(folder: Path) -> Iterator[Compared]:
    path = folder / "audit.db"
    db.connect(f"sqlite:///{path}")
    try:
        migrations.upgrade()
        _fill(path)
        ours = partial(queries.audit.verify, factories.auditor())
        yield compare(
            f"verifying {ENTRIES:,} entries", ours, partial(_least, path), runs=3
        )
    finally:
        db.disconnect()


def _fill(path: Path) -> None:
    """Sealed by the product's own rule, past its triggers."""
    with db.engine().begin() as connection:
        guards.remove(connection)
    with sqlite3.connect(path) as connection:
        connection.execute("DELETE FROM audit_entry")
        sealed = (entry for _, entry in audit.sealed(_entries(), audit.NOTHING))
        while batch := list(islice(sealed, BATCH)):
            connection.executemany(INSERT, batch)


def _entries() -> list[Unsealed]:
    old = json.dumps({"status": "draft", "owner": "ada.approver@example.org"})
    new = json.dumps({"status": "agreed", "owner": "olive.officer@example.org"})
    at, keys = "2026-11-22T10:00:00.000000Z", map("X{:05}".format, count())
    return [
        Unsealed(n, at, "practice", next(keys), "update", old, new, inside=True)
        for n in range(ENTRIES)
    ]


def _least(path: Path) -> str:
    """Each row read, and its bytes hashed in one go."""
    chain = hashlib.sha256()
    with sqlite3.connect(path) as connection:
        for old, new in connection.execute("SELECT old, new FROM audit_entry"):
            chain.update(f"{old}{new}".encode())
    return chain.hexdigest()
