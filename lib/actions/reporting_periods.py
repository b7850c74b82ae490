"""Reporting periods: when a month's reports open, are due, and are closed."""

from datetime import date

from sqlmodel import Session

from lib import db
from lib.actions import events, within
from lib.domain.dates import month_name, now, period_end, period_text
from lib.domain.errors import NotFound, RuleBroken, require_seen
from lib.domain.free_text import LINE, needed
from lib.domain.monthly_report import ReportingPeriod
from lib.domain.roles import Permission
from lib.domain.users import User

NOT_YET_SET = 0  # the version of a period that nobody has set


def set_(  # noqa: PLR0913 a period is these days, and who sets them
    icb_code: str,
    period: date,
    opens_on: date,
    due_on: date | None,
    closes_on: date | None,
    *,
    seen_version: int,
    by: User,
) -> None:
    """The days of one month. Without a due day nothing in it is ever late."""
    by.require(Permission.DO_CASEWORK)
    within.icb(icb_code, by=by)
    _require_order(period, [opens_on, due_on, closes_on])
    days = {"opens_on": opens_on, "due_on": due_on, "closes_on": closes_on}
    with db.transaction() as session:
        within.known_icb(session, icb_code, by=by)
        found = _seen(session, icb_code, period, seen_version)
        if found is not None and found.is_closed:
            raise RuleBroken(f"{month_name(period)} is closed. Reopen it first.")
        was = {name: getattr(found, name) for name in days} if found else None
        events.record(
            session,
            by,
            "set reporting period",
            subject=icb_code,
            period=period_text(period),
            was=was,
            now=days,
        )
        if found is None:
            session.add(
                ReportingPeriod(
                    icb_code=icb_code,
                    period=period,
                    opens_on=opens_on,
                    due_on=due_on,
                    closes_on=closes_on,
                )
            )
            return
        for name, day in days.items():
            setattr(found, name, day)
        found.version += 1


def close(
    icb_code: str, period: date, reason: str, *, seen_version: int, by: User
) -> None:
    """From now on the month takes no report. Facts may be corrected as ever."""
    _turn(icb_code, period, reason, seen_version, by, closed=True)


def reopen(
    icb_code: str, period: date, reason: str, *, seen_version: int, by: User
) -> None:
    _turn(icb_code, period, reason, seen_version, by, closed=False)


def _turn(  # noqa: PLR0913 as the two above
    icb_code: str,
    period: date,
    reason: str,
    seen_version: int,
    by: User,
    *,
    closed: bool,
) -> None:
    by.require(Permission.DO_CASEWORK)
    within.icb(icb_code, by=by)
    what = "close" if closed else "reopen"
    why = needed(reason, f"Say why you {what} the month", most=LINE)
    with db.transaction() as session:
        found = _seen(session, icb_code, period, seen_version)
        if found is None:
            raise NotFound(f"{month_name(period)} has no reporting period yet.")
        if found.is_closed is closed:
            state = "closed" if closed else "open"
            raise RuleBroken(f"{month_name(period)} is {state} already.")
        events.record(
            session,
            by,
            f"{what} reporting period",
            subject=icb_code,
            reason=why,
            period=period_text(period),
        )
        found.closed_at = now() if closed else None
        found.reason = why
        found.version += 1


def _require_order(period: date, days: list[date | None]) -> None:
    if period.day != 1:
        raise RuleBroken("Say the month by its first day.")
    set_days = [day for day in days if day is not None]
    if set_days != sorted(set_days):
        raise RuleBroken("A period opens first, is due then, and closes last.")
    if set_days[0] < period_end(period):
        raise RuleBroken(
            f"{month_name(period)} is not over before {period_end(period):%d/%m/%Y}:"
            " its reports cannot open earlier."
        )


def _seen(
    session: Session, icb_code: str, period: date, seen_version: int
) -> ReportingPeriod | None:
    found = session.get(ReportingPeriod, (icb_code, period), with_for_update=True)
    require_seen(found.version if found else NOT_YET_SET, seen_version)
    return found
