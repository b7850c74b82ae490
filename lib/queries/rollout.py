"""The rollout: every word that counts of each practice, and the systems that it had."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.sql.elements import ColumnElement
from sqlmodel import Session, col, select

from lib import db
from lib.domain.dates import london
from lib.domain.facts import HierarchyEntry
from lib.domain.organisations import Practice
from lib.domain.roles import Permission
from lib.domain.rollout_entry import RolloutEntry
from lib.domain.rollout_position import Record, Saying, System, system_on
from lib.domain.scope import counted_for, practice_seen_by, visible_to
from lib.domain.uploads import Upload
from lib.domain.users import Account, User
from lib.queries import truth

Systems = dict[str, list[System]]


@dataclass(frozen=True)
class Entry:
    """One word with its source. Whoever may not read casework is told no person, no
    file and no reason; nor what was withdrawn."""

    saying: Saying
    upload_id: int
    sequence: int
    loaded_at: datetime
    loaded_by: str = ""
    sender: str = ""
    file_name: str = ""
    reason: str = ""
    withdrawn: bool = False


def every(user: User, icb_code: str | None = None) -> dict[str, Record]:
    """By ODS code, of the practices that the user sees by name, closed ones too."""
    scope = _within(visible_to(user), icb_code)
    with db.reading() as session:
        return _records(session, scope)


def nameless(user: User, icb_code: str | None = None) -> list[Record]:
    """Of open practices that count in the user's figures and may not be named."""
    unseen = sa.and_(counted_for(user), sa.not_(visible_to(user)))
    is_open = col(Practice.closed_on).is_(None)
    with db.reading() as session:
        found = _records(session, _within(sa.and_(unseen, is_open), icb_code))
    return sorted(found.values(), key=repr)  # in no order that tells which is which


def history(user: User, ods_code: str) -> list[Entry]:
    """Every word said of one practice, the one told last first."""
    scope = sa.and_(visible_to(user), col(Practice.ods_code) == ods_code)
    with db.reading() as session:
        practice_seen_by(user, session, ods_code)
        systems = _systems(session, scope).get(ods_code, [])
        names = dict(session.exec(select(Account.email, Account.name)).all())
        is_staff = user.may(Permission.READ_CASEWORK)
        found = [
            _entry(entry, upload, systems, names if is_staff else None)
            for entry, upload in session.exec(_said(scope)).all()
            if is_staff or upload.withdrawn_sequence is None
        ]
    return sorted(found, key=lambda each: each.saying.as_told, reverse=True)


def record(user: User, ods_code: str) -> Record:
    """Of one practice that the user sees by name; empty where nothing is said."""
    scope = sa.and_(visible_to(user), col(Practice.ods_code) == ods_code)
    with db.reading() as session:
        return _records(session, scope).get(ods_code, Record())


def _within(scope: ColumnElement[bool], icb_code: str | None) -> ColumnElement[bool]:
    """Of an ICB all who ever were its own: the figures decide who is in view."""
    if icb_code is None:
        return scope
    ever = select(HierarchyEntry.practice_code).where(
        HierarchyEntry.icb_code == icb_code
    )
    own = col(Practice.icb_code) == icb_code
    return sa.and_(scope, sa.or_(own, col(Practice.ods_code).in_(ever)))


def _records(session: Session, scope: ColumnElement[bool]) -> dict[str, Record]:
    systems = _systems(session, scope)
    said: dict[str, list[Saying]] = defaultdict(list)
    counting = _said(scope).where(truth.counts_now(None))
    for entry, upload in session.exec(counting).all():
        code = entry.practice_code
        said[code].append(_saying(entry, upload, systems.get(code, [])))
    return {
        code: Record(tuple(said.get(code, ())), tuple(systems.get(code, ())))
        for code in {*said, *systems}
    }


def _said(scope: ColumnElement[bool]) -> Any:
    return (
        select(RolloutEntry, Upload)
        .join(Upload, col(Upload.id) == col(RolloutEntry.upload_id))
        .join(Practice, col(Practice.ods_code) == col(RolloutEntry.practice_code))
        .where(scope)
        .order_by(col(Upload.sequence), col(RolloutEntry.row), col(RolloutEntry.id))
    )


def _systems(session: Session, scope: ColumnElement[bool]) -> Systems:
    """By day; of one day the snapshot that was loaded last."""
    statement: Any = (
        sa.select(
            col(HierarchyEntry.practice_code),
            col(HierarchyEntry.supplier),
            col(Upload.described_on),
        )
        .join(Upload, col(Upload.id) == col(HierarchyEntry.upload_id))
        .join(Practice, col(Practice.ods_code) == col(HierarchyEntry.practice_code))
        .where(scope, truth.counts_now(None))
        .order_by(col(Upload.sequence))
    )
    by_day: dict[str, dict[date, System]] = defaultdict(dict)
    for code, supplier, on in session.execute(statement):
        day = on or date.min
        by_day[code][day] = System(day, supplier)
    return {
        code: sorted(found.values(), key=lambda system: system.from_on)
        for code, found in by_day.items()
    }


def _saying(entry: RolloutEntry, upload: Upload, systems: list[System]) -> Saying:
    return Saying(
        entry.lever,
        entry.word,
        entry.on,
        entry.at,
        entry.supplier or system_on(systems, _day_of_system(entry, upload)),
        entry.said_on,
        (upload.sequence, entry.row),
    )


def _day_of_system(entry: RolloutEntry, upload: Upload) -> date:
    """A day to come is planned for the system that the practice has when it says so."""
    said = entry.said_on or london(upload.loaded_at).date()
    return min(entry.on or said, said)


def _entry(
    entry: RolloutEntry,
    upload: Upload,
    systems: list[System],
    names: dict[str, str] | None,
) -> Entry:
    found = Entry(
        _saying(entry, upload, systems),
        upload.id or 0,
        upload.sequence,
        upload.loaded_at,
    )
    if names is None:
        return found
    return Entry(
        found.saying,
        found.upload_id,
        found.sequence,
        found.loaded_at,
        names.get(upload.loaded_by, upload.loaded_by),
        upload.sender,
        upload.file_name,
        upload.reason,
        upload.withdrawn_sequence is not None,
    )
