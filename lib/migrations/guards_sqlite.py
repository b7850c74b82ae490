"""The triggers of SQLite, as text, from the columns and keys that a table has.

JSON is put together by hand: some versions of SQLite count their functions for it among
those that a schema may not call.
"""

from collections.abc import Iterator

from sqlalchemy.engine import Connection

NOW = "strftime('%Y-%m-%dT%H:%M:%f000Z', 'now')"

_FACTS = ("id", "writer", "table_name", "key", "operation", "old", "new")
_ESCAPES = (
    ("'\\'", "'\\\\'"),
    ("'\"'", "'\\\"'"),
    ("char(10)", "'\\n'"),
    ("char(13)", "'\\r'"),
    ("char(9)", "'\\t'"),
)


def record() -> Iterator[str]:
    """An entry may be sealed, once; nothing else may become of it."""
    same = " AND ".join(f'OLD."{name}" IS NEW."{name}"' for name in _FACTS)
    yield _refusal(
        "audit_entry",
        "INSERT",
        "NEW.hash IS NOT NULL OR NEW.place IS NOT NULL OR NEW.event IS NOT NULL"
        " OR EXISTS (SELECT 1 FROM audit_entry WHERE id = NEW.id)",
    )
    yield _refusal(
        "audit_entry",
        "UPDATE",
        f"NOT (OLD.hash IS NULL AND NEW.hash IS NOT NULL AND {same})",
    )
    yield _refusal("audit_entry", "DELETE")


def table(connection: Connection, name: str) -> Iterator[str]:
    yield _entry(connection, name, "insert")
    if name == "event":
        yield _refusal(name, "UPDATE")
        yield _refusal(name, "DELETE")
    else:
        yield _entry(connection, name, "update")
        yield _entry(connection, name, "delete")
    yield from _no_replacing(connection, name)


def enter_events(connection: Connection) -> str:
    return (
        "INSERT INTO audit_entry (at, table_name, key, operation, new)"
        f" SELECT {NOW}, 'event', CAST(sequence AS TEXT), 'insert',"
        f" {event_json(connection)} FROM event AS told ORDER BY sequence"
    )


def event_json(connection: Connection) -> str:
    """What the entry of a row `told` of the events says."""
    columns, _ = _columns(connection, "event")
    each = " UNION ALL ".join(
        f"SELECT '{c}' AS name, told.{_quoted(c)} AS became" for c in columns
    )
    return f"(SELECT {_object('became')} FROM ({each}))"


def _entry(connection: Connection, name: str, operation: str) -> str:
    """Every column, but of an update those that differ; no entry where none does."""
    columns, primary = _columns(connection, name)
    old = "NULL" if operation == "insert" else "OLD.{}"
    new = "NULL" if operation == "delete" else "NEW.{}"
    each = " UNION ALL ".join(
        f"SELECT '{c}' AS name, {old.format(_quoted(c))} AS was,"
        f" {new.format(_quoted(c))} AS became"
        for c in columns
    )
    row = "OLD" if operation == "delete" else "NEW"
    key = " || '/' || ".join(f"CAST({row}.{_quoted(c)} AS TEXT)" for c in primary)
    return (
        f"CREATE TRIGGER audit_{name}_{operation} AFTER {operation} ON {_quoted(name)}"
        " BEGIN INSERT INTO audit_entry (at, table_name, key, operation, old, new)"
        f" SELECT {NOW}, '{name}', {key}, '{operation}',"
        f" {'NULL' if operation == 'insert' else _object('was')},"
        f" {'NULL' if operation == 'delete' else _object('became')} FROM ({each})"
        f" WHERE '{operation}' <> 'update' OR was IS NOT became"
        f" GROUP BY {row}.rowid; END"
    )


def _no_replacing(connection: Connection, name: str) -> Iterator[str]:
    """Outside the application REPLACE would take a row away without its trigger."""
    same = " OR ".join(
        " AND ".join(f"{_quoted(c)} = NEW.{_quoted(c)}" for c in key)
        for key in _keys(connection, name)
    )
    found = f"EXISTS (SELECT 1 FROM {_quoted(name)} WHERE ({same})"
    message = f"There is such a row of {name} already."
    for operation, others in (("INSERT", ""), ("UPDATE", " AND rowid <> OLD.rowid")):
        yield (
            f"CREATE TRIGGER audit_{name}_no_replacing_{operation.lower()}"
            f" BEFORE {operation} ON {_quoted(name)} WHEN {found}{others})"
            f" BEGIN SELECT RAISE(ABORT, '{message}'); END"
        )


def _refusal(name: str, operation: str, when: str = "1") -> str:
    return (
        f"CREATE TRIGGER audit_{name}_only_added_{operation.lower()}"
        f" BEFORE {operation} ON {name} WHEN {when}"
        " BEGIN SELECT RAISE(ABORT, 'The record is only ever added to.'); END"
    )


def _columns(connection: Connection, name: str) -> tuple[list[str], list[str]]:
    """All, and those of the primary key in its order."""
    found = connection.exec_driver_sql(f'PRAGMA table_info("{name}")').all()
    primary = sorted((row.pk, row.name) for row in found if row.pk)
    return [row.name for row in found], [column for _, column in primary]


def _keys(connection: Connection, name: str) -> Iterator[list[str]]:
    """The columns of each uniqueness that holds for every row."""
    yield _columns(connection, name)[1]
    for index in connection.exec_driver_sql(f'PRAGMA index_list("{name}")').all():
        if not index.unique or index.partial or index.origin == "pk":
            continue
        parts = connection.exec_driver_sql(f'PRAGMA index_info("{index.name}")')
        columns = [part.name for part in parts]
        if None not in columns:  # an expression
            yield columns


def _object(column: str) -> str:
    return f"'{{' || group_concat('\"' || name || '\":' || {_json(column)}) || '}}'"


def _json(column: str) -> str:
    text = column
    for character, escape in _ESCAPES:
        text = f"replace({text}, {character}, {escape})"
    return (
        f"CASE typeof({column}) WHEN 'null' THEN 'null' WHEN 'text' THEN '\"' || {text}"
        f" || '\"' WHEN 'blob' THEN '\"' || hex({column}) || '\"' ELSE {column} END"
    )


def _quoted(name: str) -> str:
    return f'"{name}"'
