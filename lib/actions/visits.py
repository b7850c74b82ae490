"""Visits: noted at the first look of a day, for what has changed since the one before."""

from sqlalchemy.exc import IntegrityError

from lib import db
from lib.actions import events
from lib.domain.dates import today
from lib.domain.roles import Permission
from lib.domain.users import User
from lib.domain.visit import Visit


def note(*, by: User) -> None:
    """Once a day is as good as often, in however many windows."""
    by.require(Permission.VIEW)
    with db.reading() as session:
        if session.get(Visit, (by.email, today())) is not None:
            return
    try:
        with db.transaction() as session:
            sequence = events.record(session, by, "visit")
            session.add(Visit(email=by.email, on=today(), sequence=sequence))
    except IntegrityError:  # another window of theirs was first
        return
