"""People who come in one file: each is let in or changed by the rules of one.

Whoever is not in the file is left alone, and said to be.
"""

from collections.abc import Sequence
from functools import partial
from typing import cast

from sqlmodel import Session, select

from lib.actions import accounts
from lib.actions.accounts import Changes
from lib.actions.loaders import trying
from lib.domain.arrivals import Arrival, Difference
from lib.domain.dates import today
from lib.domain.errors import Refused, RuleBroken
from lib.domain.files import Kind
from lib.domain.problems import Problem, Severity
from lib.domain.roles import Role
from lib.domain.rows import ALL_ICBS, PersonRow
from lib.domain.scope import icbs_of
from lib.domain.users import Account, User, in_use


def problems(
    session: Session, arrival: Arrival, found: Sequence[Problem], *, by: User
) -> list[Problem]:
    """What the rules refuse, and each change of an account, which a person confirms."""
    if arrival.kind is not Kind.PEOPLE:
        return []
    said = []
    told = {problem.row for problem in found}
    tried = trying.outcomes(session, _rows(arrival), partial(_take, session, by), told)
    for row, outcome in tried:
        if isinstance(outcome, Refused):
            message = f"{row.email}: {outcome}"
            said.append(Problem("person-refused", message, row=row.row))
        elif outcome:
            message = f"{row.email} changes: {_words(outcome)}."
            said.append(
                Problem("account-changed", message, "", Severity.CONFIRM, row.row)
            )
    return said


def difference(session: Session, arrival: Arrival, *, by: User) -> Difference:
    """In people. `absent`: the accounts in use that the file leaves alone."""
    tally = {"new": 0, "updated": 0, "unchanged": 0}
    rows = _rows(arrival)
    for _, outcome in trying.outcomes(session, rows, partial(_take, session, by)):
        if outcome is None:
            tally["new"] += 1
        elif not isinstance(outcome, Refused):
            tally["updated" if outcome else "unchanged"] += 1
    named = {row.email for row in rows}
    near = [
        account
        for account in session.exec(select(Account).where(in_use(today())))
        if account.email not in named and _is_near(session, account, by)
    ]
    return Difference(**tally, absent=tuple(sorted(each.email for each in near)))


def store(session: Session, arrival: Arrival, *, by: User) -> int:
    """Let in and change; returns how many of them."""
    why = f"as in the file {arrival.file_name}"
    taken = [_take(session, by, row, why) for row in _rows(arrival)]
    return sum(outcome is None or bool(outcome) for outcome in taken)


def _rows(arrival: Arrival) -> list[PersonRow]:
    return cast(list[PersonRow], arrival.parsed.rows)


def _take(
    session: Session, by: User, row: PersonRow, why: str = "as in a file"
) -> Changes | None:
    """What changed of an account; None where it is new."""
    icbs = None if row.icbs == ALL_ICBS or row.lmc else frozenset(row.icbs.split())
    if icbs == frozenset():
        raise RuleBroken("Say at least one ICB, or all.")
    person = User(row.email, row.name, Role(row.role), icbs, row.lmc or None)
    account = session.get(Account, row.email)
    if account is None:
        accounts.open_account(session, person, row.until, by=by)
        return None
    if not account.active:
        raise RuleBroken(
            "The account is deactivated. Let them in again on the page People, or take"
            " the row out."
        )
    accounts.editable(session, row.email, account.version, by=by)
    return accounts.change_account(session, account, person, row.until, why, by=by)


def _words(changes: Changes) -> str:
    return "; ".join(
        f"{field} {_said(was)} → {_said(now)}" for field, (was, now) in changes.items()
    )


def _said(value: object) -> str:
    if isinstance(value, list):
        return " ".join(value)
    return str(value) if value else "none"


def _is_near(session: Session, account: Account, by: User) -> bool:
    if by.icbs is None:
        return True
    return account.sees_all_icbs or bool(by.icbs & {*session.exec(icbs_of(account))})
