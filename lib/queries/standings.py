"""Plans, requests for reports, months and queries as they stand, for letters on them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlmodel import Session, col, select

from lib import db
from lib.domain.action_plan import ActionPlan, Status
from lib.domain.ask import Ask, AskKind
from lib.domain.episode import Episode
from lib.domain.monthly_report import (
    MonthlyReport,
    ReportDuty,
    ReportingPeriod,
    ReportQuery,
    ReportWaiver,
)
from lib.domain.organisations import Practice
from lib.domain.plan_content import PlanVersion, SectionReview
from lib.domain.roles import Permission
from lib.domain.scope import visible_to
from lib.domain.standing import (
    DutyStanding,
    PlanStanding,
    QueryStanding,
    ReportStanding,
)
from lib.domain.threshold import ThresholdRule
from lib.domain.users import User


class Standings(NamedTuple):
    plans: list[PlanStanding]
    duties: list[DutyStanding]
    reports: list[ReportStanding]
    queries: list[QueryStanding]


def every(user: User, icb_code: str | None = None) -> Standings:
    """All of the user's practices, or those of one ICB; staff only."""
    user.require(Permission.READ_CASEWORK)
    with db.reading() as session:
        plans = list(_plans(session, user, icb_code))
        duties = list(_duties(session, user, icb_code, plans))
        reports = list(_reports(session, duties))
        questions = list(_questions(session, user, icb_code, duties))
        session.expunge_all()
    return Standings(plans, duties, reports, questions)


def _of(statement: Any, table: Any, user: User, icb_code: str | None) -> Any:
    """With its practice, of the user's own, of that ICB."""
    joined = statement.join(
        Practice, col(Practice.ods_code) == col(table.practice_code)
    )
    own = joined.where(visible_to(user))
    return own.where(col(table.icb_code) == icb_code) if icb_code else own


def _plans(
    session: Session, user: User, icb_code: str | None
) -> Iterator[PlanStanding]:
    statement = (
        select(ActionPlan, Practice, Episode, ThresholdRule)
        .join(Episode, col(Episode.id) == col(ActionPlan.episode_id))
        .join(ThresholdRule, col(ThresholdRule.id) == col(Episode.rule_id))
        .order_by(col(ActionPlan.practice_code), col(ActionPlan.id))
    )
    asks = _asks(session)
    versions = _received(session)
    for plan, practice, episode, rule in session.exec(
        _of(statement, ActionPlan, user, icb_code)
    ):
        number, changes = versions.get(plan.id, (None, ()))
        ask = _newest_ask(plan, asks)
        yield PlanStanding(practice, episode, rule, plan, ask, number, changes)


def _asks(session: Session) -> Mapping[int, list[Ask]]:
    """Those for plans and for changes to them, by episode, in their order."""
    kinds = [AskKind.PLAN, AskKind.PLAN_CHANGES]
    found = select(Ask).where(
        col(Ask.kind).in_(kinds), col(Ask.episode_id).is_not(None)
    )
    by_episode = defaultdict(list)
    for ask in session.exec(found.order_by(col(Ask.id))):
        by_episode[ask.episode_id or 0].append(ask)
    return by_episode


def _newest_ask(plan: ActionPlan, asks: Mapping[int, list[Ask]]) -> Ask | None:
    """For what is awaited now: the changes, or else the plan."""
    of_episode = asks.get(plan.episode_id, [])
    for_changes = [ask for ask in of_episode if ask.kind is AskKind.PLAN_CHANGES]
    if plan.status is Status.CHANGES_REQUESTED and for_changes:
        return for_changes[-1]
    first = [ask for ask in of_episode if ask.kind is AskKind.PLAN]
    return first[-1] if first else None


