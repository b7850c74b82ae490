"""Practices: what no file tells of one, recorded by a person."""

from sqlmodel import Session, select

from lib import db
from lib.actions import events
from lib.domain.errors import NotFound, RuleBroken
from lib.domain.organisations import Practice
from lib.domain.scope import visible_to
from lib.domain.users import Permission, User


def succeed(ods_code: str, successor_code: str, source: str, *, by: User) -> None:
    """Say which practice took a closed one's patients on; history stays where it is."""
    by.require(Permission.IMPORT_REFERENCE)
    if ods_code == successor_code:
        raise RuleBroken("A practice cannot be its own successor.")
    if not source.strip():
        raise RuleBroken("Say where this comes from: a letter, a notice, a date.")
    with db.transaction() as session:
        closed = _own(session, ods_code, by)
        if closed.closed_on is None:
            raise RuleBroken(f"{ods_code} is not closed.")
        successor = _own(session, successor_code, by)
        events.record(
            session,
            by,
            "record successor",
            subject=ods_code,
            reason=source,
            was=closed.successor_code,
            successor=successor.ods_code,
        )
        closed.successor_code = successor.ods_code
        closed.version += 1


def _own(session: Session, ods_code: str, by: User) -> Practice:
    practice = session.exec(
        select(Practice).where(Practice.ods_code == ods_code, visible_to(by))
    ).first()
    if practice is None:
        raise NotFound(f"There is no practice {ods_code} among yours.")
    return practice
