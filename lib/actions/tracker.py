"""Trackers: bring what a team's spreadsheet says of its cases, whole or not at all.

One transaction for a file, also for a workbook that comes back: a person has seen the
list of all changes and agreed to that list, so either it is on record or none of it is.
"""

from collections.abc import Sequence
from datetime import date

from sqlmodel import Session, select

from lib import db
from lib.actions import episodes, events, within
from lib.actions.loaders import tracker_plans
from lib.actions.loaders.tracker_plans import Bringing
from lib.domain.action_plan import ActionPlan
from lib.domain.correspondence import Channel, LogEntry
from lib.domain.dates import happened
from lib.domain.episode import Episode, open_case
from lib.domain.errors import NotFound, Stale
from lib.domain.free_text import LINE, PAGE, checked
from lib.domain.organisations import ContractType, Practice
from lib.domain.roles import Permission
from lib.domain.tracker import OF_EPISODE, OF_PLAN, CaseChange, Stated, part_of
from lib.domain.tracker_fields import Field
from lib.domain.users import Account, User

_EPISODE = {
    Field.OWNER: "owner",
    Field.ACTION: "next_action",
    Field.ACTION_ON: "next_action_on",
}


def bring(
    changes: Sequence[CaseChange], stated: Stated, *, file_name: str = "", by: User
) -> None:
    """Store these changes; refuse all where one line has a newer version meanwhile."""
    by.require(Permission.DO_CASEWORK)
    happened(stated.on)
    with db.transaction() as session:
        for change in changes:
            _bring(Bringing(session, stated, by), change, file_name)


def _bring(bringing: Bringing, change: CaseChange, file_name: str) -> None:
    session, by = bringing.session, bringing.by
    practice = within.practice(session, change.ods_code, by=by)
    case = _case(bringing, change)
    # The event comes first: what goes into the log takes its place.
    sequence = events.record(
        session,
        by,
        "bring tracker line",
        subject=change.ods_code,
        reason=bringing.stated.reason,
        file=file_name,
        row=change.row,
        was={each.field: each.was for each in change.changes},
        now={each.field: each.now for each in change.changes},
        moves=list(change.moves),
    )
    if case is not None:
        _change_episode(session, change, case[0])
        tracker_plans.change(bringing, change, practice, case[1])
    if change.has(Field.CONTRACT):
        _change_contract(change, practice)
    _log(bringing, change, sequence)


def _case(bringing: Bringing, change: CaseChange) -> tuple[Episode, ActionPlan] | None:
    """The case and its plan, locked, as they were seen or as they begin now."""
    session, seen = bringing.session, change.seen
    episode_id = seen.episode_id
    if change.ground is not None:
        if session.exec(open_case(change.ods_code)).first() is not None:
            raise _newer(change)
        episode_id = episodes.store(session, change.ground, by=bringing.by)
    if episode_id is None:
        return None
    episode = within.one(session, Episode, episode_id, by=bringing.by)
    plan = session.exec(
        select(ActionPlan).where(ActionPlan.episode_id == episode_id).with_for_update()
    ).one()
    if change.ground is None:
        _require_as_seen(change, episode, plan)
    return episode, plan


def _require_as_seen(change: CaseChange, episode: Episode, plan: ActionPlan) -> None:
    parts = {part_of(each.field) for each in change.changes}
    seen = change.seen
    is_newer = (
        not episode.is_open
        or (OF_EPISODE in parts and episode.version != seen.episode_version)
        or (OF_PLAN in parts and plan.version != seen.plan_version)
    )
    if is_newer:
        raise _newer(change)


def _newer(change: CaseChange) -> Stale:
    return Stale(
        f"Somebody has changed the case of {change.ods_code} meanwhile. Nothing of the"
        " file was stored: look at what is different now, then store it again."
    )


def _change_episode(session: Session, change: CaseChange, episode: Episode) -> None:
    new = {name: change.now(one) for one, name in _EPISODE.items() if change.has(one)}
    if not new:
        return
    owner = new.get("owner")
    if owner is not None and session.get(Account, owner) is None:
        raise NotFound(f"There is no account {owner}.")
    if "next_action" in new:
        text = str(new["next_action"] or "")
        new["next_action"] = checked(text, "The next action", most=LINE)
    for name, value in new.items():
        setattr(episode, name, value)
    episode.version += 1


def _change_contract(change: CaseChange, practice: Practice) -> None:
    if practice.version != change.seen.practice_version:
        raise _newer(change)
    named = change.now(Field.CONTRACT)
    practice.contract_type = ContractType(str(named)) if named else None
    practice.version += 1


def _log(bringing: Bringing, change: CaseChange, sequence: int) -> None:
    stated = bringing.stated
    note, contact = change.now(Field.NOTES), change.now(Field.CONTACT)
    entries = []
    if isinstance(contact, date):
        text = f"Contact of this day, by the {stated.reason}."
        entries.append((Channel.OTHER, contact, text))
    if note:
        entries.append((Channel.NOTE, stated.on, checked(str(note), most=PAGE)))
    bringing.session.add_all(
        LogEntry(
            practice_code=change.ods_code,
            channel=channel,
            on=on,
            text=text,
            sequence=sequence,
            recorded_by=bringing.by.email,
        )
        for channel, on, text in entries
    )
