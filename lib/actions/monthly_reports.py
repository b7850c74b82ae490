"""Monthly reports: record what a practice sent, accept it, return it, correct it."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlmodel import Session, col, select

from lib import db
from lib.actions import events, report_duties, report_queries, within
from lib.domain.base import MOST_PATIENTS
from lib.domain.dates import happened, month_name, period_end, period_text, shift
from lib.domain.errors import RuleBroken, Stale
from lib.domain.events import Ledger
from lib.domain.free_text import LINE, checked, needed
from lib.domain.monthly_report import MonthlyReport, ReportingPeriod, State
from lib.domain.report_figures import LABELS, Figures, content_of
from lib.domain.roles import Permission
from lib.domain.users import User


@dataclass(frozen=True)
class ReportIn:
    """What came from a practice. `seen_number`: the newest version on screen (0: none)
    when this was typed; None where nobody looked at a screen.

    `reason`: why figures that were on record are corrected.
    """

    ods_code: str
    period: date
    figures: Figures
    received_on: date
    received_from: str
    comment: str = ""
    reason: str = ""
    seen_number: int | None = None
    upload_id: int | None = None
    row: int | None = None


def receive(report: ReportIn, *, by: User) -> int:
    """Store it as the month's newest version, to be accepted; returns its id.

    Where it differs from the extract by more than the ICB allows, a query is drafted.
    """
    by.require(Permission.DO_CASEWORK)
    with db.transaction() as session:
        before = _newest(session, report.ods_code, report.period)
        stored = take(session, report, by=by)
        if stored is None:
            raise RuleBroken(
                "These figures are what is on record for the month already."
            )
        events.record(
            session,
            by,
            "receive report" if before is None else "receive newer report",
            subject=report.ods_code,
            reason=stored.reason,
            period=period_text(report.period),
            number=stored.number,
            received_on=report.received_on,
            was=before.figures._asdict() if before else None,
            now=report.figures._asdict(),
        )
        assert stored.id is not None  # noqa: S101 flushed
        return stored.id


def accept(report_id: int, *, seen_version: int, by: User) -> None:
    _move(report_id, State.ACCEPTED, "", seen_version, by)


def return_(report_id: int, reason: str, *, seen_version: int, by: User) -> None:
    """Ask the practice to look at it again; the next version is received anew."""
    why = needed(reason, "Say what the practice should look at", most=LINE)
    _move(report_id, State.RETURNED, why, seen_version, by)


def _move(
    report_id: int, state: State, reason: str, seen_version: int, by: User
) -> None:
    by.require(Permission.DO_CASEWORK)
    with db.transaction() as session:
        report = within.editable(session, MonthlyReport, report_id, seen_version, by=by)
        last = _newest(session, report.practice_code, report.period)
        if last is None or last.id != report_id:
            raise RuleBroken("A newer version of this report has come. Look at that.")
        events.record(
            session,
            by,
            "accept report" if state is State.ACCEPTED else "return report",
            subject=report.practice_code,
            reason=reason,
            period=period_text(report.period),
            number=report.number,
        )
        report.move_to(state)
        report.reviewed_by = by.email
        report.reason = reason or report.reason
        report.version += 1


def take(session: Session, report: ReportIn, *, by: User) -> MonthlyReport | None:
    """Part of the actions that bring reports: rules, row and the draft of a query, and
    no event. None where it says what is on record already."""
    session.get(Ledger, 1, with_for_update=True)  # versions get their numbers in turn
    last = _newest(session, report.ods_code, report.period)
    _require_seen(last, report)
    if last is not None and _is_same(last, report):
        report_duties.owed(session, report.ods_code, report.period, by=by)
        return None
    stored = _row(session, report, last, by)
    session.add(stored)
    session.flush()
    report_queries.draft_where_beyond(session, stored, by=by)
    return stored


def _row(
    session: Session, report: ReportIn, last: MonthlyReport | None, by: User
) -> MonthlyReport:
    duty = report_duties.owed(session, report.ods_code, report.period, by=by)
    _require_open(session, duty.icb_code, report)
    before = _newest(session, report.ods_code, shift(report.period, -1))
    return MonthlyReport(
        practice_code=report.ods_code,
        icb_code=duty.icb_code,
        period=report.period,
        number=last.number + 1 if last else 1,
        content=content_of(report.figures, before.coded_104 if before else None),
        recipient=duty.recipient,
        **_counts(report.figures),
        comment=checked(report.comment, "The comment"),
        received_on=report.received_on,
        received_from=needed(report.received_from, "Say from whom it came", most=LINE),
        upload_id=report.upload_id,
        row=report.row,
        recorded_by=by.email,
        reason=_reason(last, report),
    )


def _newest(session: Session, ods_code: str, period: date) -> MonthlyReport | None:
    return session.exec(
        select(MonthlyReport)
        .where(MonthlyReport.practice_code == ods_code, MonthlyReport.period == period)
        .order_by(col(MonthlyReport.number).desc())
    ).first()


def _is_same(last: MonthlyReport, report: ReportIn) -> bool:
    """A version that was returned is answered even by the same figures."""
    same = (last.figures, last.comment) == (report.figures, report.comment.strip())
    return same and last.state is not State.RETURNED


def _require_open(session: Session, icb_code: str, report: ReportIn) -> None:
    month = month_name(report.period)
    happened(report.received_on)
    days = session.get(ReportingPeriod, (icb_code, report.period))
    opens = days.opens_on if days else period_end(report.period)
    if report.received_on < opens:
        raise RuleBroken(f"Reports of {month} are taken from {opens:%d/%m/%Y} on.")
    if days is not None and days.is_closed:
        raise RuleBroken(f"{month} is closed for reports ({days.reason}).")


def _require_seen(last: MonthlyReport | None, report: ReportIn) -> None:
    number = last.number if last else 0
    if report.seen_number is not None and report.seen_number != number:
        raise Stale(
            f"Version {number} of this report was saved meanwhile, and stands above."
            " Nothing of yours was stored: look at it, then save again."
        )


def _counts(figures: Figures) -> dict[str, Any]:
    for name, value in figures._asdict().items():
        if value is not None and not 0 <= value <= MOST_PATIENTS:
            raise RuleBroken(f"{LABELS[name]}: write a whole number, 0 or more.")
    return figures._asdict()


def _reason(last: MonthlyReport | None, report: ReportIn) -> str:
    """A version that was returned was asked for; any other correction says why."""
    if last is None or last.state is State.RETURNED:
        return checked(report.reason, "The reason", most=LINE)
    return needed(report.reason, "Say why the figures are corrected", most=LINE)
