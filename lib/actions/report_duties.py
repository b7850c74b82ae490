"""What a practice owes: asked for reports from a month on, declined, ended, waived."""

from datetime import date

from sqlmodel import Session, col, select

from lib import db
from lib.actions import asks, events, within
from lib.actions.asks import Asking
from lib.domain.ask import Ask, AskKind
from lib.domain.dates import happened, month_name, period_text, shift
from lib.domain.episode import open_case
from lib.domain.errors import RuleBroken
from lib.domain.free_text import LINE, needed
from lib.domain.monthly_report import ReportDuty, ReportingPeriod, ReportWaiver
from lib.domain.roles import Permission
from lib.domain.users import User


def ask(ods_code: str, asking: Asking, from_period: date, *, by: User) -> int:
    """Ask a practice for a report of that month and of each one after it.

    Returns the duty's id. A practice that has declined may be asked again.
    """
    by.require(Permission.DO_CASEWORK)
    _require_month(from_period)
    with db.transaction() as session:
        practice = within.practice(session, ods_code, by=by)
        _end_what_was_declined(session, ods_code, from_period)
        episode_id = session.exec(open_case(ods_code)).first()
        asked = asks.store(
            session,
            practice,
            AskKind.REPORT,
            asking,
            by=by,
            what=f"each month from {month_name(from_period)}",
            episode_id=episode_id,
        )
        events.record(
            session,
            by,
            "ask for monthly reports",
            subject=ods_code,
            reason=asked.authority,
            from_period=period_text(from_period),
            recipient=asked.recipient,
        )
        assert asked.id is not None  # noqa: S101 flushed
        duty = ReportDuty(
            practice_code=ods_code,
            icb_code=asked.icb_code,
            episode_id=episode_id,
            ask_id=asked.id,
            recipient=asked.recipient,
            from_period=from_period,
        )
        return db.add(session, duty)


def end(
    duty_id: int, until_period: date, reason: str, *, seen_version: int, by: User
) -> None:
    """The last month that is owed: after it nothing is."""
    by.require(Permission.DO_CASEWORK)
    _require_month(until_period)
    why = needed(reason, "Say why no more reports are asked for", most=LINE)
    with db.transaction() as session:
        duty = within.editable(session, ReportDuty, duty_id, seen_version, by=by)
        if until_period < duty.from_period:
            raise RuleBroken(
                f"Reports are asked for from {month_name(duty.from_period)} on. To take"
                " all of it back, withdraw the request."
            )
        events.record(
            session,
            by,
            "end monthly reports",
            subject=duty.practice_code,
            reason=why,
            until_period=period_text(until_period),
        )
        duty.until_period = until_period
        duty.version += 1


def decline(duty_id: int, why: str, on: date, *, seen_version: int, by: User) -> None:
    """The practice has answered that it sends none. An answer is never missing."""
    by.require(Permission.DO_CASEWORK)
    said = needed(why, "Say what the practice cited, in its words", most=LINE)
    happened(on)
    with db.transaction() as session:
        duty = within.editable(session, ReportDuty, duty_id, seen_version, by=by)
        if duty.declined_on is not None:
            raise RuleBroken("It is on record already that the practice declined.")
        events.record(
            session,
            by,
            "record that reports are declined",
            subject=duty.practice_code,
            reason=said,
            on=on,
        )
        duty.declined_on, duty.declined_why = on, said
        duty.version += 1


def waive(
    ods_code: str,
    period: date,
    reason: str,
    *,
    due_on: date | None = None,
    by: User,
) -> None:
    """For that month nothing is owed; or with `due_on`, it is owed by that later day.

    The last word on a month counts, so that an extension takes a waiver back.
    """
    by.require(Permission.DO_CASEWORK)
    _require_month(period)
    what = "the report is waived" if due_on is None else "it may come later"
    why = needed(reason, f"Say why {what}", most=LINE)
    with db.transaction() as session:
        duty = owed(session, ods_code, period, by=by)
        if due_on is not None:
            _require_later(session, duty, period, due_on)
        sequence = events.record(
            session,
            by,
            "waive a report" if due_on is None else "extend a report",
            subject=ods_code,
            reason=why,
            period=period_text(period),
            due_on=due_on,
        )
        session.add(
            ReportWaiver(
                practice_code=ods_code,
                icb_code=duty.icb_code,
                period=period,
                due_on=due_on,
                reason=why,
                sequence=sequence,
                recorded_by=by.email,
            )
        )


def owed(session: Session, ods_code: str, period: date, *, by: User) -> ReportDuty:
    """Part of what rests on it: the request that covers this month."""
    within.practice(session, ods_code, by=by)
    for duty in _standing(session, ods_code):
        if duty.covers(period):
            return duty
    raise RuleBroken(
        f"{ods_code} has not been asked for a report of {month_name(period)}. Record"
        " the request first."
    )


def _standing(session: Session, ods_code: str) -> list[ReportDuty]:
    """The practice's duties whose request has not been withdrawn, the newest first."""
    found = (
        select(ReportDuty)
        .join(Ask, col(Ask.id) == col(ReportDuty.ask_id))
        .where(ReportDuty.practice_code == ods_code, col(Ask.withdrawn_on).is_(None))
        .order_by(col(ReportDuty.from_period).desc())
    )
    return list(session.exec(found))


def _end_what_was_declined(session: Session, ods_code: str, from_period: date) -> None:
    for duty in _standing(session, ods_code):
        if duty.until_period is not None and duty.until_period < from_period:
            continue
        if duty.declined_on is None or duty.from_period >= from_period:
            raise RuleBroken(
                f"Reports of {ods_code} are asked for already, from"
                f" {month_name(duty.from_period)} on."
            )
        duty.until_period = shift(from_period, -1)
        duty.version += 1


def _require_month(period: date) -> None:
    if period.day != 1:
        raise RuleBroken("Say the month by its first day.")


def _require_later(
    session: Session, duty: ReportDuty, period: date, due_on: date
) -> None:
    days = session.get(ReportingPeriod, (duty.icb_code, period))
    if days is not None and days.due_on is not None and due_on <= days.due_on:
        raise RuleBroken(
            f"The report is due on {days.due_on:%d/%m/%Y}. An extension is later."
        )
