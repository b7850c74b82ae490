"""Accounts within a transaction: the rules by which one is opened, changed and left."""

from dataclasses import replace
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from lib.actions import events
from lib.domain.dates import today
from lib.domain.errors import NotAllowed, NotFound, RuleBroken, require_seen
from lib.domain.events import Ledger
from lib.domain.free_text import LINE, needed
from lib.domain.organisations import ICB, LMC
from lib.domain.roles import PERMISSIONS, Permission, Role
from lib.domain.scope import icbs_of, icbs_of_lmc
from lib.domain.users import Account, AccountICB, User, address, in_use

Changes = dict[str, tuple[Any, Any]]

# What observers do and no member of staff: whoever lets one in gives nothing of theirs.
_OBSERVERS_OWN = {Permission.RAISE_QUERIES}
# Whoever may do this can repair every other account.
_LOOK_AFTER = [
    role for role, may in PERMISSIONS.items() if Permission.MANAGE_PEOPLE in may
]


def open_account(
    session: Session, person: User, until: date | None, *, by: User
) -> None:
    """Within a transaction: a new account, and its event."""
    wanted = _checked(session, person, by)
    account = Account(email=wanted.email, name=wanted.name, role=wanted.role)
    now = _said(wanted, until)
    events.record(
        session, by, "add account", subject=account.email, role=wanted.role, now=now
    )
    session.add(account)
    _write(session, account, wanted, until)


def change_account(  # noqa: PLR0913 within a transaction: what `change` says
    session: Session,
    account: Account,
    person: User,
    until: date | None,
    reason: str,
    *,
    by: User,
) -> Changes:
    """Within a transaction: what changed, old and new; if anything, with one event."""
    wanted = _checked(session, person, by)
    held = _scope(session, account)
    before = _said(
        User(account.email, account.name, account.role, held, account.lmc_name),
        account.until_on,
    )
    after = _said(wanted, until)
    changes = {
        name: (before[name], after[name])
        for name in before
        if before[name] != after[name]
    }
    if not changes:
        return {}
    if account.email == by.email and account.role is not wanted.role:
        raise RuleBroken("Nobody changes their own role. Ask another administrator.")
    events.record(
        session,
        by,
        "change account",
        subject=account.email,
        reason=needed(reason, "Say why the account is changed", most=LINE),
        was={name: was for name, (was, _) in changes.items()},
        now={name: now for name, (_, now) in changes.items()},
    )
    was_in_charge = account.role in _LOOK_AFTER and account.active
    _write(session, account, wanted, until)
    account.version += 1
    if was_in_charge:
        _require_somebody_in_charge(session, held)
    return changes


def set_active(
    session: Session, account: Account, reason: str, *, active: bool, by: User
) -> None:
    """Within a transaction: deactivate, or let in again as they were."""
    if active:
        _no_more_than_ones_own(account.role, by)
    what = "reactivate" if active else "deactivate"
    events.record(
        session,
        by,
        f"{what} account",
        subject=account.email,
        reason=needed(reason, f"Say why you {what} the account", most=LINE),
        was={"active": not active},
        now={"active": active},
    )
    held = _scope(session, account)
    account.active = active
    account.version += 1
    if not active and account.role in _LOOK_AFTER:
        _require_somebody_in_charge(session, held)


def confirm(session: Session, account: Account, reason: str, *, by: User) -> None:
    """Within a transaction: on review it is still needed as it is."""
    why = needed(reason, "Say why the account is still needed", most=LINE)
    events.record(session, by, "confirm account", subject=account.email, reason=why)


def editable(session: Session, email: str, seen_version: int, *, by: User) -> Account:
    """An account whose whole scope lies within the administrator's, as they saw it.

    One at a time: two who deactivate each other must not both find the other there.
    """
    session.get(Ledger, 1, with_for_update=True)
    account = session.get(Account, address(email), with_for_update=True)
    if account is None:
        raise NotFound(f"There is no account {email}.")
    if not _covers(by.icbs, _scope(session, account)):
        raise NotAllowed(
            f"{account.name} works beyond your own ICBs. Ask an administrator of all."
        )
    require_seen(account.version, seen_version)
    return account


def _checked(session: Session, person: User, by: User) -> User:
    """As it may be stored: whoever lets people in gives nothing that they have not."""
    _no_more_than_ones_own(person.role, by)
    name = needed(person.name, "Say the name", most=LINE)
    if (person.role is Role.LMC_OBSERVER) != (person.lmc is not None):
        raise RuleBroken("An LMC observer, and nobody else, looks for one LMC.")
    icbs = person.icbs
    if person.lmc is not None:
        if session.get(LMC, person.lmc) is None:
            raise NotFound(f"There is no LMC {person.lmc}. Load its list of practices.")
        icbs = _codes(session, icbs_of_lmc(person.lmc))
    if not _covers(by.icbs, icbs):
        raise NotAllowed("You may let people in for your own ICBs only.")
    unknown = sorted(code for code in icbs or () if session.get(ICB, code) is None)
    if unknown:
        raise NotFound(f"There is no ICB {', '.join(unknown)}.")
    return replace(person, email=address(person.email), name=name, icbs=icbs)


def _no_more_than_ones_own(role: Role, by: User) -> None:
    beyond = {*PERMISSIONS[role]} - {*PERMISSIONS[by.role]} - _OBSERVERS_OWN
    if beyond:
        raise NotAllowed(f"You may not give the role {role}: it may do more than you.")


def _covers(mine: frozenset[str] | None, theirs: frozenset[str] | None) -> bool:
    return mine is None or (theirs is not None and mine >= theirs)


def _scope(session: Session, account: Account) -> frozenset[str] | None:
    if account.sees_all_icbs:
        return None
    return _codes(session, icbs_of(account))


def _codes(session: Session, found: SelectOfScalar[str]) -> frozenset[str]:
    return frozenset(session.exec(found))


def _said(person: User, until: date | None) -> dict[str, Any]:
    """What an event keeps of an account; the ICBs of an LMC follow from its list."""
    of_lmc = person.lmc is not None
    return {
        "name": person.name,
        "role": str(person.role),
        "icbs": None if person.icbs is None or of_lmc else sorted(person.icbs),
        "lmc": person.lmc,
        "until": str(until) if until else None,
    }


def _write(
    session: Session, account: Account, person: User, until: date | None
) -> None:
    account.name, account.role = person.name, person.role
    account.lmc_name, account.until_on = person.lmc, until
    account.sees_all_icbs = person.lmc is None and person.icbs is None
    session.flush()
    mine = col(AccountICB.email) == account.email
    session.execute(sa.delete(AccountICB).where(mine))
    if person.lmc is None:
        session.add_all(
            AccountICB(email=account.email, icb_code=code)
            for code in sorted(person.icbs or ())
        )
    session.flush()


def _require_somebody_in_charge(session: Session, held: frozenset[str] | None) -> None:
    """Without an end, and for all the ICBs that the person looked after."""
    session.flush()
    left = session.exec(
        select(Account).where(
            col(Account.role).in_(_LOOK_AFTER),
            in_use(today()),
            col(Account.until_on).is_(None),
        )
    )
    if not any(_covers(_scope(session, each), held) for each in left.all()):
        raise RuleBroken(
            "This is the last administrator. Let another one in first, without a last"
            " day and for the same ICBs."
        )
