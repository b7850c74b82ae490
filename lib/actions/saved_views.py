"""Saved views: name a filtered page, share it, pin it, take it away."""

from dataclasses import dataclass

from sqlmodel import Session

from lib import db
from lib.actions import events, within
from lib.domain.errors import NotFound, require_seen
from lib.domain.free_text import LINE, needed
from lib.domain.roles import Permission
from lib.domain.saved_views import SavedView
from lib.domain.users import User


@dataclass(frozen=True)
class Naming:
    """What a person says of a view when saving it."""

    name: str
    shared: bool = False
    pinned: bool = False


def save(
    naming: Naming, *, page: str, query: str, icb_code: str | None, by: User
) -> int:
    """Keep the page with its filters; returns the view's id."""
    by.require(Permission.SAVE_VIEWS)
    name = _name(naming)
    if icb_code:
        within.icb(icb_code, by=by)
    with db.transaction() as session:
        events.record(session, by, "save view", subject=name, page=page, query=query)
        view = SavedView(
            name=name,
            owner=by.email,
            icb_code=icb_code,
            page=page,
            query=query,
            shared=naming.shared,
            pinned=naming.pinned,
        )
        return db.add(session, view)


def change(view_id: int, naming: Naming, *, seen_version: int, by: User) -> None:
    by.require(Permission.SAVE_VIEWS)
    name = _name(naming)
    with db.transaction() as session:
        view = _own(session, view_id, seen_version, by)
        events.record(
            session,
            by,
            "change view",
            subject=name,
            was=view.name,
            shared=naming.shared,
        )
        view.name, view.shared, view.pinned = name, naming.shared, naming.pinned
        view.version += 1
        session.add(view)


def remove(view_id: int, *, seen_version: int, by: User) -> None:
    by.require(Permission.SAVE_VIEWS)
    with db.transaction() as session:
        view = _own(session, view_id, seen_version, by)
        events.record(session, by, "remove view", subject=view.name)
        session.delete(view)


def _name(naming: Naming) -> str:
    return needed(naming.name, "Give the view a name", most=LINE)


def _own(session: Session, view_id: int, seen_version: int, by: User) -> SavedView:
    view = session.get(SavedView, view_id, with_for_update=True)
    if view is None or view.owner != by.email:
        raise NotFound("There is no such view of yours.")
    require_seen(view.version, seen_version)
    return view
