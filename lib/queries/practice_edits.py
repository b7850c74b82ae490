"""The register as corrected by hand: each edit of a practice, and whether it holds."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import sqlalchemy as sa
from sqlmodel import col, select

from lib import db
from lib.domain.dates import today
from lib.domain.facts import (
    Fact,
    GroupMembership,
    HierarchyEntry,
    LMCMembership,
    RegisterEntry,
)
from lib.domain.files import Kind
from lib.domain.roles import Permission
from lib.domain.scope import practice_seen_by, practices_visible_to
from lib.domain.uploads import Upload, by_hand
from lib.domain.users import Account, User, in_use


class Holds(StrEnum):
    HOLDS = "Holds"
    OVERRIDDEN = "Overridden by a later file"
    WITHDRAWN = "Withdrawn"


@dataclass(frozen=True)
class Edited:
    upload: Upload
    holds: Holds


_TABLES: dict[Kind, type[Fact]] = {
    Kind.REGISTER: RegisterEntry,
    Kind.HIERARCHY: HierarchyEntry,
    Kind.LMC: LMCMembership,
    Kind.GROUPS: GroupMembership,
}


def of_practice(user: User, ods_code: str) -> list[Edited]:
    """Newest first."""
    user.require(Permission.READ_CASEWORK)
    with db.reading() as session:
        practice_seen_by(user, session, ods_code)
        uploads: list[Upload] = []
        for kind, table in _TABLES.items():
            naming = select(table.upload_id).where(table.practice_code == ods_code)
            found = select(Upload).where(
                Upload.kind == kind, col(Upload.id).in_(naming)
            )
            uploads += session.exec(found)
        edits = [Edited(each, _holds(each, uploads)) for each in uploads if each.reason]
        session.expunge_all()
    return sorted(edits, key=lambda each: each.upload.sequence, reverse=True)


def _holds(edit: Upload, uploads: list[Upload]) -> Holds:
    if edit.withdrawn_sequence is not None:
        return Holds.WITHDRAWN
    later = any(
        each.kind is edit.kind and not each.reason and _rank(each) > _rank(edit)
        for each in uploads
        if each.withdrawn_sequence is None
    )
    return Holds.OVERRIDDEN if later else Holds.HOLDS


def _rank(upload: Upload) -> tuple[date, int]:
    return upload.described_on or date.min, upload.sequence


def snapshot(user: User, ods_code: str) -> date | None:
    """The day of the newest hierarchy file that names the practice: from then on it
    goes before an edit from an earlier day."""
    newest = (
        select(sa.func.max(col(Upload.described_on)))
        .join(HierarchyEntry, col(HierarchyEntry.upload_id) == col(Upload.id))
        .where(col(HierarchyEntry.practice_code).in_(practices_visible_to(user)))
        .where(HierarchyEntry.practice_code == ods_code, ~by_hand())
        .where(col(Upload.withdrawn_sequence).is_(None))
    )
    with db.reading() as session:
        return session.exec(newest).one()


def observers(user: User) -> dict[str, int]:
    """How many accounts of each LMC's observers are in use."""
    user.require(Permission.EDIT_PRACTICES)
    count = (
        select(Account.lmc_name, sa.func.count())
        .where(in_use(today()), col(Account.lmc_name).is_not(None))
        .group_by(col(Account.lmc_name))
    )
    with db.reading() as session:
        return {name: many for name, many in session.exec(count) if name}
