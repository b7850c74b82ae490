"""Safety checks: what a person found out when exclusions fell fast."""

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, select

from lib import db
from lib.actions import events, within
from lib.domain.dates import happened, period_of, period_text
from lib.domain.errors import RuleBroken, require_seen
from lib.domain.free_text import LINE, needed
from lib.domain.roles import Permission
from lib.domain.safety import SafetyCheck
from lib.domain.users import User


@dataclass(frozen=True)
class Answer:
    """Whether the search for people at risk came first, and who said so."""

    search_first: bool
    answer: str
    source: str
    answered_on: date


def answer(
    ods_code: str,
    period: date,
    said: Answer,
    *,
    seen_version: int | None = None,
    by: User,
) -> int:
    """The answer to the fall of that month; `seen_version` where one stands already."""
    by.require(Permission.DO_CASEWORK)
    if period != period_of(period):
        raise RuleBroken("Say the month by its first day.")
    happened(said.answered_on)
    what = needed(said.answer, "Say what was found")
    who = needed(said.source, "Say who said so", most=LINE)
    with db.transaction() as session:
        within.practice(session, ods_code, by=by)
        standing = _standing(session, ods_code, period, seen_version)
        events.record(
            session,
            by,
            "answer safety check",
            subject=ods_code,
            reason=who,
            period=period_text(period),
            search_first=said.search_first,
        )
        check = session.merge(
            SafetyCheck(
                id=standing,
                practice_code=ods_code,
                period=period,
                search_first=said.search_first,
                answer=what,
                answered_on=said.answered_on,
                source=who,
                recorded_by=by.email,
                version=(seen_version or 0) + 1,
            )
        )
        session.flush()
        assert check.id is not None  # noqa: S101 flushed
        return check.id


def _standing(
    session: Session, ods_code: str, period: date, seen_version: int | None
) -> int | None:
    """The number of the answer that the person saw; None where they saw none."""
    found = session.exec(
        select(SafetyCheck)
        .where(SafetyCheck.practice_code == ods_code, SafetyCheck.period == period)
        .with_for_update()
    ).first()
    require_seen(found.version if found else None, seen_version)
    return found.id if found else None
