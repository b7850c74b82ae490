"""The schema, step by step, and the commands that bring a database up to date."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy.engine import Connection, Engine

from lib import db
from lib.domain.errors import Misconfigured
from lib.migrations import guards, rows

SECONDS_TO_WAIT = 10  # for those who still work in a database that is replaced


def _config(connection: Connection | None = None) -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent))
    config.attributes["connection"] = connection
    return config


@cache  # the files of the steps are compiled when they are listed
def _steps() -> ScriptDirectory:
    return ScriptDirectory.from_config(_config())


def newest() -> str | None:
    return _steps().get_current_head()


def current() -> str | None:
    with db.engine().connect() as connection:
        return _revision(connection)


def _revision(connection: Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()


def upgrade(to: str = "head") -> None:
    """Bring the connected database up to date, whole or not at all."""
    with _one_transaction() as connection:
        command.upgrade(_config(connection), to)


def downgrade(to: str) -> None:
    with _one_transaction() as connection:
        command.downgrade(_config(connection), to)


@contextmanager
def _one_transaction() -> Iterator[Connection]:
    """A transaction in which SQLite may rebuild a table that others refer to.

    With foreign keys on, dropping the old table would touch its children. Inside a
    transaction SQLite ignores the setting, so the driver is told before it begins.
    """
    with db.engine().connect() as connection:
        _guard_foreign_keys(connection, "OFF")
        try:
            with connection.begin(), _guarded(connection):
                yield connection
                _refuse_orphans(connection)
        finally:
            _guard_foreign_keys(connection, "ON")


@contextmanager
def _guarded(connection: Connection) -> Iterator[None]:
    """Triggers stand aside for a migration, which is an entry of the record itself."""
    old = _revision(connection)
    guards.remove(connection)
    yield
    guards.make(connection)
    if (new := _revision(connection)) != old:
        guards.upgraded(connection, old, new)


def _guard_foreign_keys(connection: Connection, switch: str) -> None:
    if connection.dialect.name == "sqlite":
        connection.connection.cursor().execute(f"PRAGMA foreign_keys = {switch}")


def _refuse_orphans(connection: Connection) -> None:
    if connection.dialect.name != "sqlite":
        return
    if connection.execute(sa.text("PRAGMA foreign_key_check")).first():
        raise Misconfigured("The migration would leave rows without their parent.")


@contextmanager
def anew(database: Engine, to: str = "head") -> Iterator[rows.Place]:
    """All tables made anew and empty, for a backup to be put in: whole, or not at all
    and everything is as it was. Triggers stand aside."""
    with database.connect() as connection:
        _guard_foreign_keys(connection, "OFF")
        try:
            with connection.begin():
                _clear(connection)
                command.upgrade(_config(connection), to)
                guards.remove(connection)
                place = rows.Place(connection, rows.tables(connection))
                for table in reversed(place.tables):
                    connection.execute(table.delete())
                _check_late(place)
                yield place
                _check_now(place)
                _refuse_orphans(connection)
                guards.make(connection)
        finally:
            _guard_foreign_keys(connection, "ON")


def _clear(connection: Connection) -> None:
    if connection.dialect.name == "postgresql":
        connection.execute(sa.text(f"SET LOCAL lock_timeout = '{SECONDS_TO_WAIT}s'"))
    rows.reflected(connection).drop_all(connection)


def _check_late(place: rows.Place) -> None:
    """A row may refer to one that comes after it, as a practice to its successor."""
    _alter_foreign_keys(place, "DEFERRABLE INITIALLY DEFERRED")


def _check_now(place: rows.Place) -> None:
    if place.connection.dialect.name == "postgresql":
        place.connection.execute(sa.text("SET CONSTRAINTS ALL IMMEDIATE"))
        rows.count_on(place)
    _alter_foreign_keys(place, "NOT DEFERRABLE")


def _alter_foreign_keys(place: rows.Place, how: str) -> None:
    if place.connection.dialect.name != "postgresql":
        return
    for table in place.tables:
        for key in table.foreign_key_constraints:
            place.connection.exec_driver_sql(
                f'ALTER TABLE "{table.name}" ALTER CONSTRAINT "{key.name}" {how}'
            )


def knows(step: str) -> bool:
    """Whether this version has that step of the schema."""
    return step in {each.revision for each in _steps().walk_revisions()}


def ensure() -> None:
    """On SQLite migrate by ourselves; on PostgreSQL refuse an old schema.

    There the application's user owns nothing: `oversight migrate` does it, with the
    owner's address in DATABASE_URL.
    """
    if current() == newest():
        return
    if db.engine().dialect.name == "sqlite":
        upgrade()
        return
    raise Misconfigured(
        "The database has an older schema than this version needs."
        " Run `oversight migrate` with the owner's address in DATABASE_URL."
    )
