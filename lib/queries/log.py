"""The log of contacts with a practice, and the notes on it; for staff only."""

from sqlmodel import col

from lib import db
from lib.domain.correspondence import LogEntry
from lib.domain.roles import Permission
from lib.domain.scope import rows_of_practice
from lib.domain.users import User


def of_practice(user: User, ods_code: str) -> list[LogEntry]:
    """The last contact first."""
    user.require(Permission.READ_CASEWORK)
    found = rows_of_practice(user, LogEntry, ods_code)
    newest = (col(LogEntry.on).desc(), col(LogEntry.sequence).desc())
    return db.rows(found.order_by(*newest))
