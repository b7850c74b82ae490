"""A database of SQLite: the queries and actions below are tried on both kinds.

Each module has a test of its own on both: `@BOTH`.
"""

from tests.on_sqlite import database

__all__ = ["database"]
