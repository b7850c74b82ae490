"""On SQLite: what a role may, what a rule refuses and what a question then says.

`test_refusals` carries out each action on both kinds of database.
"""

from tests.on_sqlite import copy_of, database

__all__ = ["copy_of", "database"]
