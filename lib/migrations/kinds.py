"""A further kind of file: the tables that name kinds take it from now on."""

import re
from collections.abc import Callable

import sqlalchemy as sa
from alembic import op
from sqlalchemy.engine import Connection

Change = Callable[[list[str]], list[str]]

_NAMED_IN = ("upload", "staged_file")


def add(kind: str) -> None:
    for table in _NAMED_IN:
        _change(table, lambda known: [*known, kind])


def remove(kind: str) -> None:
    """Files of that kind go too: there is nothing left that could read them."""
    for table in _NAMED_IN:
        named = sa.table(table, sa.column("kind"))
        op.execute(sa.delete(named).where(named.c.kind == kind))
        _change(table, lambda known: [each for each in known if each != kind])


def _change(table: str, change: Change) -> None:
    connection = op.get_bind()
    if connection.dialect.name == "sqlite":
        _rebuild(connection, table, change)
        return
    name = f"ck_{table}_kind"
    found = sa.text(
        "SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conname = :n"
    )
    known = re.findall(
        r"'([^']+)'", connection.execute(found, {"n": name}).scalar_one()
    )
    op.drop_constraint(name, table)
    op.create_check_constraint(op.f(name), table, sa.column("kind").in_(change(known)))


def _rebuild(connection: Connection, table: str, change: Change) -> None:
    """SQLite cannot change a CHECK: the table is made anew under another name first.

    Its own words are used, since an index on an expression is not seen by reflection.
    """
    find = sa.text(
        "SELECT type, sql FROM sqlite_master WHERE tbl_name = :t AND sql <> ''"
        " ORDER BY type DESC"
    )
    (_, made), *indexes = connection.execute(find, {"t": table}).all()
    before = re.search(r"kind IN \(([^)]*)\)", made)
    assert before is not None  # noqa: S101 the constraint of the tables above
    known = re.findall(r"'([^']+)'", before[1])
    listed = ", ".join(f"'{each}'" for each in change(known))
    wider = made.replace(before[0], f"kind IN ({listed})")
    connection.exec_driver_sql(
        re.sub(r'TABLE "?\w+"?', "TABLE rebuilt", wider, count=1)
    )
    connection.exec_driver_sql(f"INSERT INTO rebuilt SELECT * FROM {table}")  # noqa: S608 our names
    connection.exec_driver_sql(f"DROP TABLE {table}")
    connection.exec_driver_sql(f"ALTER TABLE rebuilt RENAME TO {table}")
    for _, index in indexes:
        connection.exec_driver_sql(index)
