"""A backup: a zip with a SQLite database of our own schema and a manifest.

Of whichever kind the source was, so that it can be looked into anywhere and be put back
into either.
"""

import errno
import hashlib
import os
import sqlite3
import zipfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine

from lib import db, migrations, sealing
from lib.domain.audit import NOTHING
from lib.domain.backup import Manifest, read
from lib.domain.dates import now
from lib.domain.errors import FileRefused, Misconfigured, RuleBroken
from lib.domain.tables import METADATA
from lib.migrations import rows

DATABASE, MANIFEST = "oversight.db", "manifest.json"
LOCKED, NOT_THE_OWNER = "55P03", "42501"  # as PostgreSQL numbers its errors


def make(file: Path, made_by: str) -> Manifest:
    """Of the connected database, at one moment, while others go on working."""
    _refuse_existing(file)
    with TemporaryDirectory(dir=file.absolute().parent) as folder:
        held = Path(folder) / DATABASE
        _copy(db.engine(), held)
        manifest = _manifest(held, db.engine().dialect.name, made_by)
        packed = Path(folder) / "packed"
        _pack(packed, held, manifest)
        _refuse_existing(file)
        packed.replace(file)  # whole from its first moment
    return manifest


def _refuse_existing(file: Path) -> None:
    if file.exists():
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(file))


def _copy(source: Engine, held: Path) -> None:
    step = migrations.current()
    if step is None:
        raise Misconfigured("There is nothing of ours in the database.")
    if source.dialect.name == "sqlite":
        _copy_sqlite(str(source.url.database), held)
    else:
        _copy_postgresql(source, held, step)


def _copy_sqlite(source: str, held: Path) -> None:
    """VACUUM INTO reads one state, holds nobody up, and leaves behind what was
    deleted, such as figures of files that were never accepted."""
    with closing(sqlite3.connect(source, timeout=30)) as known:
        known.execute("VACUUM INTO ?", (str(held),))


def _copy_postgresql(source: Engine, held: Path, step: str) -> None:
    once = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
    made = db.make_engine(f"sqlite:///{held}")
    with (
        source.connect().execution_options(**once) as known,
        migrations.anew(made, step) as place,
    ):
        rows.copy(known, place)
    made.dispose()
    with closing(sqlite3.connect(held)) as written:
        written.execute("PRAGMA journal_mode = DELETE")  # one file, without a second


def _manifest(held: Path, source: str, made_by: str) -> Manifest:
    with sa.create_engine(f"sqlite:///{held}").connect() as connection:
        if connection.scalar(sa.text("PRAGMA integrity_check")) != "ok":
            raise Misconfigured("The database is damaged: SQLite finds it not whole.")
        step = connection.scalar(sa.text("SELECT version_num FROM alembic_version"))
        counted = rows.counted(connection)
        recorded = "audit_entry" in counted
        head = sealing.head(connection) if recorded else NOTHING
    return Manifest(
        now(), made_by, source, str(step), counted, *head, sha256=_sha256(held)
    )


def _pack(packed: Path, held: Path, manifest: Manifest) -> None:
    with zipfile.ZipFile(packed, "x", zipfile.ZIP_DEFLATED) as written:
        written.writestr(MANIFEST, manifest.as_json())
        written.write(held, DATABASE)
    with packed.open("rb") as written_out:
        os.fsync(written_out.fileno())
    packed.chmod(0o600)


def _sha256(path: Path) -> str:
    with path.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


@dataclass(frozen=True)
class Held:
    """A backup laid out, its schema that of this version."""

    name: str
    manifest: Manifest
    path: Path

    @property
    def url(self) -> str:
        return f"sqlite:///{self.path}"


@contextmanager
def unpacked(file: Path) -> Iterator[Held]:
    """Connected to what the file holds, once that is what its manifest says."""
    with TemporaryDirectory() as folder:
        held = Held(file.name, *_unpack(file, Path(folder)))
        if not migrations.knows(held.manifest.schema):
            raise FileRefused(
                f"The backup has the schema of step {held.manifest.schema}, which is"
                " newer than this version of the application."
            )
        db.connect(held.url)
        try:
            _compare(held.manifest)
            migrations.upgrade()
            yield held
        finally:
            db.disconnect()


def _unpack(file: Path, folder: Path) -> tuple[Manifest, Path]:
    try:
        with zipfile.ZipFile(file) as packed:
            manifest = read(packed.read(MANIFEST))
            path = Path(packed.extract(DATABASE, folder))
    except (zipfile.BadZipFile, KeyError):
        raise FileRefused(f"{file.name} is not a backup of this application.") from None
    if _sha256(path) != manifest.sha256:
        raise FileRefused(f"{file.name} was changed after it was made.")
    return manifest, path


def _compare(manifest: Manifest) -> None:
    with db.engine().connect() as connection:
        if rows.counted(connection) != manifest.rows:
            raise FileRefused("The backup does not hold the rows that it lists.")


def put_back(held: Held, url: str) -> None:
    """In place of all that is in that database; whole, or it stays as it was."""
    target = db.open_database(url)
    if target.dialect.name == "sqlite":
        _put_back_sqlite(held, str(target.url.database))
    else:
        with _explained():
            _put_back_postgresql(held, target)


def _put_back_postgresql(held: Held, target: Engine) -> None:
    source = db.make_engine(held.url)
    with source.connect() as known, migrations.anew(target) as place:
        rows.copy(known, place)
    source.dispose()


@contextmanager
def _explained() -> Iterator[None]:
    try:
        yield
    except sa.exc.DBAPIError as error:
        code = getattr(error.orig, "sqlstate", "")
        if code == LOCKED:
            raise RuleBroken(
                "Others work in the database: stop the application first."
            ) from None
        if code == NOT_THE_OWNER:
            raise Misconfigured(
                "Tables are made anew, which only their owner may: give the owner's"
                " address in DATABASE_URL."
            ) from None
        raise


def _put_back_sqlite(held: Held, target: str) -> None:
    """One transaction of SQLite: whoever has the file open sees the old or the new."""
    with (
        closing(sqlite3.connect(held.path)) as known,
        closing(sqlite3.connect(target, timeout=30)) as changed,
    ):
        known.backup(changed)


def is_empty(url: str) -> bool:
    """No table yet, or ours with nothing done in them."""
    with db.open_database(url).connect() as connection:
        there = set(sa.inspect(connection).get_table_names())
        if there and rows.OF_ALEMBIC not in there:
            raise RuleBroken("The database holds tables of something else.")
        return "event" not in there or _first(connection, "sequence FROM event") is None


def data_version(url: str) -> int:
    """How often data changed in that database; 0 where there is none."""
    with db.open_database(url).connect() as connection:
        if not sa.inspect(connection).has_table("ledger"):
            return 0
        return int(_first(connection, "data_version FROM ledger") or 0)


def _first(connection: Connection, what: str) -> Any:
    return connection.execute(sa.text(f"SELECT {what} LIMIT 1")).scalar()


# What has to be there to look up who acts and to record it, in an older schema too.
NEEDED = ("account", "account_icb", "event", "ledger", "audit_entry")
NOT_NEEDED = {"figures_version"}  # no figure is another after a backup


def knows_people() -> bool:
    """Whether the connected database has these tables as this version has them."""
    inspector = sa.inspect(db.engine())
    there = set(inspector.get_table_names())
    return all(
        name in there
        and {each["name"] for each in inspector.get_columns(name)}
        >= set(METADATA.tables[name].columns.keys()) - NOT_NEEDED
        for name in NEEDED
    )
