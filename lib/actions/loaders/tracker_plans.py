"""What a line of a tracker says of a plan: its moves, its days, and that it was asked for."""

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from lib.actions import asks, deciding
from lib.actions.asks import Asking
from lib.domain.action_plan import DECISIONS, ActionPlan, Status
from lib.domain.ask import Ask, AskKind
from lib.domain.errors import RuleBroken
from lib.domain.organisations import Practice
from lib.domain.plan_content import PlanVersion
from lib.domain.roles import Permission
from lib.domain.tracker import OF_PLAN, CaseChange, Stated, Value, part_of
from lib.domain.tracker_fields import Field
from lib.domain.users import User

_DAYS = {
    Field.REQUESTED: "requested_on",
    Field.DUE: "due_on",
    Field.AGREED: "agreed_on",
}
_DAY_OF = {
    Status.REQUESTED: Field.REQUESTED,
    Status.RECEIVED: Field.RECEIVED,
    Status.AGREED: Field.AGREED,
}


@dataclass(frozen=True)
class Bringing:
    """What is the same for every line of a file."""

    session: Session
    stated: Stated
    by: User


def change(
    bringing: Bringing, line: CaseChange, practice: Practice, plan: ActionPlan
) -> None:
    """Part of `actions.tracker.bring`; the plan is locked and as it was seen."""
    if not any(part_of(each.field) == OF_PLAN for each in line.changes):
        return
    _move(bringing, line, plan)
    for one, name in _DAYS.items():
        if line.has(one):
            setattr(plan, name, line.now(one))
    if line.has(Field.RECEIVED):
        _receive(bringing, line, plan)
    if line.asks:
        _record_ask(bringing, line, practice, plan)
    else:
        _correct_ask(bringing.session, plan)
    plan.last_editor = bringing.by.email
    plan.version += 1


def _move(bringing: Bringing, line: CaseChange, plan: ActionPlan) -> None:
    if DECISIONS & set(line.moves):
        _require_decider(bringing, line, plan)
    for status in line.moves:
        plan.move_to(status)
    on = bringing.stated.on
    if line.moves:
        told = _DAY_OF.get(plan.status)
        plan.moved_on = (_day(line.now(told)) if told else None) or on
    if Status.AGREED in line.moves and line.ground is None:
        plan.agreed_on = on
    if Status.EXTENSION_AGREED in line.moves:
        plan.extension_agreed_by = bringing.stated.reason


def _require_decider(bringing: Bringing, line: CaseChange, plan: ActionPlan) -> None:
    """What was decided before the case was kept here has one witness: who brings it."""
    bringing.by.require(Permission.DECIDE)
    if line.ground is None:
        session, by = bringing.session, bringing.by
        deciding.require(session, plan.last_editor, plan.icb_code, by=by)


def _receive(bringing: Bringing, line: CaseChange, plan: ActionPlan) -> None:
    """The day that a plan came. What it says is typed in on the plan's own page."""
    day, session = _day(line.now(Field.RECEIVED)), bringing.session
    last = session.exec(
        select(PlanVersion)
        .where(PlanVersion.plan_id == plan.id)
        .order_by(col(PlanVersion.number).desc())
    ).first()
    if last is not None and last.is_draft:
        raise RuleBroken(
            f"{line.ods_code}: a draft of the plan has been begun. Record its receipt"
            " on the plan's own page."
        )
    if last is not None and Status.RECEIVED not in line.moves:
        last.received_on = day
        last.version += 1
        return
    assert plan.id is not None  # noqa: S101 it is stored
    session.add(
        PlanVersion(
            plan_id=plan.id,
            number=last.number + 1 if last else 1,
            received_on=day,
            received_from=f"the practice, by the {bringing.stated.reason}",
            edited_by=bringing.by.email,
        )
    )


def _record_ask(
    bringing: Bringing, line: CaseChange, practice: Practice, plan: ActionPlan
) -> None:
    stated = bringing.stated
    if plan.requested_on is None or stated.recipient is None:
        raise RuleBroken(
            f"{line.ods_code}: say when the plan was requested, and to whom it goes."
        )
    plan.recipient = stated.recipient
    asking = Asking(
        authority=stated.authority,
        recipient=stated.recipient,
        asked_on=plan.requested_on,
        due_on=plan.due_on,
        authority_link=stated.authority_link,
        authority_on=stated.authority_on,
    )
    asks.store(
        bringing.session,
        practice,
        AskKind.PLAN,
        asking,
        by=bringing.by,
        episode_id=plan.episode_id,
    )


def _correct_ask(session: Session, plan: ActionPlan) -> None:
    """Where the day of asking was written down wrongly, the newest ask has it too."""
    ask = session.exec(
        select(Ask)
        .where(
            Ask.episode_id == plan.episode_id,
            Ask.kind == AskKind.PLAN,
            col(Ask.withdrawn_on).is_(None),
        )
        .order_by(col(Ask.id).desc())
    ).first()
    if ask is not None and plan.requested_on not in (None, ask.asked_on):
        ask.asked_on = plan.requested_on
        ask.version += 1


def _day(value: Value) -> date | None:
    return value if isinstance(value, date) else None
