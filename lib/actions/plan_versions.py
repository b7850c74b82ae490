"""Versions of a plan: keep a draft, record it as received, mark a milestone as done."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlmodel import Session

from lib import db
from lib.actions import events, plan_moves, within
from lib.domain import plan_content
from lib.domain.action_plan import ActionPlan, Status
from lib.domain.dates import happened, now
from lib.domain.errors import NotFound, RuleBroken, require_seen
from lib.domain.free_text import LINE, checked, needed
from lib.domain.plan_content import Content, Milestone, PlanVersion, Step
from lib.domain.roles import Permission
from lib.domain.users import User

NO_DRAFT = 0  # the version seen where there was no draft yet
MOST_MILESTONES = 20

_PAGES = ("safeguarding", "new_registrations", "communications", "training", "support")


def save(plan_id: int, content: Content, *, seen_version: int, by: User) -> int:
    """Keep what is typed as the draft; returns the version that it now has.

    `seen_version` is that of the draft, or NO_DRAFT. What was received before stays.
    """
    by.require(Permission.DO_CASEWORK)
    kept = _checked(content)
    with db.transaction() as session:
        plan = within.one(session, ActionPlan, plan_id, by=by)
        if not plan.takes_a_version:
            raise RuleBroken(f"A plan that is “{plan.status}” takes no new version.")
        last = _last(session, plan_id)
        _require_seen(last, seen_version)
        was = _content(session, last)
        if last is not None and last.is_draft and kept == was:
            return last.version
        draft = _draft(session, plan, last, by)
        events.record(
            session,
            by,
            "save plan draft",
            subject=plan.practice_code,
            plan=plan_id,
            number=draft.number,
            changed=kept.differing(was),
        )
        _write(session, draft, kept, by)
        return draft.version


@dataclass(frozen=True)
class Receipt:
    """From whom it came, how, and when; practices have no sign-in of their own."""

    from_whom: str
    reason: str
    on: date | None = None  # else today


def receive(
    plan_id: int,
    receipt: Receipt,
    *,
    seen_version: int,
    seen_draft: int | None = None,
    by: User,
) -> int:
    """Record the plan as received; returns the number of the version.

    `seen_version` is the plan's; `seen_draft` that of the draft, where one was on
    screen. Without a draft the last version came again, or a plan that fits no form.
    """
    by.require(Permission.DO_CASEWORK)
    from_whom = needed(receipt.from_whom, "Say who sent the plan", most=LINE)
    reason = needed(receipt.reason, "Say how the plan came", most=LINE)
    on = happened(receipt.on)
    with db.transaction() as session:
        plan = within.editable(session, ActionPlan, plan_id, seen_version, by=by)
        last = _last(session, plan_id)
        if seen_draft is not None:
            _require_seen(last, seen_draft)
        said = _content(session, last)
        draft = _draft(session, plan, last, by)
        plan_moves.make(
            session,
            plan,
            Status.RECEIVED,
            reason,
            on=on,
            by=by,
            number=draft.number,
            from_whom=from_whom,
        )
        if draft is not last:
            _write(session, draft, said, by)
        draft.received_on, draft.received_from = on, from_whom
        draft.version += 1
        return draft.number


def finish(
    milestone_id: int, done_on: date | None, *, seen_version: int, by: User
) -> None:
    """Say on which day a milestone was reached; None takes that back."""
    by.require(Permission.DO_CASEWORK)
    day = None if done_on is None else happened(done_on)
    with db.transaction() as session:
        milestone = session.get(Milestone, milestone_id, with_for_update=True)
        if milestone is None:
            raise NotFound("There is no such milestone among yours.")
        version = session.get_one(PlanVersion, milestone.plan_version_id)
        plan = within.one(session, ActionPlan, version.plan_id, by=by)
        require_seen(milestone.version, seen_version)
        events.record(
            session,
            by,
            "reach milestone" if day else "reopen milestone",
            subject=plan.practice_code,
            plan=plan.id,
            what=milestone.what,
            was=milestone.done_on,
            on=day,
        )
        milestone.done_on = day
        milestone.version += 1


def _checked(content: Content) -> Content:
    texts: dict[str, Any] = {n: checked(getattr(content, n)) for n in _PAGES}
    if len(content.milestones) > MOST_MILESTONES:
        raise RuleBroken(f"A plan has at most {MOST_MILESTONES} milestones.")
    steps = tuple(_checked_step(step) for step in content.milestones)
    lead = checked(content.lead, "Who leads", most=LINE)
    return replace(content, **texts, lead=lead, milestones=steps)


def _checked_step(step: Step) -> Step:
    what = needed(step.what, "Say what each milestone is", most=LINE)
    return step._replace(what=what, owner=checked(step.owner, most=LINE))


def _last(session: Session, plan_id: int) -> PlanVersion | None:
    return session.exec(plan_content.versions(plan_id).with_for_update()).first()


def _require_seen(last: PlanVersion | None, seen_version: int) -> None:
    stored = last.version if last is not None and last.is_draft else NO_DRAFT
    require_seen(stored, seen_version)


def _content(session: Session, version: PlanVersion | None) -> Content:
    if version is None or version.id is None:
        return Content()
    return version.content(session.exec(plan_content.milestones(version.id)))


def _draft(
    session: Session, plan: ActionPlan, last: PlanVersion | None, by: User
) -> PlanVersion:
    """The draft that there is, or a new one with the next number."""
    if last is not None and last.is_draft:
        return last
    assert plan.id is not None  # noqa: S101 stored
    number = 1 if last is None else last.number + 1
    draft = PlanVersion(
        plan_id=plan.id, number=number, edited_by=by.email, version=NO_DRAFT
    )
    session.add(draft)
    session.flush()
    return draft


def _write(session: Session, draft: PlanVersion, content: Content, by: User) -> None:
    assert draft.id is not None  # noqa: S101 flushed
    for name, value in content.columns.items():
        setattr(draft, name, value)
    for old in session.exec(plan_content.milestones(draft.id)).all():
        session.delete(old)
    session.flush()
    for step in content.milestones:
        session.add(Milestone(plan_version_id=draft.id, **step._asdict()))
        session.flush()  # their order is that of their numbers
    draft.edited_by, draft.edited_at = by.email, now()
    draft.version += 1
