"""What happened to one practice, table by table: the parts of its timeline."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, NamedTuple, TypeVar

import sqlalchemy as sa
from sqlalchemy.orm import defer
from sqlmodel import Session, SQLModel, col, select

from lib import db
from lib.domain.action_plan import ActionPlan
from lib.domain.ask import Ask
from lib.domain.codes import Measure
from lib.domain.correspondence import LogEntry, Paper, Statement
from lib.domain.escalation import Escalation
from lib.domain.events import Event
from lib.domain.facts import ExclusionCount
from lib.domain.figure_query import FigureQuery
from lib.domain.letter import Letter, LetterState
from lib.domain.monthly_report import MonthlyReport
from lib.domain.plan_content import PlanVersion
from lib.domain.report_figures import Figures
from lib.domain.roles import Permission
from lib.domain.safety import SafetyCheck
from lib.domain.scope import practice_seen_by
from lib.domain.uploads import Upload
from lib.domain.users import Account, User
from lib.queries import office

Row = TypeVar("Row", bound=SQLModel)


class Loaded(NamedTuple):
    """One figure of one upload, and what became of the upload."""

    period: date
    measure: Measure
    value: int | None
    row: int
    upload_id: int
    sequence: int
    file_name: str
    reason: str
    loaded_by: str
    loaded_at: datetime
    withdrawn_by: str | None
    withdrawn_at: datetime | None
    withdrawn_reason: str | None


@dataclass(frozen=True)
class Parts:
    """What everybody may read who sees the practice; `names` are those of accounts.

    An observer reads no figure in it: those are in `practices.history`.
    """

    figures: list[Loaded]
    versions: list[PlanVersion]
    reports: list[MonthlyReport]
    asks: list[Ask]
    statements: list[Statement]
    escalations: list[Escalation]
    queries: list[FigureQuery]
    events: list[Event]
    names: dict[str, str]


@dataclass(frozen=True)
class StaffParts:
    """What staff alone may read. Papers come without their files."""

    letters: list[Letter]
    papers: list[Paper]
    log: list[LogEntry]
    checks: list[SafetyCheck]


def parts(user: User, ods_code: str) -> Parts:
    with db.reading() as session:
        practice_seen_by(user, session, ods_code)
        found = Parts(
            figures=_figures(session, ods_code),
            versions=_versions(session, ods_code),
            reports=_of(session, MonthlyReport, ods_code),
            asks=_of(session, Ask, ods_code),
            statements=_of(session, Statement, ods_code),
            escalations=_of(session, Escalation, ods_code),
            queries=_of(session, FigureQuery, ods_code),
            events=_events(session, ods_code),
            names=dict(session.exec(select(Account.email, Account.name)).all()),
        )
        session.expunge_all()
    if user.may(Permission.SEE_EXACT):
        return found
    return _for_observers(user, _without_figures(found))


def _without_figures(found: Parts) -> Parts:
    """Nor what people wrote beside one."""
    none = {**dict.fromkeys(Figures._fields), "comment": "", "reason": ""}
    return replace(
        found,
        figures=[
            each._replace(
                value=None,
                row=0,
                file_name="",
                reason="a correction" if each.reason else "",
                withdrawn_reason="",
            )
            for each in found.figures
        ],
        reports=[each.model_copy(update=none) for each in found.reports],
        events=[each.model_copy(update={"reason": ""}) for each in found.events],
    )


def _for_observers(user: User, found: Parts) -> Parts:
    """Nobody is named, and no sentence is there that staff wrote for themselves."""
    steps = office.rows(user, found.escalations)
    for step in steps:
        step.what = ""  # staff's own words: its kind is for all
    return replace(
        found,
        figures=[_unsigned(one) for one in found.figures],
        versions=office.rows(user, found.versions),
        reports=office.rows(user, found.reports),
        asks=office.rows(user, found.asks),
        statements=office.rows(user, found.statements),
        escalations=steps,
        events=office.rows(user, found.events),
        names={},
    )


def _unsigned(one: Loaded) -> Loaded:
    return one._replace(
        loaded_by=office.OFFICE,
        withdrawn_by=one.withdrawn_by and office.OFFICE,
        withdrawn_reason=None,
    )


def staff_parts(user: User, ods_code: str) -> StaffParts:
    user.require(Permission.READ_CASEWORK)
    with db.reading() as session:
        practice_seen_by(user, session, ods_code)
        found = StaffParts(
            letters=_letters(session, ods_code),
            papers=_of(session, Paper, ods_code, defer(Paper.content)),  # type: ignore[arg-type]
            log=_of(session, LogEntry, ods_code),
            checks=_of(session, SafetyCheck, ods_code),
        )
        session.expunge_all()
        return found


def _of(session: Session, table: type[Row], ods_code: str, *options: Any) -> list[Row]:
    practice_code = sa.inspect(table).columns["practice_code"]
    found = select(table).where(practice_code == ods_code).options(*options)
    return list(session.exec(found))


def _letters(session: Session, ods_code: str) -> list[Letter]:
    gone = (LetterState.SENT, LetterState.UNDELIVERED)
    found = select(Letter).where(
        Letter.practice_code == ods_code, col(Letter.state).in_(gone)
    )
    return list(session.exec(found))


def _versions(session: Session, ods_code: str) -> list[PlanVersion]:
    found = (
        select(PlanVersion)
        .join(ActionPlan, col(ActionPlan.id) == col(PlanVersion.plan_id))
        .where(ActionPlan.practice_code == ods_code)
        .where(col(PlanVersion.received_on).is_not(None))
    )
    return list(session.exec(found))


def _events(session: Session, ods_code: str) -> list[Event]:
    return list(session.exec(select(Event).where(Event.subject == ods_code)))


def _figures(session: Session, ods_code: str) -> list[Loaded]:
    columns: list[Any] = [
        *(getattr(ExclusionCount, c) for c in ("period", "measure", "value", "row")),
        col(Upload.id),
        *(getattr(Upload, name) for name in Loaded._fields[5:]),
    ]
    statement = (
        sa.select(*columns)
        .join(Upload, col(Upload.id) == col(ExclusionCount.upload_id))
        .where(col(ExclusionCount.practice_code) == ods_code)
        .order_by(col(Upload.sequence), col(ExclusionCount.row))
    )
    return [Loaded(*row) for row in session.execute(statement)]
