"""What an action finds within the scope of whoever acts, as they saw it on screen."""

from typing import TypeVar

from sqlmodel import Session, SQLModel

from lib.domain.errors import NotAllowed, NotFound, require_seen
from lib.domain.organisations import ICB, Practice
from lib.domain.scope import practice_seen_by
from lib.domain.users import User

Row = TypeVar("Row", bound=SQLModel)


def practice(session: Session, ods_code: str, *, by: User) -> Practice:
    return practice_seen_by(by, session, ods_code)


def editable_practice(
    session: Session, ods_code: str, seen_version: int, *, by: User
) -> Practice:
    """One of the user's practices, locked, in the version that they saw."""
    found = practice(session, ods_code, by=by)
    session.refresh(found, with_for_update=True)
    require_seen(found.version, seen_version)
    return found


def editable(
    session: Session,
    table: type[Row],
    row_id: int,
    seen_version: int,
    *,
    by: User,
) -> Row:
    """A row of one of the user's practices, locked, in the version that they saw.

    The caller writes the next version: `row.version += 1`.
    """
    found = one(session, table, row_id, by=by)
    require_seen(found.version, seen_version)  # type: ignore[attr-defined]
    return found


def one(session: Session, table: type[Row], row_id: int, *, by: User) -> Row:
    """A row that belongs to one of the user's practices, locked until the commit."""
    found = session.get(table, row_id, with_for_update=True)
    if found is None:
        raise NotFound(f"There is nothing of that number ({row_id}) among yours.")
    practice(session, found.practice_code, by=by)  # type: ignore[attr-defined]
    return found


def icb(code: str | None, *, by: User) -> None:
    """Raise where this is not one of the user's ICBs; None says every ICB at once."""
    if by.icbs is not None and code not in by.icbs:
        what = f"{code} is not among your ICBs." if code else "You act for some ICBs."
        raise NotAllowed(f"{what} Choose one of yours: {', '.join(sorted(by.icbs))}.")


def known_icb(session: Session, code: str, *, by: User) -> None:
    """Raise where there is no such ICB among the user's."""
    icb(code, by=by)
    if session.get(ICB, code) is None:
        raise NotFound(f"There is no ICB {code}. Look at the code, or load the ICBs.")
