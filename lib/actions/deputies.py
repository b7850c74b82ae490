"""Deputies: who decides for somebody who is away, from a first day to a last."""

from datetime import date

from sqlmodel import Session, col, select

from lib import db
from lib.actions import events
from lib.domain.dates import uk
from lib.domain.errors import NotAllowed, NotFound, RuleBroken, require_seen
from lib.domain.roles import PERMISSIONS, Permission
from lib.domain.users import Account, AccountICB, Deputy, User


def appoint(email: str, deputy: str, from_on: date, until_on: date, *, by: User) -> int:
    """Anybody of the staff names a deputy for themselves, who may do what they do."""
    by.require(Permission.READ_CASEWORK)
    if until_on < from_on:
        raise RuleBroken("The last day is before the first.")
    if email == deputy:
        raise RuleBroken("Nobody is a deputy for themselves.")
    with db.transaction() as session:
        away = _may_name_for(session, email, by)
        _require_able(session, away, deputy)
        _require_free(session, email, from_on, until_on)
        events.record(
            session,
            by,
            "name deputy",
            subject=email,
            deputy=deputy,
            from_on=from_on,
            until_on=until_on,
        )
        stored = Deputy(email=email, deputy=deputy, from_on=from_on, until_on=until_on)
        return db.add(session, stored)


def end(deputy_id: int, until_on: date, *, seen_version: int, by: User) -> None:
    """Another last day: earlier on coming back, later on staying away."""
    by.require(Permission.READ_CASEWORK)
    with db.transaction() as session:
        found = session.get(Deputy, deputy_id, with_for_update=True)
        if found is None:
            raise NotFound("There is no such deputy among yours.")
        _may_name_for(session, found.email, by)
        require_seen(found.version, seen_version)
        if until_on < found.from_on:
            raise RuleBroken(f"The first day is {uk(found.from_on)}.")
        events.record(
            session,
            by,
            "change deputy",
            subject=found.email,
            was=found.until_on,
            until_on=until_on,
        )
        found.until_on = until_on
        found.version += 1


def _may_name_for(session: Session, email: str, by: User) -> Account:
    """Oneself; an administrator also names deputies for those of their own ICBs."""
    account = session.get(Account, email)
    if account is None or not account.active:
        raise NotFound(f"There is no account {email}.")
    if email != by.email:
        by.require(Permission.SET_RULES)
        if by.icbs is not None and not by.icbs & _icbs(session, email):
            raise NotAllowed("You may name deputies within your own ICBs only.")
    return account


def _require_able(session: Session, away: Account, deputy: str) -> None:
    account = session.get(Account, deputy)
    if account is None or not account.active:
        raise NotFound(f"There is no account {deputy}.")
    lacking = [p for p in PERMISSIONS[away.role] if p not in PERMISSIONS[account.role]]
    if Permission.DECIDE in lacking or Permission.DO_CASEWORK in lacking:
        raise RuleBroken(f"{account.name} may not do what {away.name} does.")
    if away.sees_all_icbs or account.sees_all_icbs:
        return
    if not _icbs(session, away.email) & _icbs(session, deputy):
        raise RuleBroken(f"{account.name} works for another ICB.")


def _require_free(session: Session, email: str, from_on: date, until_on: date) -> None:
    taken = session.exec(
        select(Deputy).where(
            Deputy.email == email,
            Deputy.from_on <= until_on,
            Deputy.until_on >= from_on,
        )
    ).first()
    if taken is not None:
        raise RuleBroken(
            f"{taken.deputy} is the deputy from {uk(taken.from_on)} to"
            f" {uk(taken.until_on)} already."
        )


def _icbs(session: Session, email: str) -> set[str]:
    return set(
        session.exec(select(AccountICB.icb_code).where(col(AccountICB.email) == email))
    )
