"""Keys to the data feeds: whose they are, and who asks with one."""

from dataclasses import replace

from sqlmodel import col, select

from lib import db
from lib.domain.dates import today
from lib.domain.feeds import FeedKey, digest
from lib.domain.roles import Permission
from lib.domain.users import User
from lib.queries import users


def mine(user: User) -> list[FeedKey]:
    """One's own keys; to whoever looks after people, those of everybody; newest first."""
    user.require(Permission.EXPORT)
    found = select(FeedKey).order_by(col(FeedKey.id).desc())
    if not user.may(Permission.MANAGE_PEOPLE):
        found = found.where(FeedKey.owner == user.email)
    return db.rows(found)


def holder(key: str) -> tuple[int, User] | None:
    """The number of a key that is good today, and its owner as they are today, within
    the ICB that the key is for; None for any other."""
    good = select(FeedKey).where(
        FeedKey.digest == digest(key),
        FeedKey.ends_on >= today(),
        col(FeedKey.revoked_on).is_(None),
    )
    found = db.first(good)
    user = users.by_email(found.owner) if found else None
    if found is None or found.id is None or user is None:
        return None
    if found.icb_code is None:
        return found.id, user
    wanted = frozenset({found.icb_code})
    left = wanted if user.icbs is None else user.icbs & wanted
    return found.id, replace(user, icbs=left)
