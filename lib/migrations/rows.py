"""Rows from one database into another of the same schema, of either kind."""

import warnings
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlalchemy.engine import Connection

BATCH = 5_000  # rows held at once
OF_ALEMBIC = "alembic_version"


class Place(NamedTuple):
    """A database into which rows come. To ask for its tables takes a second."""

    connection: Connection
    tables: list[sa.Table]


def tables(connection: Connection) -> list[sa.Table]:
    """As they are there, each after those that it refers to."""
    found = reflected(connection).sorted_tables
    return [table for table in found if table.name != OF_ALEMBIC]


def reflected(connection: Connection) -> sa.MetaData:
    found = sa.MetaData()
    with warnings.catch_warnings():
        # Of an index on an expression SQLAlchemy says that it leaves it out.
        warnings.simplefilter("ignore", sa.exc.SAWarning)
        found.reflect(connection)
    return found


def counted(connection: Connection) -> dict[str, int]:
    return {
        name: connection.execute(
            sa.select(sa.func.count()).select_from(sa.table(name))
        ).scalar_one()
        for name in sorted(sa.inspect(connection).get_table_names())
        if name != OF_ALEMBIC
    }


def copy(source: Connection, target: Place) -> None:
    """Every row, into tables that are empty. In the order of keys, so that numbers
    that a database gives follow on as they did."""
    theirs = {table.name: table for table in tables(source)}
    for table in target.tables:
        chosen = sa.select(theirs[table.name]).order_by(*theirs[table.name].primary_key)
        found = source.execute(chosen.execution_options(yield_per=BATCH)).mappings()
        for some in found.partitions():
            target.connection.execute(
                table.insert(), [dict(_kept(row, table)) for row in some]
            )


def _kept(row: Any, table: sa.Table) -> Iterator[tuple[str, Any]]:
    for name, value in row.items():
        zoned = getattr(table.c[name].type, "timezone", False)
        is_instant = isinstance(value, datetime)
        yield name, _instant(value, zoned=zoned) if is_instant else value


def _instant(value: datetime, *, zoned: bool) -> datetime:
    """In UTC on both; SQLite keeps it without its zone."""
    if value.tzinfo is None:
        return value.replace(tzinfo=UTC) if zoned else value
    moment = value.astimezone(UTC)
    return moment if zoned else moment.replace(tzinfo=None)


def count_on(place: Place) -> None:
    """PostgreSQL's sequences go on after the highest number there is."""
    connection = place.connection
    for table in place.tables:
        for column in table.primary_key:
            name = f'"{table.name}"', column.name
            if sequence := connection.scalar(
                sa.select(sa.func.pg_get_serial_sequence(*name))
            ):
                most = connection.scalar(sa.select(sa.func.max(column)))
                there = most is not None
                connection.execute(
                    sa.select(sa.func.setval(sequence, most or 1, there))
                )
