"""People: who may sign in, with which role, for which ICBs or LMC, and until when."""

from collections.abc import Sequence
from datetime import date

from lib import db
from lib.actions import accounts
from lib.domain.errors import RuleBroken
from lib.domain.roles import Permission, Role
from lib.domain.users import Account, User, address

# Acts where no person can: the first account of an empty database.
SYSTEM = User("system", "The application", Role.ADMINISTRATOR, icbs=None)


def add(person: User, *, until: date | None = None, by: User) -> None:
    """Open an account, once. An existing one is left as is."""
    by.require(Permission.MANAGE_PEOPLE)
    with db.transaction() as session:
        if session.get(Account, address(person.email)) is None:
            accounts.open_account(session, person, until, by=by)


def change(
    person: User,
    reason: str,
    *,
    until: date | None = None,
    seen_version: int,
    by: User,
) -> None:
    """Another name, role, scope or last day; nothing happens where all is as it was."""
    by.require(Permission.MANAGE_PEOPLE)
    with db.transaction() as session:
        account = accounts.editable(session, person.email, seen_version, by=by)
        accounts.change_account(session, account, person, until, reason, by=by)


def deactivate(email: str, reason: str, *, seen_version: int, by: User) -> None:
    """From the next message on this person may do nothing; what they did stays."""
    by.require(Permission.MANAGE_PEOPLE)
    with db.transaction() as session:
        account = accounts.editable(session, email, seen_version, by=by)
        if not account.active:
            raise RuleBroken(f"{account.name} is deactivated already.")
        accounts.set_active(session, account, reason, active=False, by=by)


def reactivate(email: str, reason: str, *, seen_version: int, by: User) -> None:
    """With the role and scope that they had, where the administrator may give these."""
    by.require(Permission.MANAGE_PEOPLE)
    with db.transaction() as session:
        account = accounts.editable(session, email, seen_version, by=by)
        if account.active:
            raise RuleBroken(f"{account.name} is active already.")
        accounts.set_active(session, account, reason, active=True, by=by)


def review(
    seen: Sequence[tuple[str, int]], reason: str, *, keep: bool, by: User
) -> None:
    """Of these accounts, each with the version seen: they are still needed as they are,
    or they are deactivated; all of them or none. One event for each."""
    by.require(Permission.MANAGE_PEOPLE)
    if not seen:
        raise RuleBroken("Choose at least one account.")
    with db.transaction() as session:
        for email, version in seen:
            account = accounts.editable(session, email, version, by=by)
            if keep:
                accounts.confirm(session, account, reason, by=by)
            else:
                accounts.set_active(session, account, reason, active=False, by=by)


def widen(wanted: Sequence[tuple[User, int]], reason: str, *, by: User) -> None:
    """After an ICB merger: these people, each with the version seen, as they are to be;
    all of them or none. One event for each."""
    by.require(Permission.MANAGE_PEOPLE)
    if not wanted:
        raise RuleBroken("Choose at least one account.")
    with db.transaction() as session:
        for person, version in wanted:
            account = accounts.editable(session, person.email, version, by=by)
            until = account.until_on
            accounts.change_account(session, account, person, until, reason, by=by)
