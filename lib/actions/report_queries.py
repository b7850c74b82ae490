"""Queries on reports: drafted by the application, sent and answered by people."""

from datetime import date
from typing import Any

from sqlmodel import Session, col, select

from lib import db
from lib.actions import asks, events, within
from lib.actions.asks import Asking
from lib.domain import report_figures
from lib.domain.ask import AskKind
from lib.domain.codes import Measure
from lib.domain.dates import happened, month_name, period_text, today
from lib.domain.errors import RuleBroken
from lib.domain.facts import ExclusionCount
from lib.domain.files import Counted
from lib.domain.free_text import needed
from lib.domain.monthly_report import MonthlyReport, ReportQuery
from lib.domain.roles import Permission
from lib.domain.settings import Name, in_force
from lib.domain.uploads import Upload
from lib.domain.users import User


def draft(report_id: int, text: str, *, by: User) -> int:
    """Returns the query's id. Nothing is sent by this, nor by the application later."""
    by.require(Permission.DO_CASEWORK)
    with db.transaction() as session:
        report = within.one(session, MonthlyReport, report_id, by=by)
        if _open(session, report) is not None:
            raise RuleBroken("There is a query on this report already.")
        query = _store(session, report, _text(text), by)
        _record(session, by, "draft query", query)
        assert query.id is not None  # noqa: S101 flushed
        return query.id


def send(query_id: int, text: str, on: date, *, seen_version: int, by: User) -> None:
    """A person has sent it, in these words; it counts as an ask of the practice."""
    by.require(Permission.DO_CASEWORK)
    words = _text(text)
    happened(on)
    with db.transaction() as session:
        query = within.editable(session, ReportQuery, query_id, seen_version, by=by)
        if query.sent_on is not None:
            raise RuleBroken("The query has been sent already.")
        practice = within.practice(session, query.practice_code, by=by)
        report = session.get_one(MonthlyReport, query.report_id)
        month = month_name(query.period)
        asking = Asking(f"Query on the report of {month}", report.recipient, on)
        what = f"the report of {month}"
        asks.store(session, practice, AskKind.QUERY, asking, by=by, what=what)
        _record(session, by, "send query", query, on=on)
        query.text, query.sent_on, query.sent_by = words, on, by.email
        query.version += 1


def answer(query_id: int, text: str, on: date, *, seen_version: int, by: User) -> None:
    by.require(Permission.DO_CASEWORK)
    said = needed(text, "Write what the practice answered")
    happened(on)
    with db.transaction() as session:
        query = within.editable(session, ReportQuery, query_id, seen_version, by=by)
        if query.sent_on is None or not query.is_open:
            raise RuleBroken(
                "Only a query that was sent, and not yet answered, can be."
            )
        if on < query.sent_on:
            raise RuleBroken("The answer is older than the query.")
        _record(session, by, "record answer to query", query, on=on)
        query.answer, query.answered_on = said, on
        query.version += 1


def discard(query_id: int, reason: str, *, seen_version: int, by: User) -> None:
    """Take away a draft that is not to be sent."""
    by.require(Permission.DO_CASEWORK)
    why = needed(reason, "Say why the query is not sent")
    with db.transaction() as session:
        query = within.editable(session, ReportQuery, query_id, seen_version, by=by)
        if query.sent_on is not None:
            raise RuleBroken("The query has been sent: it stays on record.")
        _record(session, by, "discard query", query, reason=why)
        session.delete(query)


def draft_where_beyond(
    session: Session, report: MonthlyReport, *, by: User
) -> ReportQuery | None:
    """Part of the actions that bring reports: a draft where the report and the extract
    are farther apart than the ICB has set. Without a tolerance none is."""
    tolerance = session.exec(in_force(Name.RECONCILE, report.icb_code, today())).first()
    extract = _extract(session, report.practice_code, report.period)
    if tolerance is None or extract is None or _open(session, report) is not None:
        return None
    if not report_figures.is_beyond(report.coded_104, extract, int(tolerance)):
        return None
    text = report_figures.query(report.period, report.coded_104, extract)
    return _store(session, report, text, by)


def _extract(session: Session, ods_code: str, period: date) -> int | None:
    """The newest word of a file on active 104s; counts of those ever coded are not."""
    return session.exec(
        select(ExclusionCount.value)
        .join(Upload, col(Upload.id) == col(ExclusionCount.upload_id))
        .where(
            ExclusionCount.practice_code == ods_code,
            ExclusionCount.period == period,
            ExclusionCount.measure == Measure.CODED_104,
            col(Upload.withdrawn_sequence).is_(None),
            Upload.counted != Counted.EVER,
        )
        .order_by(col(Upload.sequence).desc(), col(ExclusionCount.row).desc())
    ).first()


def _open(session: Session, report: MonthlyReport) -> ReportQuery | None:
    return session.exec(
        select(ReportQuery).where(
            ReportQuery.practice_code == report.practice_code,
            ReportQuery.period == report.period,
            col(ReportQuery.answered_on).is_(None),
        )
    ).first()


def _store(session: Session, report: MonthlyReport, text: str, by: User) -> ReportQuery:
    assert report.id is not None  # noqa: S101 flushed
    query = ReportQuery(
        report_id=report.id,
        practice_code=report.practice_code,
        icb_code=report.icb_code,
        period=report.period,
        text=text,
        drafted_by=by.email,
    )
    session.add(query)
    session.flush()
    return query


def _text(text: str) -> str:
    return needed(text, "Write what is asked")


def _record(
    session: Session, by: User, what: str, query: ReportQuery, **more: Any
) -> None:
    subject, month = query.practice_code, period_text(query.period)
    events.record(session, by, what, subject=subject, period=month, **more)
