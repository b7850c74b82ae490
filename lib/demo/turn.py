"""One process at a time fills the demonstration: the app and the terminal may start at once."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager

from lib import db

PATIENCE = 60  # seconds; filling takes a few


@contextmanager
def one_at_a_time() -> Iterator[None]:
    """Others wait until this process is done, or has died, which lets go of the lock.

    A lock in the database itself would stop the very actions that fill it.
    """
    with db.reading() as session:
        address = session.connection().engine.url
    if address.get_backend_name() != "sqlite":
        yield
        return
    beside = sqlite3.connect(f"{address.database}-turn", timeout=PATIENCE)
    with closing(beside):
        beside.isolation_level = None
        beside.execute("BEGIN EXCLUSIVE")
        yield
