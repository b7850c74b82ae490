"""The log of contacts with a practice, and the notes on it; for staff only."""

from sqlmodel import col, select

from lib import db
from lib.domain.correspondence import LogEntry
from lib.domain.roles import Permission
from lib.domain.scope import practices_visible_to
from lib.domain.users import User


def of_practice(user: User, ods_code: str) -> list[LogEntry]:
    """The last contact first."""
    user.require(Permission.READ_CASEWORK)
    with db.reading() as session:
        found = list(
            session.exec(
                select(LogEntry)
                .where(
                    LogEntry.practice_code == ods_code,
                    col(LogEntry.practice_code).in_(practices_visible_to(user)),
                )
                .order_by(col(LogEntry.on).desc(), col(LogEntry.sequence).desc())
            )
        )
        session.expunge_all()
        return found
