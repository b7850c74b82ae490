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
    with db.reading() as session:
        keys = list(session.exec(found))
        session.expunge_all()
        return keys


def holder(key: str) -> tuple[int, User] | None:
    """The number of a key that is good today, and its owner as they are today, within
    the ICB that the key is for; None for any other."""
    with db.reading() as session:
        found = session.exec(
            select(FeedKey).where(
                FeedKey.digest == digest(key),
                FeedKey.ends_on >= today(),
                col(FeedKey.revoked_on).is_(None),
            )
        ).first()
        if found is None or found.id is None:
            return None
        key_id, owner, icb_code = found.id, found.owner, found.icb_code
    user = users.by_email(owner)
    if user is None:
        return None
    if icb_code is None:
        return key_id, user
    left = {icb_code} if user.icbs is None else user.icbs & {icb_code}
    return key_id, replace(user, icbs=frozenset(left))
