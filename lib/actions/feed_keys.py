"""Keys to the data feeds: made by their owner, used by a program, revoked."""

from datetime import date

from sqlmodel import Session

from lib import db
from lib.actions import events, within
from lib.domain.dates import now, today, uk
from lib.domain.errors import NotFound, RuleBroken, require_seen
from lib.domain.feeds import LONGEST, FeedKey, digest, fresh
from lib.domain.free_text import LINE, needed
from lib.domain.roles import Permission
from lib.domain.users import Account, User


def make(name: str, ends_on: date, icb_code: str | None, *, by: User) -> str:
    """Return the key, which nobody can see again; `icb_code` limits it to one ICB."""
    by.require(Permission.EXPORT)
    if not today() <= ends_on <= today() + LONGEST:
        raise RuleBroken(
            f"Say a last day between today and {uk(today() + LONGEST)}: a key that"
            " nobody renews ends by itself."
        )
    what = needed(name, "Say what the key is for", most=LINE)
    if icb_code is not None:
        within.icb(icb_code, by=by)
    key = fresh()
    with db.transaction() as session:
        if session.get(Account, by.email) is None:
            raise NotFound("Only somebody with an account can have a key.")
        events.record(
            session,
            by,
            "make feed key",
            subject=by.email,
            name=what,
            ends_on=ends_on,
            icb_code=icb_code,
        )
        session.add(
            FeedKey(
                name=what,
                owner=by.email,
                icb_code=icb_code,
                digest=digest(key),
                ends_on=ends_on,
            )
        )
    return key


def revoke(key_id: int, *, seen_version: int, by: User) -> None:
    """From now on nothing is answered to it."""
    by.require(Permission.EXPORT)
    with db.transaction() as session:
        found = _own(session, key_id, by)
        require_seen(found.version, seen_version)
        if found.revoked_on is not None:
            raise RuleBroken("The key is revoked already.")
        events.record(
            session, by, "revoke feed key", subject=found.owner, name=found.name
        )
        found.revoked_on = today()
        found.version += 1


def use(key_id: int, feed: str, rows: int, *, by: User, **asked: str) -> None:
    """Note that a program fetched a feed with the key."""
    by.require(Permission.EXPORT)
    with db.transaction() as session:
        found = _own(session, key_id, by)
        events.record(
            session, by, "feed", subject=feed, name=found.name, rows=rows, **asked
        )
        found.used_at = now()


def _own(session: Session, key_id: int, by: User) -> FeedKey:
    """One's own; whoever looks after people also finds those of others."""
    found = session.get(FeedKey, key_id, with_for_update=True)
    if found is None or (
        found.owner != by.email and not by.may(Permission.MANAGE_PEOPLE)
    ):
        raise NotFound("There is no such key among yours.")
    return found
