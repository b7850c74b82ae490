"""Correct the register on screen: an upload of one practice, with reason and source."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from sqlmodel import Session, col, select

from lib import db
from lib.actions import events, within
from lib.actions.loaders import on_screen, placement
from lib.actions.loaders.on_screen import OnScreen
from lib.domain.dates import happened, uk
from lib.domain.errors import NotFound, RuleBroken
from lib.domain.facts import (
    Fact,
    GroupMembership,
    HierarchyEntry,
    LMCMembership,
    RegisterEntry,
)
from lib.domain.free_text import LINE, needed
from lib.domain.organisations import LMC, PCN, Group, Practice, PracticeStatus
from lib.domain.practice_edits import KIND, Edit, What
from lib.domain.roles import Permission
from lib.domain.uploads import Upload
from lib.domain.users import User

WHERE_FROM = "Say where this comes from: a letter, a notice, a date"
ROW = 1


def record(edit: Edit, *, seen_version: int, by: User) -> int:
    """Store it as a newer word on that practice; returns the upload's id."""
    by.require(Permission.EDIT_PRACTICES)
    happened(edit.from_on)
    with db.transaction() as session:
        practice = within.editable_practice(session, edit.ods_code, seen_version, by=by)
        if edit.what is What.CLOSE and edit.to:
            _merge(session, practice, edit.to, by)
        facts, described_on = _FACTS[edit.what](session, practice, edit)
        upload = _upload(session, edit, practice, described_on, by)
        for fact in facts:
            fact.upload_id = upload.id or 0
        session.add_all(facts)
        practice.version += 1
        session.flush()
        placement.refresh(session, [edit.ods_code])
        return upload.id or 0


def _merge(session: Session, practice: Practice, successor: str, by: User) -> None:
    """History stays under each one's own code: nothing is added up."""
    if successor == practice.ods_code:
        raise RuleBroken("A practice cannot be its own successor.")
    practice.successor_code = within.practice(session, successor, by=by).ods_code


def _upload(
    session: Session,
    edit: Edit,
    practice: Practice,
    described_on: date | None,
    by: User,
) -> Upload:
    reason = needed(edit.reason, "Say why it is changed", most=LINE)
    source = needed(edit.source, WHERE_FROM, most=LINE)
    sequence = events.record(
        session,
        by,
        "edit practice",
        subject=practice.ods_code,
        reason=reason,
        what=edit.what,
        was=_was(practice, edit.what),
        now=edit.to,
        from_on=edit.from_on,
        source=source,
    )
    name = f"recorded on screen: {edit.what}, from {uk(edit.from_on)}"
    one = OnScreen(
        KIND[edit.what], edit, name, reason, source, described_on=described_on
    )
    return on_screen.upload(session, practice, one, sequence, by=by)


def _was(practice: Practice, what: What) -> str | None:
    fields = {What.PCN: "pcn_code", What.LMC: "lmc_name", What.SUPPLIER: "supplier"}
    return getattr(practice, fields[what]) if what in fields else None


Facts = tuple[list[Fact], date | None]  # and the day that the upload describes


def _closing(session: Session, practice: Practice, edit: Edit) -> Facts:
    """Dated as the newest register that names it: the next register goes before this."""
    if practice.closed_on is not None:
        raise RuleBroken(f"It closed on {uk(practice.closed_on)} already.")
    known = _newest(session, RegisterEntry, practice)
    entry = RegisterEntry(
        upload_id=0,
        row=ROW,
        practice_code=practice.ods_code,
        name=practice.name,
        postcode=practice.postcode,
        status=PracticeStatus.CLOSED,
        opened_on=practice.opened_on,
        closed_on=edit.from_on,
        sub_icb_code=practice.sub_icb_code,
        is_english=known.is_english if known else True,
    )
    dated = known is not None and known.day > date.min
    return [entry], known.day if known is not None and dated else None


def _moving(session: Session, practice: Practice, edit: Edit) -> Facts:
    """As the newest hierarchy has it, but for the one field; from that day on."""
    known = _newest(session, HierarchyEntry, practice)
    if known is None:
        raise RuleBroken("No hierarchy file names the practice yet. Load one first.")
    edited = session.get(Upload, known.upload_id)
    if edited is not None and edited.reason and edit.from_on < known.day:
        raise RuleBroken(
            f"An edit from {uk(known.day)} is on record. Take a day from then on, or"
            " withdraw that one first."
        )
    if edit.what is What.PCN:
        if edit.to and session.get(PCN, edit.to) is None:
            raise NotFound(f"There is no PCN {edit.to}.")
        change = {"pcn_code": edit.to}
    else:
        change = {"supplier": needed(edit.to or "", "Say which supplier", most=60)}
    fields = ("name", "postcode", "pcn_code", "sub_icb_code", "icb_code", "supplier")
    same = {name: getattr(known, name) for name in fields}
    entry = HierarchyEntry(
        upload_id=0, row=ROW, practice_code=practice.ods_code, **{**same, **change}
    )
    return [entry], edit.from_on


def _newest(session: Session, table: type[Fact], practice: Practice) -> Any:
    return placement.newest(session, table, {practice.ods_code}).get(practice.ods_code)


def _lmc(session: Session, practice: Practice, edit: Edit) -> Facts:
    """Lists of LMCs have no date: the one loaded last counts, and so does this."""
    name, code = edit.to or "", practice.ods_code
    if session.get(LMC, name) is None:
        raise NotFound(f"There is no LMC {name}. Load its list of practices first.")
    entry = LMCMembership(upload_id=0, row=ROW, practice_code=code, lmc_name=name)
    return [entry], None


def _group(session: Session, practice: Practice, edit: Edit) -> Facts:
    """It leaves what it was in of the same kind on the day before."""
    group = session.get(Group, edit.to or "")
    if group is None:
        raise NotFound(f"There is no group {edit.to}. Load a list of groups first.")
    same_kind = (
        select(GroupMembership)
        .join(Upload, col(Upload.id) == col(GroupMembership.upload_id))
        .join(Group, col(Group.name) == col(GroupMembership.group_name))
        .where(GroupMembership.practice_code == practice.ods_code)
        .where(col(Upload.withdrawn_sequence).is_(None), Group.kind == group.kind)
        .order_by(col(Upload.sequence), col(GroupMembership.id))
    )
    # The newest word on each membership, which is known by its group and first day.
    found = {(each.group_name, each.from_on): each for each in session.exec(same_kind)}
    ended = [
        _membership(practice, name, since, edit.from_on - timedelta(days=1))
        for (name, since), each in found.items()
        if name != group.name
        and (since is None or since < edit.from_on)
        and (each.until_on is None or each.until_on >= edit.from_on)
    ]
    return [*ended, _membership(practice, group.name, edit.from_on, None)], None


def _membership(
    practice: Practice, name: str, since: date | None, until: date | None
) -> GroupMembership:
    return GroupMembership(
        upload_id=0,
        row=ROW,
        practice_code=practice.ods_code,
        group_name=name,
        from_on=since,
        until_on=until,
    )


_FACTS: dict[What, Callable[[Session, Practice, Edit], Facts]] = {
    What.CLOSE: _closing,
    What.PCN: _moving,
    What.SUPPLIER: _moving,
    What.LMC: _lmc,
    What.GROUP: _group,
}
