"""Backups: made and put back by an administrator of every ICB, each on the record."""

from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col

from lib import db
from lib.actions import events
from lib.domain.backup import Manifest
from lib.domain.dates import now
from lib.domain.errors import NotAllowed, RuleBroken
from lib.domain.events import Ledger
from lib.domain.roles import Permission
from lib.domain.sign_in import Ending, SignIn
from lib.domain.users import User
from lib.migrations import backups
from lib.migrations.backups import Held

VERSION = col(Ledger.data_version)  # must grow: what is cached goes by it


def make(file: Path, *, by: User) -> Manifest:
    """Into a file that is not there yet, which holds every table."""
    _require(by)
    manifest = backups.make(file, by.email)
    with db.transaction() as session:
        events.record(session, by, "back up", **_told(file.name, manifest))
    return manifest


def restore(held: Held, url: str, *, replace: bool, by: User) -> None:
    """Put the backup in that database; `replace`: also where people work in it.

    That it was put back stands in the record of what is put back.
    """
    _require(by)
    if not replace and not backups.is_empty(url):
        raise RuleBroken(
            "The database is not empty. Add --replace to put the backup in place of"
            " everything that is in it."
        )
    seen = backups.data_version(url)
    db.connect(held.url)
    with db.transaction() as session:
        _end_sign_ins(session)
        session.execute(sa.update(Ledger).where(seen > VERSION).values({VERSION: seen}))
        session.execute(sa.update(Ledger).values(figures_version=VERSION))
        events.record(session, by, "restore", **_told(held.name, held.manifest))
    backups.put_back(held, url)


def _end_sign_ins(session: Session) -> None:
    """One that was ended after the backup was made would hold again."""
    open_ = sa.update(SignIn).where(col(SignIn.ended_at).is_(None))
    session.execute(open_.values(ended_at=now(), ended_why=Ending.BY_ADMINISTRATOR))


def _require(by: User) -> None:
    by.require(Permission.MANAGE_PEOPLE)
    if by.icbs is not None:
        raise NotAllowed("A backup holds every ICB, and you look after some of them.")


def _told(name: str, manifest: Manifest) -> dict[str, Any]:
    return {
        "file": name,
        "sha256": manifest.sha256,
        "schema": manifest.schema,
        "record": str(manifest.head),
        "made_at": manifest.made_at.isoformat(),
    }
