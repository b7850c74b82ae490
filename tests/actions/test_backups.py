"""Backups: the whole of a database at one moment, and back into either kind."""

import zipfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event as Signal
from typing import Any

import pytest
import sqlalchemy as sa

from lib import actions, db, queries
from lib.domain.errors import FileRefused, NotAllowed, RuleBroken
from lib.domain.sign_in import Ending
from lib.migrations import backups
from tests import factories
from tests.conftest import BOTH_COPIES, filled

ADMINISTRATOR = factories.administrator()
# What a restore itself writes: its event, and that everybody signs in again.
WRITTEN = {"audit_entry", "event", "ledger", "sign_in"}
KINDS = {"sqlite": "blank_postgresql_url", "postgresql": "blank_sqlite_url"}


@filled
def in_use() -> bytes:
    """A backup of it was made, which is returned."""
    factories.requested()
    factories.load(factories.access({"X99001": (900, 700)}))
    for make in (factories.administrator, factories.officer):
        factories.signed_up(make())
    actions.sign_ins.begin("a" * 64, by=factories.officer())
    with TemporaryDirectory() as folder:
        actions.backups.make(Path(folder) / "kept.zip", by=ADMINISTRATOR)
        return (Path(folder) / "kept.zip").read_bytes()


def contents() -> dict[str, list[Any]]:
    with db.engine().connect() as connection:
        return {
            name: sorted(connection.execute(sa.select(table)).all(), key=repr)
            for name, table in db.tables.METADATA.tables.items()
        }


def restored(file, url, *, replace=False, by=ADMINISTRATOR):
    with backups.unpacked(file) as held:
        actions.backups.restore(held, url, replace=replace, by=by)
        return queries.audit.verify(by, held.manifest.head)


def latest(events) -> str:
    return max(events, key=lambda event: event.sequence).action


def address(database) -> str:
    return database.url.render_as_string(hide_password=False)


@pytest.fixture
def database(in_use):
    return db.engine()


@pytest.fixture
def file(in_use, tmp_path):
    (tmp_path / "kept.zip").write_bytes(in_use)
    return tmp_path / "kept.zip"


@pytest.mark.parametrize(
    ("copy_of", "into"),
    [
        ("sqlite", "the same kind"),
        ("sqlite", "the other kind"),
        ("postgresql", "the other kind"),  # the same: tests/cli/test_backups
    ],
    indirect=["copy_of"],
)
def test_everything_comes_back_and_work_goes_on(database, file, into, request):
    before, replace = contents(), into == "the same kind"
    url = address(database)
    if not replace:
        url = request.getfixturevalue(KINDS[database.dialect.name])
    factories.load(factories.counts({"X99002": 7_000}), by=ADMINISTRATOR)
    checked = restored(file, url, replace=replace)
    assert (checked.problems, checked.outside) == ([], 0)
    db.connect(url)
    after = contents()
    assert {n: after[n] for n in before if n not in WRITTEN} == {
        n: before[n] for n in before if n not in WRITTEN
    }
    assert latest(before["event"]) == "back up"
    assert latest(after["event"]) == "restore"
    assert [each.ended_why for each in after["sign_in"]] == [Ending.BY_ADMINISTRATOR]
    # Triggers, numbers that the database gives, and foreign keys are as they were.
    factories.load(factories.counts({"X99003": 8_000}), by=ADMINISTRATOR)
    assert len(contents()["upload"]) == len(before["upload"]) + 1
    again = queries.audit.verify(ADMINISTRATOR)
    assert again.whole
    assert again.head.number > checked.head.number
    with db.engine().connect() as connection, pytest.raises(sa.exc.DBAPIError):
        connection.execute(sa.text("DELETE FROM audit_entry"))


@BOTH_COPIES
def test_a_backup_is_of_one_moment_while_others_work(database, tmp_path):
    stop, begun, done = Signal(), Signal(), []

    def work() -> None:
        while not stop.wait(0.02):
            actions.downloads.record("over.csv", len(done), by=factories.officer())
            done.append(1)
            begun.set()

    with ThreadPoolExecutor(3) as threads:
        workers = [threads.submit(work) for _ in range(3)]
        begun.wait(30)
        before = len(done)
        made = actions.backups.make(tmp_path / "kept.zip", by=ADMINISTRATOR)
        stop.set()
        for each in workers:
            each.result()
    with backups.unpacked(tmp_path / "kept.zip"):
        checked = queries.audit.verify(ADMINISTRATOR, made.head)
        kept = [e for e in contents()["event"] if e.action == "download"]
        assert checked.problems == []
        assert before <= len(kept) <= len(done)


def test_what_is_not_an_untouched_backup_is_refused(database, file, tmp_path):
    before = contents()
    url = address(database)
    with pytest.raises(FileExistsError):
        actions.backups.make(file, by=ADMINISTRATOR)
    with pytest.raises(RuleBroken, match="--replace"):
        restored(file, url)
    with pytest.raises(NotAllowed, match="every ICB"):
        restored(file, url, replace=True, by=factories.administrator(factories.ICB))
    for name, change, sentence in (
        ("later", lambda m: m.replace(b'"schema": "', b'"schema": "9'), "newer"),
        ("counts", lambda m: m.replace(b'"ask": 1', b'"ask": 2'), "rows that it lists"),
        ("hash", lambda m: m.replace(b'"sha256": "', b'"sha256": "0'), "was changed"),
        ("none", lambda m: b"[]", "manifest"),
    ):
        with pytest.raises(FileRefused, match=sentence):
            restored(changed(file, tmp_path / name, change), url, replace=True)
    (tmp_path / "text").write_text("no backup")
    with pytest.raises(FileRefused, match="not a backup"):
        restored(tmp_path / "text", url, replace=True)
    db.connect(url)
    assert contents() == before


def changed(file, other, change):
    with zipfile.ZipFile(file) as known, zipfile.ZipFile(other, "w") as written:
        written.writestr("oversight.db", known.read("oversight.db"))
        written.writestr("manifest.json", change(known.read("manifest.json")))
    return other


@BOTH_COPIES
def test_a_restore_that_fails_leaves_everything_as_it_was(database, file, monkeypatch):
    def fail(*_: object) -> None:
        raise ZeroDivisionError

    before, url = contents(), address(database)
    kind = database.dialect.name
    broken = "rows.count_on" if kind == "postgresql" else "_put_back_sqlite"
    monkeypatch.setattr(
        f"lib.migrations.{'' if '.' in broken else 'backups.'}{broken}", fail
    )
    with pytest.raises(ZeroDivisionError):
        restored(file, url, replace=True)
    db.connect(url)
    assert contents() == before
