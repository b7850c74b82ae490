"""Every change leaves an entry, by whatever route; entries are only ever added to."""

import json

import pandas as pd
import pytest
import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError

from lib import actions, db, migrations, queries
from lib.actions import events
from lib.domain.audit import LEFT_OUT, anchor
from lib.domain.audit_check import Kind
from lib.domain.organisations import Practice
from lib.domain.tables import METADATA
from lib.migrations import guards
from tests import event_log, factories
from tests.conftest import filled

BY = factories.administrator()
EVENT = METADATA.tables["event"]
NAMED = "UPDATE practice SET name = 'Raw' WHERE ods_code = 'X99001'"


@filled
def loaded():
    factories.load(factories.hierarchy())


def raw(statement: str, **said) -> None:
    with db.engine().begin() as connection:
        connection.execute(sa.text(statement), said)


def recorded(write) -> dict:
    """The newest entry about a practice, after an action did this."""
    with db.transaction() as session:
        write(session)
        events.record(session, BY, "test", reason="because")
    found = queries.audit.entries(BY, queries.audit.Wanted(table_name="practice"))
    return found.iloc[0].to_dict()


def by_attribute(session) -> None:
    session.get(Practice, "X99001").name = "New"


def by_update(session) -> None:
    session.execute(sa.update(Practice).values(name="New"))


def by_bulk(session) -> None:
    session.execute(
        sa.update(Practice), [{"ods_code": "X99001", "name": "New", "version": 1}]
    )


def by_raw_sql(session) -> None:
    session.execute(sa.text("UPDATE practice SET name = 'New'"))


@pytest.mark.parametrize("route", [by_attribute, by_update, by_bulk, by_raw_sql])
def test_a_change_leaves_who_when_what_was_and_is(loaded, route):
    entry = recorded(route)
    assert (entry["by"], entry["role"], entry["reason"]) == (
        BY.email,
        BY.role,
        "because",
    )
    assert entry["action"] == "test"
    assert entry["operation"] == "update"
    assert json.loads(entry["old"]).keys() == {"name"}
    assert json.loads(entry["new"]) == {"name": "New"}
    event = event_log.newest_first().iloc[0]
    assert entry["at"].tz_localize(None) == pd.Timestamp(event["at"]).tz_localize(None)


def test_what_is_put_in_and_taken_out_is_kept_whole(loaded):
    def put_in(session) -> None:
        session.add(Practice(ods_code="X99009", name='The "Old"\n\\ mill\'s'))

    def take_out(session) -> None:
        session.delete(session.get(Practice, "X99009"))

    added, removed = recorded(put_in), recorded(take_out)
    assert (added["operation"], added["key"]) == ("insert", "X99009")
    assert pd.isna(added["old"])
    assert pd.isna(removed["new"])
    assert json.loads(added["new"])["name"] == 'The "Old"\n\\ mill\'s'
    assert json.loads(removed["old"]) == json.loads(added["new"])
    assert removed["operation"] == "delete"


def test_what_raw_sql_wrote_names_nobody(loaded):
    raw(NAMED)
    assert kinds() == [Kind.UNSEALED]
    actions.downloads.record("a.csv", 1, by=BY)
    found = queries.audit.entries(BY).iloc[1].to_dict()
    assert (found["key"], json.loads(found["new"])) == ("X99001", {"name": "Raw"})
    assert pd.isna(found["by"])
    assert kinds() == []
    assert queries.audit.verify(BY).outside == 1


def test_raw_sql_that_commits_meanwhile_is_not_said_to_be_ours(loaded):
    """SQLite has one writer: there it lies before or after."""
    if db.engine().dialect.name == "sqlite":
        raw(NAMED)
    with db.transaction() as session:
        session.execute(sa.text("SELECT 1"))
        if db.engine().dialect.name != "sqlite":
            raw(NAMED)
        session.get(Practice, "X99002").name = "Ours"
        events.record(session, BY, "test")
    found = queries.audit.entries(BY, queries.audit.Wanted(table_name="practice"))
    people = dict(zip(found["key"][:2], found["by"][:2], strict=True))
    assert people["X99002"] == BY.email
    assert people["X99001"] != BY.email


def test_what_changes_nothing_leaves_no_entry(loaded):
    before = queries.audit.head(BY)
    raw("UPDATE practice SET name = name")
    assert queries.audit.head(BY) == before
    assert kinds() == []


def test_what_is_undone_leaves_no_entry(loaded):
    before = queries.audit.head(BY)
    with pytest.raises(ZeroDivisionError), db.transaction() as session:
        by_attribute(session)
        session.flush()
        raise ZeroDivisionError
    assert queries.audit.head(BY) == before
    assert kinds() == []


@pytest.mark.parametrize("copy_of", ["sqlite"], indirect=True)
def test_replacing_a_row_is_refused(loaded):
    with pytest.raises(DBAPIError, match="already"):
        raw("REPLACE INTO practice SELECT * FROM practice")


ONLY_ADDED = [
    "UPDATE {table} SET {text} = 'other'",
    "DELETE FROM {table}",
    "INSERT INTO {table} SELECT * FROM {table} WHERE true"
    + " ON CONFLICT ({key}) DO UPDATE SET {text} = 'other'",
]
OF_SQLITE = [
    "REPLACE INTO {table} SELECT * FROM {table}",
    "UPDATE OR REPLACE {table} SET {key} = 1",
    "INSERT OR REPLACE INTO {table} ({key}, {text}) SELECT {key}, '' FROM {table}",
]
OF_POSTGRESQL = ["TRUNCATE {table}", "TRUNCATE {table} CASCADE"]
RECORDS = [
    {"table": "event", "key": "sequence", "text": "reason"},
    {"table": "audit_entry", "key": "id", "text": "new"},
]


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record["table"])
def test_the_record_is_only_added_to(loaded, record):
    actions.downloads.record("a.csv", 1, by=BY)
    own = OF_SQLITE if db.engine().dialect.name == "sqlite" else OF_POSTGRESQL
    for statement in [*ONLY_ADDED, *own]:
        with pytest.raises(DBAPIError):
            raw(statement.format(**record))
    assert kinds() == []