def _received(session: Session) -> Mapping[int, tuple[int, list[str]]]:
    """By plan: the number of the version received last, and the changes asked for."""
    versions = session.exec(
        select(PlanVersion)
        .where(col(PlanVersion.received_on).is_not(None))
        .order_by(col(PlanVersion.number))
    )
    last = {version.plan_id: version for version in versions}
    reviews = session.exec(
        select(SectionReview)
        .where(col(SectionReview.plan_version_id).in_([v.id for v in last.values()]))
        .order_by(col(SectionReview.sequence))
    )
    newest = {(each.plan_version_id, each.section): each for each in reviews}
    return {
        plan_id: (version.number, _changes(newest.values(), version.id))
        for plan_id, version in last.items()
    }


def _changes(reviews: Iterable[SectionReview], version_id: int | None) -> list[str]:
    return [
        f"{review.section}: {review.reason}"
        for review in reviews
        if review.plan_version_id == version_id and not review.accepted
    ]


def _duties(
    session: Session, user: User, icb_code: str | None, plans: list[PlanStanding]
) -> Iterator[DutyStanding]:
    cases = {standing.episode.id: standing for standing in plans}
    statement = (
        select(ReportDuty, Practice, Ask)
        .join(Ask, col(Ask.id) == col(ReportDuty.ask_id))
        .order_by(col(ReportDuty.practice_code), col(ReportDuty.id))
    )
    for duty, practice, ask in session.exec(_of(statement, ReportDuty, user, icb_code)):
        case = cases.get(duty.episode_id)
        if case is None:
            yield DutyStanding(practice, duty, ask)
        else:
            yield DutyStanding(
                practice, duty, ask, case.plan.status, case.episode, case.rule
            )


def _reports(session: Session, duties: list[DutyStanding]) -> Iterator[ReportStanding]:
    """Every month that is open for reports, or was waived or extended."""
    months = {
        (each.icb_code, each.period): each
        for each in session.exec(select(ReportingPeriod))
    }
    waivers = session.exec(select(ReportWaiver).order_by(col(ReportWaiver.sequence)))
    waived = {(each.practice_code, each.period): each for each in waivers}
    came = _came(session)
    for asked in duties:
        code, icb = asked.practice.ods_code, asked.duty.icb_code
        of_icb = {period for owner, period in months if owner == icb}
        own = {period for owner, period in waived if owner == code}
        for period in sorted(of_icb | own):
            if asked.duty.covers(period):
                month, waiver = months.get((icb, period)), waived.get((code, period))
                received_on = came.get((code, period))
                yield _report(asked, period, month, waiver, received_on)


def _report(
    asked: DutyStanding,
    period: date,
    month: ReportingPeriod | None,
    waiver: ReportWaiver | None,
    received_on: date | None,
) -> ReportStanding:
    due_on = month.due_on if month else None
    extended = waiver is not None and waiver.due_on is not None
    return ReportStanding(
        asked,
        period,
        waiver.due_on if waiver and waiver.due_on else due_on,
        received_on,
        waived=waiver is not None and not extended,
        extended=extended,
        closed=month is not None and month.is_closed,
    )


def _came(session: Session) -> Mapping[tuple[str, date], date]:
    """The day on which the first version of each month's report came."""
    key = (col(MonthlyReport.practice_code), col(MonthlyReport.period))
    first = sa.select(*key, sa.func.min(col(MonthlyReport.received_on))).group_by(*key)
    return {(code, period): day for code, period, day in session.execute(first)}


def _questions(
    session: Session, user: User, icb_code: str | None, duties: list[DutyStanding]
) -> Iterator[QueryStanding]:
    asked = {duty.practice.ods_code: duty for duty in duties}
    statement = (
        select(ReportQuery, Practice)
        .where(col(ReportQuery.sent_on).is_(None))
        .where(col(ReportQuery.answered_on).is_(None))
        .order_by(col(ReportQuery.practice_code), col(ReportQuery.id))
    )
    for query, practice in session.exec(_of(statement, ReportQuery, user, icb_code)):
        yield QueryStanding(practice, query, asked.get(practice.ods_code))
