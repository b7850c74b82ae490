"""Sign-ins: begun by the provider's word, ended by the person or an administrator."""

from collections.abc import Iterable
from datetime import datetime

import sqlalchemy as sa
from sqlmodel import Session, col, select

from lib import db
from lib.actions import events
from lib.domain.dates import now
from lib.domain.errors import NotAllowed, NotFound
from lib.domain.free_text import needed
from lib.domain.roles import Permission
from lib.domain.sign_in import IDLE, LASTS, NOTED, Ending, SignIn
from lib.domain.users import Account, AccountICB, User


def begin(key: str, *, by: User) -> None:
    """A person whom the provider vouches for, and who has an account, is in."""
    with db.transaction() as session:
        events.record(session, by, "sign in", subject=by.email)
        session.add(SignIn(key=key, email=by.email))


def refuse(email: str, reason: str, *, by: User) -> None:
    """Somebody whom the provider vouches for and we do not let in; the application
    itself says so."""
    with db.transaction() as session:
        events.record(session, by, "sign-in refused", subject=email, reason=reason)


def seen(key: str, *, by: User) -> None:
    """A sign of life; no event. What has ended meanwhile stays so."""
    at = now()
    with db.transaction() as session:
        session.execute(
            sa.update(SignIn)
            .values(seen_at=at)
            .where(
                col(SignIn.key) == key,
                col(SignIn.email) == by.email,
                col(SignIn.ended_at).is_(None),
                col(SignIn.seen_at).between(at - IDLE, at - NOTED),
            )
        )


def end(key: str, *, by: User) -> None:
    """One's own, once; on every server that reads this database."""
    with db.transaction() as session:
        found = session.get(SignIn, key, with_for_update=True)
        if found is None or found.email != by.email:
            raise NotFound("There is no such sign-in of yours.")
        if found.ended_at is None:
            events.record(session, by, "sign out", subject=by.email)
            _end([found], Ending.SIGNED_OUT, now())


def end_all(email: str, reason: str, *, by: User) -> int:
    """Everything that somebody holds open; returns how many ended."""
    by.require(Permission.MANAGE_PEOPLE)
    why, at = needed(reason, "Say why"), now()
    with db.transaction() as session:
        _require_in_charge(session, email, by)
        held = session.exec(
            select(SignIn).where(
                SignIn.email == email,
                col(SignIn.ended_at).is_(None),
                SignIn.begun_at > at - LASTS,
            )
        ).all()
        events.record(
            session, by, "end sign-ins", subject=email, reason=why, ended=len(held)
        )
        _end(held, Ending.BY_ADMINISTRATOR, at)
        return len(held)


def _end(sign_ins: Iterable[SignIn], why: Ending, at: datetime) -> None:
    for each in sign_ins:
        each.ended_at, each.ended_why = at, why


def _require_in_charge(session: Session, email: str, by: User) -> None:
    account = session.get(Account, email)
    if account is None:
        raise NotFound(f"There is no account {email}.")
    if by.icbs is None:
        return
    theirs = session.exec(select(AccountICB.icb_code).where(AccountICB.email == email))
    if account.sees_all_icbs or not by.icbs.issuperset(theirs):
        raise NotAllowed("You may end the sign-ins of people of your own ICBs only.")
