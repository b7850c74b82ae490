"""The database itself refuses facts that cannot be, whoever writes them (raw SQL)."""

from collections.abc import Iterator

import pytest
import sqlalchemy as sa
from sqlalchemy.engine import Connection
from sqlalchemy.exc import DBAPIError

from lib import db
from tests import factories
from tests.conftest import filled

LIST_SIZE = {
    "upload_id": "1",
    "row": "2",
    "practice_code": "'X99001'",
    '"on"': "'2026-04-01'",
    "basis": "'registered'",
    "sex": "'all'",
    "patients": "9000",
}
EXCLUSION_COUNT = {
    "upload_id": "1",
    "row": "2",
    "practice_code": "'X99001'",
    "period": "'2026-03-01'",
    "measure": "'104'",
    "value": "4501",
    "suppressed": "false",
    "list_size": "9000",
}
ROWS = {"list_size": LIST_SIZE, "exclusion_count": EXCLUSION_COUNT}
ORPHANS = [("upload_id", "99"), ("practice_code", "'X99999'")]
NOT_COUNTS = ["-1", "'many'", "'12abc'", "'1.5'", "10000000"]


@filled
def practices() -> None:
    factories.load(factories.hierarchy())


@pytest.fixture
def raw(practices) -> Iterator[Connection]:
    with db.engine().begin() as connection:
        yield connection


def insert(raw: Connection, table: str, **different: str) -> None:
    row = {**ROWS[table], **different}
    names, values = ", ".join(row), ", ".join(row.values())
    raw.execute(sa.text(f"INSERT INTO {table} ({names}) VALUES ({values})"))


@pytest.mark.parametrize("table", ROWS)
def test_a_sound_row_is_taken(raw, table):
    insert(raw, table)
    assert raw.execute(sa.text(f"SELECT count(*) FROM {table}")).scalar_one() == 1


IMPOSSIBLE = [
    *[("list_size", "patients", bad) for bad in [*NOT_COUNTS, "NULL"]],
    *[("exclusion_count", "value", bad) for bad in [*NOT_COUNTS, "NULL"]],
    *[("exclusion_count", "list_size", bad) for bad in NOT_COUNTS],
    *[(table, *orphan) for table in ROWS for orphan in ORPHANS],
    *[(table, "practice_code", "NULL") for table in ROWS],
    ("list_size", "sex", "'unknown'"),
    ("list_size", "basis", "'adults'"),
    ("exclusion_count", "measure", "'105'"),
    ("exclusion_count", "suppressed", "true"),  # and yet a number
    ("exclusion_count", "list_size", "4500"),  # fewer than are excluded
]


def test_a_fact_that_cannot_be_is_refused(raw, subtests):
    for table, column, value in IMPOSSIBLE:
        with (
            subtests.test(f"{table}.{column} = {value}"),
            pytest.raises(DBAPIError),
            raw.begin_nested(),
        ):
            insert(raw, table, **{column: value})


@pytest.mark.parametrize("table", ROWS)
def test_no_fraction_is_stored(raw, table):
    """PostgreSQL rounds what is given for a whole number; SQLite would keep it."""
    column = "patients" if table == "list_size" else "value"
    try:
        insert(raw, table, **{column: "1.5"})
    except DBAPIError:
        return
    kept = raw.execute(sa.text(f"SELECT {column} FROM {table}")).scalar_one()
    assert isinstance(kept, int)


def test_the_same_content_is_one_upload(raw):
    columns = {c["name"] for c in sa.inspect(raw).get_columns("upload")}
    others = ", ".join(sorted(columns - {"id", "sequence"}))
    with pytest.raises(DBAPIError, match="uq_upload_content"):
        raw.execute(
            sa.text(
                f"INSERT INTO upload (sequence, {others})"
                f" SELECT sequence + 100, {others} FROM upload"
            )
        )
