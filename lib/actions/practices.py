"""Practices: what no file tells of one, recorded by a person."""

from lib import db
from lib.actions import events, within
from lib.domain.errors import RuleBroken
from lib.domain.users import Permission, User


def succeed(ods_code: str, successor_code: str, source: str, *, by: User) -> None:
    """Say which practice took a closed one's patients on; history stays where it is."""
    by.require(Permission.IMPORT_REFERENCE)
    if ods_code == successor_code:
        raise RuleBroken("A practice cannot be its own successor.")
    if not source.strip():
        raise RuleBroken("Say where this comes from: a letter, a notice, a date.")
    with db.transaction() as session:
        closed = within.practice(session, ods_code, by=by)
        if closed.closed_on is None:
            raise RuleBroken(f"{ods_code} is not closed.")
        successor = within.practice(session, successor_code, by=by)
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
