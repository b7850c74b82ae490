"""Episodes: the first act on a practice over the threshold, the case, and its closure."""

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from lib import db
from lib.actions import deciding, events, within
from lib.domain.action_plan import ActionPlan, Status
from lib.domain.adoption import Adoption, in_force
from lib.domain.codes import Measure
from lib.domain.dates import period_end, period_of, period_text, shift, today
from lib.domain.episode import Direction, Episode, Ground
from lib.domain.errors import NotFound, RuleBroken
from lib.domain.facts import ExclusionCount
from lib.domain.free_text import LINE, checked, needed
from lib.domain.roles import Permission
from lib.domain.threshold import ThresholdRule, exceeds
from lib.domain.uploads import Upload
from lib.domain.users import Account, User

# A case of these ends without a figure at or below the threshold.
_ENDS_ANYHOW = {Status.EXEMPT, Status.WITHDRAWN}


def begin(ground: Ground, *, by: User) -> int:
    """Store the episode and its plan, “required, not requested”; returns its id.

    Twice is as good as once. Nothing is asked of the practice by this.
    """
    by.require(Permission.DO_CASEWORK)
    with db.transaction() as session:
        return store(session, ground, by=by)


def store(session: Session, ground: Ground, *, by: User) -> int:
    """Part of the actions that are the first act on a case: writes its opening."""
    within.practice(session, ground.practice_code, by=by)
    known = session.exec(
        select(Episode.id).where(
            Episode.practice_code == ground.practice_code,
            Episode.opened_period == ground.period,
        )
    ).first()
    if known is not None:
        return known
    _require_adoption(session, ground)
    _require_end_of_the_last(session, ground)
    if not _holds(session, ground):
        raise RuleBroken("That figure is not over the threshold.")
    return _store(session, ground, by)


def _store(session: Session, ground: Ground, by: User) -> int:
    events.record(
        session,
        by,
        "open episode",
        subject=ground.practice_code,
        period=period_text(ground.period),
        excluded=ground.excluded,
        list_size=ground.list_size,
        upload=ground.upload_id,
        row=ground.row,
    )
    episode = Episode(
        practice_code=ground.practice_code,
        icb_code=ground.icb_code,
        opened_period=ground.period,
        excluded=ground.excluded,
        list_size=ground.list_size,
        basis=ground.basis,
        rule_id=ground.rule_id,
        upload_id=ground.upload_id,
        row=ground.row,
        worked_out_on=today(),
        opened_by=by.email,
    )
    episode_id = db.add(session, episode)
    session.add(
        ActionPlan(
            episode_id=episode_id,
            practice_code=ground.practice_code,
            icb_code=ground.icb_code,
            moved_on=today(),
            last_editor=by.email,
        )
    )
    return episode_id


def _require_adoption(session: Session, ground: Ground) -> None:
    decisions = session.exec(
        select(Adoption).where(Adoption.icb_code == ground.icb_code)
    ).all()
    adopted = in_force(decisions, ground.icb_code, today())
    if adopted is None or adopted.from_on > period_end(ground.period):
        raise RuleBroken(
            f"It is not on record that {ground.icb_code} acts on the rule in"
            f" {ground.period:%B %Y}. An administrator records its decision first."
        )


def _require_end_of_the_last(session: Session, ground: Ground) -> None:
    last = session.exec(
        select(Episode)
        .where(Episode.practice_code == ground.practice_code)
        .order_by(col(Episode.opened_period).desc())
    ).first()
    if last is None:
        return
    if last.is_open:
        raise RuleBroken("The practice has an open case already.")
    if last.closed_period and ground.period <= last.closed_period:
        raise RuleBroken("That month belongs to the case that was closed.")


