"""The triggers: each change of a row becomes an entry, and entries are only added to.

They are taken away before a migration and made anew from the tables as they then are:
SQLite would drop those of a table that is rebuilt, and a new table has them at once.
"""

import json
from collections.abc import Iterator

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from lib import sealing
from lib.domain.audit import LEFT_OUT, Operation, moment
from lib.domain.tables import METADATA
from lib.migrations import guards_postgresql, guards_sqlite

_MADE = {
    "sqlite": "SELECT 'DROP TRIGGER ' || name FROM sqlite_master"
    " WHERE type = 'trigger' AND name LIKE 'audit!_%' ESCAPE '!'",
    "postgresql": "SELECT 'DROP TRIGGER ' || tgname || ' ON ' || tgrelid::regclass"
    " FROM pg_trigger WHERE NOT tgisinternal AND tgname LIKE 'audit!_%' ESCAPE '!'",
}
_DIALECTS = {"sqlite": guards_sqlite, "postgresql": guards_postgresql}


def audited() -> set[str]:
    return set(METADATA.tables) - LEFT_OUT


def remove(connection: Connection) -> None:
    for (drop,) in connection.execute(sa.text(_MADE[connection.dialect.name])).all():
        connection.exec_driver_sql(drop)


def make(connection: Connection) -> None:
    """For every table that is there; nothing while there is no record to write to."""
    there = set(sa.inspect(connection).get_table_names())
    if "audit_entry" not in there:
        return
    for statement in _statements(connection, sorted(audited() & there)):
        connection.exec_driver_sql(statement)


def _statements(connection: Connection, tables: list[str]) -> Iterator[str]:
    dialect = _DIALECTS[connection.dialect.name]
    yield from dialect.record()
    for table in tables:
        yield from dialect.table(connection, table)


def upgraded(connection: Connection, old: str | None, new: str | None) -> None:
    """The entry of an upgrade. It is the first of all, so that a record without any
    has been emptied; events of before it are entered with it."""
    if not sa.inspect(connection).has_table("audit_entry"):
        return
    begun = sealing.begin(connection)
    dialect = _DIALECTS[connection.dialect.name]
    if connection.exec_driver_sql("SELECT 1 FROM audit_entry LIMIT 1").first() is None:
        connection.exec_driver_sql(dialect.enter_events(connection))
    entry = sa.text(
        "INSERT INTO audit_entry (at, table_name, key, operation, old, new)"
        f" VALUES ({dialect.NOW}, 'alembic_version', :new, :operation, :old_json,"
        " :new_json)"
    )
    said = {"new": new or "", "operation": Operation.UPGRADE}
    versions = {
        name: f'{{"version_num":"{revision}"}}' if revision else None
        for name, revision in (("old_json", old), ("new_json", new))
    }
    connection.execute(entry, {**said, **versions})
    sealing.seal(connection, begun)


def events_that_differ(connection: Connection) -> list[str]:
    """The events whose row is not what its entry says, or has none, or is gone."""
    dialect = _DIALECTS[connection.dialect.name]
    said = dialect.event_json(connection)
    differ = sa.text(
        f"SELECT CAST(sequence AS TEXT), {said}, entry.new FROM event AS told"
        " LEFT JOIN audit_entry AS entry ON entry.table_name = 'event'"
        " AND entry.key = CAST(sequence AS TEXT) WHERE NOT EXISTS"
        " (SELECT 1 FROM audit_entry WHERE table_name = 'event'"
        " AND key = CAST(sequence AS TEXT)"
        f" AND audit_entry.new = {said})"
        " UNION SELECT key, NULL, NULL FROM audit_entry WHERE table_name = 'event'"
        " AND key NOT IN (SELECT CAST(sequence AS TEXT) FROM event)"
    )
    found = connection.execute(differ).all()
    return [of for of, row, entry in found if not _says_the_same(row, entry)]


def _says_the_same(row: str | None, entry: str | None) -> bool:
    """Each kind of database spells the JSON of a row in its own way, and a backup of
    one may have been put back into the other."""
    return row is not None and entry is not None and _read(row) == _read(entry)


def _read(text: str) -> object:
    try:
        said = json.loads(text)
        return said | {"at": moment(said["at"])}
    except (ValueError, TypeError, KeyError):
        return text
