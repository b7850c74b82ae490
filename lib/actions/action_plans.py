"""Action plans: ask for one, move it by the table of states, and set its days."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from sqlmodel import Session, col, select

from lib import db
from lib.actions import asks, deciding, events, plan_moves, section_reviews, within
from lib.actions.asks import Asking
from lib.actions.plan_versions import Receipt, receive
from lib.actions.section_reviews import Mark
from lib.domain.action_plan import (
    AWAITED,
    DECISIONS,
    FROM_THE_PRACTICE,
    ActionPlan,
    Status,
)
from lib.domain.ask import Ask, AskKind
from lib.domain.dates import happened, today, uk
from lib.domain.errors import RuleBroken
from lib.domain.free_text import LINE, needed
from lib.domain.plan_content import Section
from lib.domain.recipients import Recipient
from lib.domain.roles import Permission
from lib.domain.users import User

_ELSEWHERE = {
    Status.REQUESTED: "A request states authority, recipient and time allowed: ask.",
    Status.EXTENSION_AGREED: "An extension has a new day, and who agreed: extend.",
    Status.CLOSED: "A plan is closed with its case, on the case's figures.",
}
_OF_PLANS = {AskKind.PLAN, AskKind.PLAN_CHANGES}


def request(plan_id: int, asking: Asking, *, seen_version: int, by: User) -> int:
    """Ask the practice for a plan; returns the id of the ask."""
    by.require(Permission.DO_CASEWORK)
    with db.transaction() as session:
        plan = within.editable(session, ActionPlan, plan_id, seen_version, by=by)
        ask = _ask(session, plan, AskKind.PLAN, asking, by)
        plan_moves.make(
            session,
            plan,
            Status.REQUESTED,
            ask.authority,
            on=asking.asked_on,
            by=by,
            recipient=asking.recipient,
            due_on=asking.due_on,
        )
        plan.recipient, plan.requested_on = asking.recipient, asking.asked_on
        plan.due_on = asking.due_on
        assert ask.id is not None  # noqa: S101 flushed
        return ask.id


def _ask(
    session: Session, plan: ActionPlan, kind: AskKind, asking: Asking, by: User
) -> Ask:
    practice = within.practice(session, plan.practice_code, by=by)
    return asks.store(
        session, practice, kind, asking, by=by, episode_id=plan.episode_id
    )


@dataclass(frozen=True)
class Move:
    """`from_whom`: who at the practice answered. `due_on`: by when changes are asked.
    `marks`: those that a reviewer sets together with the decision."""

    to: Status
    reason: str
    on: date | None = None  # else today
    from_whom: str = ""
    due_on: date | None = None
    marks: Mapping[Section, Mark] = field(default_factory=dict)


def move(plan_id: int, move: Move, *, seen_version: int, by: User) -> None:
    """Record what the practice answered, or how the ICB goes on."""
    by.require(Permission.DO_CASEWORK)
    if move.to in _ELSEWHERE:
        raise RuleBroken(_ELSEWHERE[move.to])
    if move.to is Status.RECEIVED:
        receipt = Receipt(move.from_whom, move.reason, move.on)
        receive(plan_id, receipt, seen_version=seen_version, by=by)
        return
    stated = _stated(move)
    with db.transaction() as session:
        plan = within.editable(session, ActionPlan, plan_id, seen_version, by=by)
        sequence = plan_moves.make(
            session,
            plan,
            stated.to,
            stated.reason,
            on=happened(stated.on),
            by=by,
            from_whom=stated.from_whom or None,
            due_on=stated.due_on,
            marks={section: one.words for section, one in stated.marks.items()},
        )
        if stated.marks:
            section_reviews.add(session, plan, stated.marks, sequence, by=by)
        if stated.to in DECISIONS:
            deciding.require(session, plan.last_editor, plan.icb_code, by=by)
        if stated.to in _WITH_IT:
            _WITH_IT[stated.to](session, plan, stated, by)


def _stated(move: Move) -> Move:
    reason = needed(move.reason, "Say why", most=LINE)
    if move.to not in FROM_THE_PRACTICE:
        return replace(move, reason=reason)
    whom = needed(move.from_whom, "Say who at the practice answered", most=LINE)
    return replace(move, reason=reason, from_whom=whom)


def _ask_for_changes(session: Session, plan: ActionPlan, move: Move, by: User) -> None:
    """Counts as an ask of its own; nothing is due until a day is set."""
    version = section_reviews.received(session, plan, by=by)
    if not section_reviews.changes(session, version, by=by):
        raise RuleBroken("Mark first which section should change, and why.")
    asked = session.exec(
        select(Ask)
        .where(Ask.episode_id == plan.episode_id, Ask.kind == AskKind.PLAN)
        .order_by(col(Ask.id).desc())
    ).first()
    asking = Asking(
        authority=asked.authority if asked else "Review of a plan that came unasked",
        authority_link=asked.authority_link if asked else "",
        authority_on=asked.authority_on if asked else None,
        recipient=plan.recipient or Recipient.ICB,
        asked_on=happened(move.on),
        due_on=move.due_on,
    )
    _ask(session, plan, AskKind.PLAN_CHANGES, asking, by)
    plan.due_on = move.due_on


def _agree(session: Session, plan: ActionPlan, move: Move, by: User) -> None:
    version = section_reviews.received(session, plan, by=by)
    open_changes = section_reviews.changes(session, version, by=by)
    if open_changes:
        raise RuleBroken(f"A change is asked for in “{open_changes[0]}”.")
    # Who typed it may be another than who recorded that it came.
    deciding.require(session, version.edited_by, plan.icb_code, by=by)
    plan.agreed_on = version.agreed_on = happened(move.on)
    version.version += 1


def _withdraw_asks(session: Session, plan: ActionPlan, move: Move, by: User) -> None:  # noqa: ARG001 one shape
    for ask in session.exec(
        select(Ask).where(
            Ask.episode_id == plan.episode_id,
            col(Ask.kind).in_(_OF_PLANS),
            col(Ask.withdrawn_on).is_(None),
        )
    ):
        ask.withdrawn_on, ask.withdrawn_reason = today(), move.reason
        ask.version += 1


_WITH_IT: dict[Status, Callable[[Session, ActionPlan, Move, User], None]] = {
    Status.CHANGES_REQUESTED: _ask_for_changes,
    Status.AGREED: _agree,
    Status.WITHDRAWN: _withdraw_asks,
}


@dataclass(frozen=True)
class Extension:
    until: date
    reason: str
    agreed_by: str


def extend(plan_id: int, extension: Extension, *, seen_version: int, by: User) -> None:
    """Agree a later day. What the plan waited for, it waits for still."""
    by.require(Permission.DO_CASEWORK)
    reason = needed(extension.reason, "Say why more time is given", most=LINE)
    agreed_by = needed(extension.agreed_by, "Say who agreed to it", most=LINE)
    with db.transaction() as session:
        plan = within.editable(session, ActionPlan, plan_id, seen_version, by=by)
        if plan.due_on is not None and extension.until <= plan.due_on:
            raise RuleBroken(f"The due day is {uk(plan.due_on)} already.")
        plan_moves.make(
            session,
            plan,
            Status.EXTENSION_AGREED,
            reason,
            on=today(),
            by=by,
            was_due_on=plan.due_on,
            due_on=extension.until,
            agreed_by=agreed_by,
        )
        plan.due_on, plan.extension_agreed_by = extension.until, agreed_by


def set_due(
    plan_id: int, due_on: date | None, reason: str, *, seen_version: int, by: User
) -> None:
    """Set, move or take away the due day of something that was asked."""
    by.require(Permission.DO_CASEWORK)
    why = needed(reason, "Say why this day", most=LINE)
    with db.transaction() as session:
        plan = within.editable(session, ActionPlan, plan_id, seen_version, by=by)
        if plan.status not in AWAITED:
            raise RuleBroken(f"Nothing is due of a plan that is “{plan.status}”.")
        if due_on and plan.requested_on and due_on < plan.requested_on:
            raise RuleBroken("The due day is before the day of asking.")
        events.record(
            session,
            by,
            "set plan due day",
            subject=plan.practice_code,
            reason=why,
            plan=plan_id,
            was=plan.due_on,
            now=due_on,
        )
        plan.due_on, plan.last_editor = due_on, by.email
        plan.version += 1
