"""Uploads: withdraw one, and with it every fact that it brought."""

from sqlmodel import Session, select

from lib import db
from lib.actions import events, within
from lib.actions.loaders import placement, successions
from lib.domain.dates import now
from lib.domain.errors import NotFound, RuleBroken, require_seen
from lib.domain.facts import (
    Fact,
    HierarchyEntry,
    LMCMembership,
    PCNMembership,
    RegisterEntry,
)
from lib.domain.files import BELONGS_TO_AN_ICB, Kind
from lib.domain.free_text import LINE, needed
from lib.domain.roles import Permission
from lib.domain.uploads import Upload
from lib.domain.users import LOADING, User

# What a file brings and does not take away again.
STAY = {
    Kind.REPORTS: "Reports are not withdrawn with their file: correct or return each.",
    Kind.PEOPLE: "Accounts are not withdrawn with their file: change each.",
}

_PLACING: dict[Kind, type[Fact]] = {
    Kind.HIERARCHY: HierarchyEntry,
    Kind.REGISTER: RegisterEntry,
    Kind.PCN_MEMBERSHIP: PCNMembership,
    Kind.LMC: LMCMembership,
}


def withdraw(
    upload_id: int, reason: str, *, by: User, seen_version: int | None = None
) -> None:
    """Take an upload back. Its facts stay on record and count no more.

    `seen_version` is the version that the person had on screen.
    """
    why = needed(reason, "Say why the upload is withdrawn", most=LINE)
    with db.transaction() as session:
        upload = session.get(Upload, upload_id, with_for_update=True)
        if upload is None:
            raise NotFound(f"There is no upload {upload_id}.")
        _require(upload, by)
        if upload.withdrawn_sequence is not None:
            raise RuleBroken(f"Upload {upload_id} has been withdrawn already.")
        if seen_version is not None:
            require_seen(upload.version, seen_version)
        upload.withdrawn_sequence = events.record(
            session, by, "withdraw upload", subject=f"upload {upload_id}", reason=why
        )
        upload.withdrawn_by = by.email
        upload.withdrawn_at = now()
        upload.withdrawn_reason = why
        upload.version += 1
        session.flush()
        _refresh(session, upload)


def _require(upload: Upload, by: User) -> None:
    if upload.kind in STAY:
        raise RuleBroken(STAY[upload.kind])
    by.require(LOADING.get(upload.kind, Permission.IMPORT_REFERENCE))
    if upload.icb_code is None and upload.kind not in BELONGS_TO_AN_ICB:
        return
    within.icb(upload.icb_code, by=by)


def _refresh(session: Session, upload: Upload) -> None:
    if upload.kind is Kind.SUCCESSION:
        successions.withdrawn(session, upload)
    table = _PLACING.get(upload.kind)
    if table is not None:
        codes = session.exec(
            select(table.practice_code).where(table.upload_id == upload.id)
        ).all()
        placement.refresh(session, codes)
