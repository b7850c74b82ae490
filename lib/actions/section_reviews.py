"""Reviews of a plan, section by section: accepted, or a change asked for with a reason."""

from collections.abc import Mapping
from typing import NamedTuple

from sqlmodel import Session

from lib import db
from lib.actions import events, within
from lib.domain import plan_content
from lib.domain.action_plan import ActionPlan, Status
from lib.domain.errors import RuleBroken
from lib.domain.free_text import checked, needed
from lib.domain.plan_content import PlanVersion, Section, SectionReview
from lib.domain.roles import Permission
from lib.domain.users import User


class Mark(NamedTuple):
    accepted: bool
    reason: str = ""

    @property
    def words(self) -> str:
        return "accepted" if self.accepted else self.reason


def mark(
    plan_id: int, marks: Mapping[Section, Mark], *, seen_version: int, by: User
) -> None:
    """Keep the word on these sections of the version that was received last."""
    by.require(Permission.DO_CASEWORK)
    if not marks:
        raise RuleBroken("No section is marked.")
    with db.transaction() as session:
        plan = within.editable(session, ActionPlan, plan_id, seen_version, by=by)
        if Status.IN_REVIEW not in (plan.status, plan.before):
            raise RuleBroken(f"A plan that is “{plan.status}” is not in review.")
        sequence = events.record(
            session,
            by,
            "review action plan",
            subject=plan.practice_code,
            plan=plan_id,
            marks={section: one.words for section, one in marks.items()},
        )
        add(session, plan, marks, sequence, by=by)
        plan.version += 1


def add(
    session: Session,
    plan: ActionPlan,
    marks: Mapping[Section, Mark],
    sequence: int,
    *,
    by: User,
) -> None:
    """Part of the actions that mark sections."""
    version = received(session, plan, by=by)
    assert version.id is not None  # noqa: S101 stored
    for section, one in marks.items():
        kept = _checked(section, one)
        session.add(
            SectionReview(
                plan_version_id=version.id,
                section=section,
                accepted=kept.accepted,
                reason=kept.reason,
                sequence=sequence,
                reviewed_by=by.email,
            )
        )


def received(session: Session, plan: ActionPlan, *, by: User) -> PlanVersion:  # noqa: ARG001 a part: whoever calls it has asked who acts
    """The version that lies before the reviewer."""
    assert plan.id is not None  # noqa: S101 stored
    for version in session.exec(plan_content.versions(plan.id)):
        if not version.is_draft:
            return version
    raise RuleBroken("No plan has been received yet.")


def changes(session: Session, version: PlanVersion, *, by: User) -> list[Section]:  # noqa: ARG001 as above
    """The sections of which a change is asked for."""
    assert version.id is not None  # noqa: S101 stored
    last = plan_content.standing(session.exec(plan_content.reviews(version.id)))
    return [section for section, one in last.items() if not one.accepted]


def _checked(section: Section, one: Mark) -> Mark:
    if one.accepted:
        return one._replace(reason=checked(one.reason))
    return one._replace(
        reason=needed(one.reason, f"Say what should change in “{section}”")
    )
