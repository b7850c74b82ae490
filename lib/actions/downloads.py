"""Downloads: who took which table, how many rows, and by which filters."""

from collections.abc import Mapping

from lib import db
from lib.actions import events
from lib.domain.roles import Permission
from lib.domain.users import User


def record(
    name: str, rows: int, *, by: User, filters: Mapping[str, str] | None = None
) -> None:
    by.require(Permission.EXPORT)
    with db.transaction() as session:
        events.record(
            session,
            by,
            "download",
            subject=name,
            rows=rows,
            filters=dict(filters or {}),
        )
