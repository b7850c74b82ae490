"""Escalation: a named person records a step that was taken; nothing takes one by itself."""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlmodel import Session

from lib import db
from lib.actions import events, within
from lib.domain.dates import happened, happened_since
from lib.domain.errors import NotAllowed, RuleBroken
from lib.domain.escalation import Escalation, ShorterGround, Step
from lib.domain.free_text import LINE, checked, needed
from lib.domain.organisations import Practice
from lib.domain.roles import Permission
from lib.domain.users import Account, User


@dataclass(frozen=True)
class Notice:
    """What was said to the practice. Only a remedial notice has steps and a period."""

    step: Step
    given_on: date
    what: str
    authority: str
    decided_by: str
    clause: str = ""
    breach: str = ""
    steps_required: str = ""
    period_days: int | None = None
    shorter_ground: ShorterGround | None = None


def record(
    ods_code: str, notice: Notice, *, episode_id: int | None = None, by: User
) -> int:
    by.require(Permission.DO_CASEWORK)
    with db.transaction() as session:
        practice = within.practice(session, ods_code, by=by)
        _require_a_person(session, by)
        step = _checked(notice, practice, by)
        step.episode_id = episode_id
        step.check(practice.contract_type)
        events.record(
            session,
            by,
            "record escalation",
            subject=ods_code,
            reason=step.authority,
            step=step.step,
            given_on=step.given_on,
            due_on=step.due_on,
            decided_by=step.decided_by,
        )
        return db.add(session, step)


def end(
    escalation_id: int, ended_on: date, outcome: str, *, seen_version: int, by: User
) -> None:
    """Say how the step ended: met, withdrawn, replaced."""
    by.require(Permission.DO_CASEWORK)
    how = needed(outcome, "Say how it ended", most=LINE)
    with db.transaction() as session:
        step = within.editable(session, Escalation, escalation_id, seen_version, by=by)
        if step.ended_on is not None:
            raise RuleBroken("That step has ended already.")
        happened_since(step.given_on, "the day given", ended_on)
        events.record(
            session,
            by,
            "end escalation",
            subject=step.practice_code,
            reason=how,
            step=step.step,
            ended_on=ended_on,
        )
        step.ended_on, step.outcome = ended_on, how
        step.version += 1


def tell_lmc(escalation_id: int, on: date, *, seen_version: int, by: User) -> None:
    """The LMC was told of the step on that day."""
    by.require(Permission.DO_CASEWORK)
    with db.transaction() as session:
        step = within.editable(session, Escalation, escalation_id, seen_version, by=by)
        happened_since(step.given_on, "the day given", on)
        events.record(
            session,
            by,
            "tell the LMC of an escalation",
            subject=step.practice_code,
            step=step.step,
            on=on,
        )
        step.lmc_told_on = on
        step.version += 1


def _require_a_person(session: Session, by: User) -> None:
    account = session.get(Account, by.email)
    if account is None or not account.active:
        raise NotAllowed("Only a named person records an escalation.")


def _checked(notice: Notice, practice: Practice, by: User) -> Escalation:
    happened(notice.given_on)
    days = notice.period_days
    return Escalation(
        practice_code=practice.ods_code,
        icb_code=practice.own_icb(),
        step=notice.step,
        given_on=notice.given_on,
        what=needed(notice.what, "Say in a sentence what was done", most=LINE),
        authority=needed(notice.authority, "Say on what authority", most=LINE),
        clause=checked(notice.clause, "The clause", most=LINE),
        breach=checked(notice.breach, "The breach"),
        steps_required=checked(notice.steps_required, "The steps"),
        period_days=days,
        due_on=None if days is None else notice.given_on + timedelta(days=days),
        shorter_ground=notice.shorter_ground,
        decided_by=needed(notice.decided_by, "Name the person who decided", most=LINE),
        recorded_by=by.email,
    )
