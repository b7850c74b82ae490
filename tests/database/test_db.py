"""One engine: what it reads it cannot write, and what it writes is whole."""

from concurrent.futures import ThreadPoolExecutor

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session, col, func, select

from lib import actions, db
from lib.domain.errors import Misconfigured
from lib.domain.events import Event, Ledger
from lib.domain.organisations import LMC
from tests import factories

only_sqlite = pytest.mark.parametrize("database", ["sqlite"], indirect=True)


def stored() -> list[str]:
    with db.reading() as session:
        return list(session.exec(select(LMC.name)))


def ledger() -> int:
    with db.reading() as session:
        return session.exec(select(Ledger.sequence)).one()


@only_sqlite
@pytest.mark.parametrize(
    ("pragma", "value"),
    [
        ("journal_mode", "wal"),
        ("synchronous", 2),  # FULL
        ("busy_timeout", 30_000),
        ("foreign_keys", 1),
        ("trusted_schema", 0),
    ],
)
def test_every_session_has_the_safe_settings(database, pragma, value):
    with db.reading() as session:
        assert session.execute(sa.text(f"PRAGMA {pragma}")).scalar_one() == value


def test_reading_cannot_write(database):
    with db.reading() as session, pytest.raises(DBAPIError):
        session.execute(sa.insert(LMC).values(name="North"))
    assert stored() == []


def test_after_reading_one_can_write_again(database):
    stored()
    with db.transaction() as session:
        session.add(LMC(name="North"))
    assert stored() == ["North"]


def test_a_transaction_that_fails_leaves_nothing(database):
    with pytest.raises(ZeroDivisionError), db.transaction() as session:
        session.add(LMC(name="North"))
        session.flush()
        raise ZeroDivisionError
    assert stored() == []


def test_a_rehearsal_leaves_nothing(database):
    with db.rehearsal() as session:
        session.add(LMC(name="North"))
        session.flush()
        assert session.exec(select(LMC.name)).all() == ["North"]
    assert stored() == []


def in_threads(work, times: int) -> None:
    with ThreadPoolExecutor(8) as threads:
        for done in [threads.submit(work) for _ in range(times)]:
            done.result()


@only_sqlite
def test_threads_that_read_then_write_lose_nothing(database):
    def add_one() -> None:
        with db.transaction() as session:
            place = session.exec(select(Ledger.sequence)).one()
            session.execute(sa.update(Ledger).values(sequence=place + 1))

    in_threads(add_one, 80)
    assert ledger() == 80


def test_threads_that_record_events_get_each_its_own_place(database):
    def record() -> None:
        with db.transaction() as session:
            actions.events.record(session, factories.officer(), "look")

    in_threads(record, 80)
    with db.reading() as session:
        places = session.exec(select(Event.sequence).order_by(col(Event.sequence)))
        assert list(places) == list(range(1, 81))
    assert ledger() == 80


@only_sqlite
def test_a_reader_sees_one_state_while_others_write(database):
    with db.reading() as session:
        before = session.exec(select(func.count()).select_from(LMC)).one()
        with db.transaction() as other:
            other.add(LMC(name="North"))
        assert session.exec(select(func.count()).select_from(LMC)).one() == before


def test_without_a_database_the_person_is_told():
    with pytest.raises(Misconfigured, match="No database is connected"):
        db.engine()


@pytest.mark.parametrize("scheme", ["postgres", "postgresql"])
def test_usual_addresses_of_postgresql_are_understood(scheme):
    assert db.make_engine(f"{scheme}://localhost/x").dialect.driver == "psycopg"


def test_connecting_again_closes_the_first(tmp_path):
    first = db.connect(f"sqlite:///{tmp_path / 'first.db'}")
    with Session(first) as session:
        session.execute(sa.text("SELECT 1"))
    db.connect(f"sqlite:///{tmp_path / 'new folder' / 'second.db'}")
    assert first.pool.checkedin() == 0
    db.disconnect()