@pytest.mark.parametrize("copy_of", ["postgresql"], indirect=True)
def test_a_table_that_is_recorded_is_not_truncated(loaded):
    with pytest.raises(DBAPIError, match="only ever added to"):
        raw("TRUNCATE practice CASCADE")


def test_nobody_seals_beforehand(loaded):
    with pytest.raises(DBAPIError):
        raw(
            "INSERT INTO audit_entry"
            " (id, place, at, table_name, key, operation, hash)"
            " VALUES (999, 999, '', 'practice', 'X', 'update', 'made up')"
        )


def kinds(paper=None) -> list[Kind]:
    return [problem.kind for problem in queries.audit.verify(BY, paper).problems]


def without_guards(*statements: str) -> None:
    """As somebody who holds the database may do."""
    with db.engine().begin() as connection:
        guards.remove(connection)
        for statement in statements:
            connection.execute(sa.text(statement))
        guards.make(connection)


TAMPERED = {
    "edit": (["UPDATE audit_entry SET new = '{{}}' WHERE place = 3"], [Kind.EDITED]),
    "another person": (
        ["UPDATE audit_entry SET event = 2 WHERE place = 3"],
        [Kind.EDITED],
    ),
    "deletion": (["DELETE FROM audit_entry WHERE place = 4"], [Kind.MISSING]),
    "exchange": (
        [
            "UPDATE audit_entry SET place = -3 WHERE place = 3",
            "UPDATE audit_entry SET place = 3 WHERE place = 4",
            "UPDATE audit_entry SET place = 4 WHERE place = -3",
        ],
        [Kind.EDITED, Kind.EDITED, Kind.EDITED],
    ),
    "first entry": (["DELETE FROM audit_entry WHERE place = 1"], [Kind.MISSING]),
    "emptied": (
        ["DELETE FROM audit_entry", "DELETE FROM event"],
        [Kind.EMPTIED],
    ),
    "event edited": (
        ["""UPDATE event SET "by" = 'somebody.else@example.org'"""],
        [Kind.EVENT] * 2,
    ),
    "event removed": (["DELETE FROM event WHERE sequence = 2"], [Kind.EVENT]),
}


@pytest.mark.parametrize("name", TAMPERED)
def test_what_somebody_with_the_file_does_is_noticed(loaded, name):
    actions.downloads.record("a.csv", 1, by=BY)
    statements, wanted = TAMPERED[name]
    without_guards(*[statement.replace("{{}}", "{}") for statement in statements])
    assert kinds() == wanted


def test_a_cut_tail_is_noticed_by_the_hash_on_a_paper(loaded):
    actions.downloads.record("a.csv", 1, by=BY)
    head = queries.audit.head(BY)
    assert kinds(anchor(str(head))) == []
    without_guards(
        f"DELETE FROM audit_entry WHERE place > {head.number - 1}",
        "DELETE FROM event WHERE sequence = 2",
    )
    assert kinds() == []
    assert kinds(anchor(str(head))) == [Kind.CUT]


def test_a_record_that_was_written_anew_is_noticed_by_the_hash_on_a_paper(loaded):
    paper = anchor(str(queries.audit.head(BY)))
    without_guards(
        "UPDATE audit_entry SET new = '{}' WHERE place = 3",
        "UPDATE audit_entry SET hash = NULL, place = NULL, event = NULL",
    )
    actions.downloads.record("a.csv", 1, by=BY)
    assert Kind.EDITED not in kinds()
    assert Kind.REBUILT in kinds(paper)


def test_every_table_is_guarded_unless_it_is_left_out(database):
    with database.connect() as connection:
        guarded = {table for _, table in triggers(connection)}
    assert guarded == set(METADATA.tables) - LEFT_OUT | {"audit_entry"}
    assert set(METADATA.tables) >= LEFT_OUT


def test_a_migration_that_rebuilds_a_table_keeps_its_triggers(database):
    with database.connect() as connection:
        before = triggers(connection)
    migrations.downgrade("0014")
    with database.connect() as connection:
        assert triggers(connection) == []
    migrations.upgrade()
    with database.connect() as connection:
        assert triggers(connection) == before


def test_events_of_before_are_entered_by_the_upgrade(loaded):
    actions.downloads.record("a.csv", 1, by=BY)
    migrations.downgrade("0014")
    migrations.upgrade()
    found = queries.audit.entries(BY)
    assert found["operation"].tolist() == ["upgrade", "insert", "insert"]
    assert found["by"].tolist()[1:] == [BY.email, factories.administrator().email]
    assert kinds() == []


def test_the_shape_of_an_event_stays():
    """An older entry of an event would look edited by a new column of it."""
    assert [column.name for column in EVENT.columns] == [
        *("sequence", "at", "by", "role", "action", "subject", "reason", "detail")
    ]


TRIGGERS = {
    "sqlite": "SELECT name, tbl_name FROM sqlite_master WHERE type = 'trigger'",
    "postgresql": "SELECT tgname, tgrelid::regclass::text FROM pg_trigger"
    " WHERE NOT tgisinternal",
}


def triggers(connection) -> list[tuple[str, str]]:
    found = connection.execute(sa.text(TRIGGERS[connection.dialect.name]))
    return sorted((row[0], row[1].strip('"')) for row in found)
