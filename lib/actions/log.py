"""The log: a call, a meeting, an e-mail or a note on one practice, in a line."""

from dataclasses import dataclass
from datetime import date

from lib import db
from lib.actions import events, within
from lib.domain.correspondence import Channel, LogEntry
from lib.domain.dates import happened
from lib.domain.free_text import LINE, checked, needed
from lib.domain.roles import Permission
from lib.domain.users import User


@dataclass(frozen=True)
class Entry:
    """`on` is the day of the contact, which may be earlier than that of the record."""

    channel: Channel
    on: date
    text: str
    with_whom: str = ""


def record(ods_code: str, entry: Entry, *, by: User) -> int:
    """Add a line; lines are never changed. Returns its id."""
    by.require(Permission.DO_CASEWORK)
    text = needed(entry.text, "Say what was said")
    with_whom = checked(entry.with_whom, "With whom", most=LINE)
    happened(entry.on)
    with db.transaction() as session:
        practice = within.practice(session, ods_code, by=by)
        stored = LogEntry(
            practice_code=practice.ods_code,
            channel=entry.channel,
            on=entry.on,
            text=text,
            with_whom=with_whom,
            sequence=events.record(
                session,
                by,
                f"log {entry.channel}",
                subject=practice.ods_code,
                on=entry.on,
            ),
            recorded_by=by.email,
        )
        return db.add(session, stored)