def _holds(session: Session, ground: Ground) -> bool:
    """Whether the figure is on record as said, and over the limit of its rule."""
    fact = session.exec(
        select(ExclusionCount.value)
        .join(Upload, col(Upload.id) == col(ExclusionCount.upload_id))
        .where(
            col(Upload.withdrawn_sequence).is_(None),
            ExclusionCount.upload_id == ground.upload_id,
            ExclusionCount.row == ground.row,
            ExclusionCount.practice_code == ground.practice_code,
            ExclusionCount.period == ground.period,
            ExclusionCount.measure == Measure.CODED_104,
        )
    ).first()
    rule = session.get(ThresholdRule, ground.rule_id)
    if fact != ground.excluded or rule is None or not ground.list_size:
        raise RuleBroken("The figures have changed meanwhile. Look again.")
    return exceeds(ground.excluded, ground.list_size, rule)


@dataclass(frozen=True)
class Case:
    """What a person says of a case beside its plan."""

    owner: str | None = None
    direction: Direction | None = None
    close_when: str = ""
    next_action: str = ""
    next_action_on: date | None = None


def change(
    episode_id: int, case: Case, *, seen_version: int, by: User, reason: str = ""
) -> None:
    """`reason`: why, where many cases are changed at once."""
    by.require(Permission.DO_CASEWORK)
    with db.transaction() as session:
        episode = within.editable(session, Episode, episode_id, seen_version, by=by)
        if case.owner is not None and session.get(Account, case.owner) is None:
            raise NotFound(f"There is no account {case.owner}.")
        changes = {
            "owner": case.owner,
            "direction": case.direction,
            "close_when": checked(case.close_when, "When to close", most=LINE),
            "next_action": checked(case.next_action, "The next action", most=LINE),
            "next_action_on": case.next_action_on,
        }
        was = {name: getattr(episode, name) for name in changes}
        events.record(
            session,
            by,
            "change case",
            subject=episode.practice_code,
            reason=checked(reason, "The reason", most=LINE),
            was={n: v for n, v in was.items() if v != changes[n]},
            now={n: v for n, v in changes.items() if v != was[n]},
        )
        for name, value in changes.items():
            setattr(episode, name, value)
        episode.version += 1


def close(
    episode_id: int,
    ground: Ground | None,
    reason: str,
    *,
    seen_version: int,
    by: User,
) -> None:
    """End the episode and its plan. `ground`: a later figure at or below the limit, or
    that of the first month, where a correction has taken its ground away.

    Without one only a case ends whose practice is exempt or whose request was
    withdrawn. A deputy may do it for somebody away (`deciding`).
    """
    why = needed(reason, "Say why the case is closed", most=LINE)
    with db.transaction() as session:
        episode = within.editable(session, Episode, episode_id, seen_version, by=by)
        if not episode.is_open:
            raise RuleBroken("The case is closed already.")
        plan = session.exec(
            select(ActionPlan).where(ActionPlan.episode_id == episode_id)
        ).one()
        deciding.require(session, plan.last_editor, plan.icb_code, by=by)
        _require_end(session, episode, plan, ground)
        events.record(
            session,
            by,
            "close episode",
            subject=episode.practice_code,
            reason=why,
            was=plan.status,
            period=period_text(ground.period) if ground else None,
            excluded=ground.excluded if ground else None,
        )
        plan.move_to(Status.CLOSED)
        plan.moved_on = episode.closed_on = today()
        plan.last_editor = episode.closed_by = by.email
        episode.closed_period = ground.period if ground else _last_month(episode)
        episode.closed_reason = why
        plan.version += 1
        episode.version += 1


def _last_month(episode: Episode) -> date:
    """Of a case without a closing figure: what comes after is a case of its own."""
    return max(episode.opened_period, shift(period_of(today()), -1))


def _require_end(
    session: Session, episode: Episode, plan: ActionPlan, ground: Ground | None
) -> None:
    if ground is None:
        if plan.status not in _ENDS_ANYHOW:
            raise RuleBroken(
                "A case is closed on a figure at or below the threshold. Without one"
                " only if the practice is exempt or the request was withdrawn."
            )
        return
    if ground.practice_code != episode.practice_code:
        raise RuleBroken("That figure is of another practice.")
    if ground.period < episode.opened_period:
        raise RuleBroken("The figure is older than the case.")
    if _holds(session, ground):
        raise RuleBroken("The practice is still over the threshold.")
