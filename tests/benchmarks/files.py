"""The real national files, each into a fresh database, beside a bare read and insert."""

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from lib import actions, db, ingest, migrations
from lib.domain.arrivals import Arrival, Consent
from tests import factories
from tests.benchmarks.measuring import Compared, compare
from tests.real_files import FOLDER

RUNS = 5


class File(NamedTuple):
    """How pandas would read it with least ado, and the table that its facts go to."""

    path: str
    table: str
    read: Callable[[Path], Any] = partial(pd.read_csv, dtype=str)


_headless = partial(pd.read_csv, dtype=str, header=None)
_memberships = partial(
    pd.read_excel, engine="calamine", dtype=str, sheet_name="PCN Core Partner Details"
)

FILES = (
    File("list_size/gp-reg-pat-prac-map_2022-01.csv", "hierarchy_entry"),
    File("list_size/gp-reg-pat-prac-map_2026-08.csv", "hierarchy_entry"),
    File("list_size/gp-reg-pat-prac-all_2025-04.csv", "list_size"),
    File("list_size/gp-reg-pat-prac-all_2025-04.zip", "list_size"),
    File("ods/epraccur_2023-12.csv", "register_entry", _headless),
    File("ods/epraccur_dse_2026-06.csv", "register_entry", _headless),
    File("ods/ePCN_2023-01.xlsx", "pcn_membership", _memberships),
    File("pomi/POMI_APR2018_to_SEP2018.zip", "online_access"),
    File("pomi/POMI_AUG2018_SEP2018_subregion_Q72_slice.csv", "online_access"),
)


def measured(folder: Path) -> Iterator[Compared]:
    empty = folder / "empty.db"
    _connect(empty)
    migrations.upgrade()
    db.disconnect()
    for each in FILES:
        path = FOLDER / each.path
        if path.exists():
            yield _measured(each, path, empty)
        else:
            yield Compared(path.name, remark=f"skipped: {FOLDER} does not have it")


def _measured(file: File, path: Path, empty: Path) -> Compared:
    ours, bare = empty.with_name("ours.db"), empty.with_name("bare.db")
    shutil.copyfile(empty, ours)
    _load(path, ours)
    facts = _facts(ours, file.table)

    def load() -> None:
        shutil.copyfile(empty, ours)
        _load(path, ours)

    def least() -> None:
        file.read(path)
        _insert(facts, bare)

    return compare(path.name, load, least, runs=RUNS)


def _connect(path: Path) -> None:
    db.connect(f"sqlite:///{path}")


def _load(path: Path, database: Path) -> None:
    _connect(database)
    try:
        parsed = ingest.read_path(path)
        content_hash = ingest.content_hash(parsed)
        arrival = Arrival(parsed, path.name, content_hash, content_hash)
        actions.imports.load(
            arrival, by=factories.administrator(), consent=Consent(all_warnings=True)
        )
    finally:
        db.disconnect()


def _facts(database: Path, table: str) -> list[tuple[Any, ...]]:
    connection = sqlite3.connect(database)
    try:
        return connection.execute(f"SELECT * FROM {table}").fetchall()
    finally:
        connection.close()


def _insert(facts: list[tuple[Any, ...]], database: Path) -> None:
    """Into a table without types, keys and checks, committed once."""
    database.unlink(missing_ok=True)
    connection = sqlite3.connect(database)
    columns = [f"c{number}" for number in range(len(facts[0]))]
    try:
        connection.execute(f"CREATE TABLE bare ({', '.join(columns)})")
        values = ", ".join("?" * len(columns))
        connection.executemany(f"INSERT INTO bare VALUES ({values})", facts)
        connection.commit()
    finally:
        connection.close()
