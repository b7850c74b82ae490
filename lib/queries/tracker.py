"""The tracker: what is on record of each practice of an ICB, in the fields of a line."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.sql.elements import ColumnElement
from sqlmodel import Session, col, select

from lib import db
from lib.domain.action_plan import ActionPlan
from lib.domain.codes import tidy
from lib.domain.correspondence import Channel, LogEntry
from lib.domain.episode import Episode
from lib.domain.organisations import Practice
from lib.domain.plan_content import PlanVersion
from lib.domain.roles import Permission
from lib.domain.scope import visible_to
from lib.domain.tracker import Seen, Standing, Value
from lib.domain.tracker_fields import Field
from lib.domain.users import User


@dataclass
class _Beside:
    """What lies beside a case: its log, and when its plan came."""

    notes: list[str] = field(default_factory=list)  # the newest last
    contacts: set[date] = field(default_factory=set)
    received_on: date | None = None
    has_draft: bool = False


def standings(user: User, icb_code: str) -> list[Standing]:
    """Every practice of the ICB, with its open case where it has one."""
    user.require(Permission.READ_CASEWORK)
    own = sa.and_(visible_to(user), col(Practice.icb_code) == icb_code)
    is_open = sa.and_(
        col(Episode.practice_code) == col(Practice.ods_code),
        col(Episode.closed_on).is_(None),
    )
    statement: Any = (
        sa.select(Practice, Episode, ActionPlan)
        .outerjoin(Episode, is_open)
        .outerjoin(ActionPlan, col(ActionPlan.episode_id) == col(Episode.id))
        .where(own)
        .order_by(col(Practice.ods_code))
    )
    with db.reading() as session:
        beside = _beside(session, own)
        return [
            _standing(practice, episode, plan, beside[practice.ods_code])
            for practice, episode, plan in session.execute(statement)
        ]


def _beside(session: Session, own: ColumnElement[bool]) -> dict[str, _Beside]:
    found: dict[str, _Beside] = defaultdict(_Beside)
    codes = select(Practice.ods_code).where(own)
    entries = select(LogEntry).where(col(LogEntry.practice_code).in_(codes))
    for entry in session.exec(entries.order_by(col(LogEntry.sequence))):
        one = found[entry.practice_code]
        if entry.channel is Channel.NOTE:
            one.notes.append(entry.text)
        else:
            one.contacts.add(entry.on)
    versions: Any = (
        sa.select(col(ActionPlan.practice_code), col(PlanVersion.received_on))
        .join(ActionPlan, col(ActionPlan.id) == col(PlanVersion.plan_id))
        .join(Episode, col(Episode.id) == col(ActionPlan.episode_id))
        .where(col(Episode.closed_on).is_(None))
        .where(col(ActionPlan.practice_code).in_(codes))
        .order_by(col(PlanVersion.number))
    )
    for code, received_on in session.execute(versions):
        found[code].has_draft |= received_on is None
        found[code].received_on = received_on or found[code].received_on
    return found


def _standing(
    practice: Practice,
    episode: Episode | None,
    plan: ActionPlan | None,
    beside: _Beside,
) -> Standing:
    values: dict[Field, Value] = {
        Field.CONTRACT: practice.contract_type,
        Field.CONTACT: max(beside.contacts, default=None),
        Field.NOTES: beside.notes[-1] if beside.notes else None,
    }
    seen = Seen(None, 0, None, 0, practice.version)
    if episode is not None and plan is not None:
        values |= _case(episode, plan, beside)
        seen = Seen(
            episode.id, episode.version, plan.id, plan.version, practice.version
        )
    return Standing(
        practice.ods_code,
        practice.name or practice.ods_code,
        seen,
        before=plan.before if plan else None,
        last_editor=plan.last_editor if plan else "",
        has_draft=beside.has_draft,
        values={name: value or None for name, value in values.items()},
        noted=frozenset(tidy(note) for note in beside.notes),
        contacts=frozenset(beside.contacts),
    )


def _case(episode: Episode, plan: ActionPlan, beside: _Beside) -> dict[Field, Value]:
    return {
        Field.OWNER: episode.owner,
        Field.ACTION: episode.next_action,
        Field.ACTION_ON: episode.next_action_on,
        Field.STATUS: plan.status,
        Field.REQUESTED: plan.requested_on,
        Field.DUE: plan.due_on,
        Field.RECEIVED: beside.received_on,
        Field.AGREED: plan.agreed_on,
    }
