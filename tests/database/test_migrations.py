"""Migrations: whole or not at all, there and back, to the schema that the code has."""

import subprocess
import sys
from typing import Any

import pytest
import sqlalchemy as sa
from alembic import op
from alembic.operations import Operations
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from lib import db, migrations
from lib.config import ROOT
from lib.domain.errors import Misconfigured
from tests import factories

FIRST_WHOLE_SCHEMA = "0007"  # below it what is shipped comes and goes

# SQLAlchemy cannot reflect the index on an expression; `schema` compares its SQL.
pytestmark = pytest.mark.filterwarnings("ignore:Skipped unsupported reflection")

INDEXES = {
    "sqlite": "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql <> ''",
    "postgresql": "SELECT indexname, indexdef FROM pg_indexes"
    " WHERE schemaname = 'public' ORDER BY 1",
}


def contents() -> dict[str, list[Any]]:
    """Every row of every table, but for alembic's own and the record of changes."""
    with db.engine().connect() as connection:
        return {
            name: sorted(connection.execute(sa.text(f"SELECT * FROM {name}")), key=repr)
            for name in sa.inspect(connection).get_table_names()
            if name not in ("alembic_version", "audit_entry")
        }


def schema() -> dict[str, Any]:
    inspector = sa.inspect(db.engine())
    described = {
        name: {
            "columns": {
                c["name"]: (str(c["type"]), c["nullable"], c["default"])
                for c in inspector.get_columns(name)
            },
            "primary key": inspector.get_pk_constraint(name),
            "foreign keys": sorted(map(repr, inspector.get_foreign_keys(name))),
            "unique": sorted(map(repr, inspector.get_unique_constraints(name))),
            "checks": sorted(map(repr, inspector.get_check_constraints(name))),
        }
        for name in inspector.get_table_names()
        if name != "alembic_version"
    }
    with db.engine().connect() as connection:
        indexes = connection.execute(sa.text(INDEXES[connection.dialect.name])).all()
    mine = [i for i in indexes if not i[0].startswith("alembic")]
    return {"tables": described, "indexes": sorted(map(tuple, mine))}


def test_migrations_make_the_schema_that_the_code_has_or_nothing(
    blank_database, monkeypatch
):
    db.tables.METADATA.create_all(blank_database)
    wanted = schema()
    db.tables.METADATA.drop_all(blank_database)
    with monkeypatch.context() as patch:
        patch.setattr(op, "create_table", failing_at_step(16, op.create_table))
        with pytest.raises(ZeroDivisionError):
            migrations.upgrade()
    assert schema() == {"tables": {}, "indexes": []}
    migrations.upgrade()
    assert schema() == wanted
    assert migrations.current() == migrations.newest()


def failing_at_step(step: int, create_table: Any) -> Any:
    taken = []

    def create(*arguments: Any, **options: Any) -> Any:
        taken.append(arguments)
        if len(taken) == step:
            raise ZeroDivisionError
        return create_table(*arguments, **options)

    return create


def test_all_the_way_down_leaves_nothing_and_up_again_what_is_shipped(database):
    before = contents(), schema()
    migrations.downgrade("base")
    assert contents() == {}
    migrations.upgrade()
    assert (contents(), schema()) == before


def test_down_and_up_keeps_what_people_put_in(database):
    factories.load(factories.hierarchy())
    factories.load(factories.list_sizes({"X99001": 9000}))
    factories.load(factories.counts({"X99001": 4501}))
    factories.signed_up(factories.officer())
    before = contents()
    migrations.downgrade(FIRST_WHOLE_SCHEMA)
    migrations.upgrade()
    (ledger,) = before["ledger"]
    of_data = ledger[2]
    # Of figures nothing counts that was remembered before.
    assert contents() == {**before, "ledger": [(*ledger[:-1], of_data)]}


def test_there_is_one_line_of_migrations():
    scripts = ScriptDirectory(str(ROOT / "lib" / "migrations"))
    assert len(scripts.get_heads()) == 1


KILLED = """
import os, sys
from alembic import op
from lib import db, migrations

steps = []

def create_index(*arguments, **options):
    steps.append(arguments)
    if len(steps) == int(sys.argv[2]):
        os._exit(9)
    return before(*arguments, **options)

before, op.create_index = op.create_index, create_index
db.connect(sys.argv[1])
migrations.upgrade()
"""


@pytest.mark.parametrize("blank_database", ["sqlite"], indirect=True)
def test_a_migration_that_is_killed_leaves_the_old_schema(blank_database):
    command = [sys.executable, "-c", KILLED, str(blank_database.url), "20"]
    killed = subprocess.run(command, cwd=ROOT, check=False)
    assert killed.returncode == 9
    assert schema() == {"tables": {}, "indexes": []}
    migrations.upgrade()
    assert migrations.current() == migrations.newest()


def test_rebuilding_a_table_keeps_the_rows_that_refer_to_it(database, monkeypatch):
    def rebuild(config: Any, to: str) -> None:
        context = MigrationContext.configure(config.attributes["connection"])
        with Operations(context).batch_alter_table("icb") as table:
            table.alter_column("name", type_=sa.String(200))

    before = contents()["sub_icb_location_icb"]
    monkeypatch.setattr("alembic.command.upgrade", rebuild)
    migrations.upgrade()
    assert before
    assert contents()["sub_icb_location_icb"] == before


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_a_migration_that_leaves_orphans_is_undone(database, monkeypatch):
    def lose_the_icbs(config: Any, to: str) -> None:
        config.attributes["connection"].execute(sa.text("DELETE FROM icb"))

    before = contents()
    monkeypatch.setattr("alembic.command.upgrade", lose_the_icbs)
    with pytest.raises(Misconfigured, match="without their parent"):
        migrations.upgrade()
    assert contents() == before


def test_after_a_migration_foreign_keys_are_guarded_again(database):
    migrations.upgrade()
    with database.connect() as connection, pytest.raises(sa.exc.IntegrityError):
        connection.execute(sa.text("DELETE FROM icb"))


@pytest.mark.parametrize("blank_database", ["sqlite"], indirect=True)
def test_sqlite_is_migrated_at_start(blank_database):
    migrations.ensure()
    assert migrations.current() == migrations.newest()


@pytest.mark.parametrize("blank_database", ["postgresql"], indirect=True)
def test_postgresql_is_never_migrated_at_start(blank_database):
    with pytest.raises(Misconfigured, match="oversight migrate"):
        migrations.ensure()
    assert migrations.current() is None


def test_an_up_to_date_database_is_accepted(database):
    migrations.ensure()
    assert migrations.current() == migrations.newest()
