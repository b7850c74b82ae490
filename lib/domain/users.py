"""People: roles as lists of permissions, and who acts within which ICBs."""

import re
from collections.abc import Hashable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import sqlalchemy as sa
from sqlmodel import Field, col, select
from sqlmodel.sql.expression import SelectOfScalar

from lib.domain.base import Table, choice
from lib.domain.dates import today
from lib.domain.errors import NotAllowed, RuleBroken
from lib.domain.files import Kind


class Permission(StrEnum):
    VIEW = "see the figures of practices"
    SEE_EXACT = "see exact counts of patients"
    EXPORT = "download figures"
    SAVE_VIEWS = "save and share views"
    IMPORT_COUNTS = "load and withdraw counts of an ICB"
    IMPORT_REFERENCE = "load and withdraw national and local reference files"
    CORRECT_FIGURES = "correct one figure"
    SET_RULES = "set the threshold and other dated rules"
    READ_CASEWORK = "read notes, contacts, drafts and letters"
    DO_CASEWORK = "ask for plans and reports and record what practices answer"
    DECIDE = "agree plans, close cases and call returns final"
    EDIT_PRACTICES = "correct the register: merge, close, move practices"
    READ_EVENTS = "read who did what"
    VERIFY_RECORD = "check that the record of changes is whole"
    MANAGE_PEOPLE = "let people in"
    VIEW_AS_OBSERVER = "look at it as an observer does"
    RAISE_QUERIES = "raise a query or comment on a figure"


class Role(StrEnum):
    OFFICER = "ICB officer"
    APPROVER = "ICB approver"
    ADMINISTRATOR = "ICB administrator"
    ANALYST = "Analyst or service"
    AUDITOR = "Auditor"
    LEAD = "Regional or national lead"
    LMC_OBSERVER = "LMC observer"
    BMA_OBSERVER = "BMA observer"


_OBSERVE = [Permission.VIEW, Permission.EXPORT, Permission.VERIFY_RECORD]
_READ = [*_OBSERVE, Permission.SEE_EXACT, Permission.VIEW_AS_OBSERVER]
_WORK = [
    *_READ,
    Permission.READ_CASEWORK,
    Permission.SAVE_VIEWS,
    Permission.IMPORT_COUNTS,
    Permission.CORRECT_FIGURES,
]
_CASEWORK = [*_WORK, Permission.DO_CASEWORK]

PERMISSIONS: dict[Role, list[Permission]] = {
    Role.OFFICER: _CASEWORK,
    Role.APPROVER: [*_CASEWORK, Permission.DECIDE],
    Role.ADMINISTRATOR: [
        *_CASEWORK,
        Permission.DECIDE,
        Permission.IMPORT_REFERENCE,
        Permission.SET_RULES,
        Permission.EDIT_PRACTICES,
        Permission.READ_EVENTS,
        Permission.MANAGE_PEOPLE,
    ],
    Role.ANALYST: [*_WORK, Permission.IMPORT_REFERENCE, Permission.EDIT_PRACTICES],
    Role.AUDITOR: [*_READ, Permission.READ_CASEWORK, Permission.READ_EVENTS],
    Role.LEAD: [*_READ, Permission.SAVE_VIEWS],
    Role.LMC_OBSERVER: [*_OBSERVE, Permission.RAISE_QUERIES],
    Role.BMA_OBSERVER: [*_OBSERVE, Permission.RAISE_QUERIES],
}


def role_named(text: str) -> Role | None:
    """“ICB officer”, or the one word “officer”; however it is spelled."""

    def plain(words: str) -> str:
        return re.sub(r"[\W_]+", "", words).casefold()

    named = {plain(words): role for role in Role for words in (role.name, role.value)}
    return named.get(plain(text))


# What loading a file of an ICB's own practices or people needs; other kinds are for all
# and need IMPORT_REFERENCE.
LOADING: dict[Kind, Permission] = {
    Kind.COUNTS: Permission.IMPORT_COUNTS,
    Kind.CONTACTS: Permission.DO_CASEWORK,
    Kind.REPORTS: Permission.DO_CASEWORK,
    Kind.TRACKER: Permission.DO_CASEWORK,
    Kind.PEOPLE: Permission.MANAGE_PEOPLE,
}


class Account(Table, table=True):
    """A person or a service who may sign in."""

    email: str = Field(primary_key=True, max_length=254)
    name: str
    role: Role = Field(sa_type=choice(Role, "role"))
    sees_all_icbs: bool = False
    # Whose practices an LMC observer sees, in whichever ICB they lie.
    lmc_name: str | None = Field(default=None, foreign_key="lmc.name")
    active: bool = True
    until_on: date | None = None  # the last day on which it may be used
    version: int = 1


class AccountICB(Table, table=True):
    """An ICB in somebody's scope."""

    __tablename__ = "account_icb"

    email: str = Field(primary_key=True, foreign_key="account.email", max_length=254)
    icb_code: str = Field(primary_key=True, foreign_key="icb.code")


class Deputy(Table, table=True):
    """Who decides for somebody who is away, from the first to the last of these days."""

    id: int | None = Field(default=None, primary_key=True)
    email: str = Field(foreign_key="account.email", index=True, max_length=254)
    deputy: str = Field(foreign_key="account.email", index=True, max_length=254)
    from_on: date
    until_on: date
    version: int = 1


def address(email: str) -> str:
    """As addresses are kept."""
    found = email.strip().lower()
    if not re.fullmatch(r"[^@\s<>,;]+@[^@\s<>,;]+", found):
        raise RuleBroken("This is not an e-mail address.")
    return found


def in_use(on: date) -> sa.ColumnElement[bool]:
    """True of the accounts that may be used that day."""
    until = col(Account.until_on)
    return sa.and_(col(Account.active), sa.or_(until.is_(None), until >= on))


def represented_by(email: str, on: date) -> SelectOfScalar[Account]:
    """Those who are away that day and left this person to decide for them."""
    return (
        select(Account)
        .join(Deputy, col(Deputy.email) == col(Account.email))
        .where(
            Deputy.deputy == email,
            Deputy.from_on <= on,
            Deputy.until_on >= on,
            in_use(on),
        )
    )


@dataclass(frozen=True)
class User:
    """Who asks or acts.

    `icbs` None is every ICB; an empty set is none. `lmc` limits that to the practices of
    one LMC. `named_icbs` are the ICBs whose practices this person sees by name (None:
    all of them); elsewhere only those that agreed to it. `own_role`: of staff who look
    as an observer does, which never lets them do more than they may anyway.
    """

    email: str
    name: str
    role: Role
    icbs: frozenset[str] | None
    lmc: str | None = None
    named_icbs: frozenset[str] | None = None
    own_role: Role | None = None

    @property
    def scope(self) -> Hashable:
        """Equal for people to whom every question has the same answer."""
        return self.role, self.icbs, self.lmc, self.named_icbs, self.own_role

    @property
    def title(self) -> str:
        """The role for the record: that of staff, and as whom they look."""
        return f"{self.own_role}, as {self.role}" if self.own_role else self.role

    def may(self, permission: Permission) -> bool:
        return all(
            permission in PERMISSIONS[r] for r in (self.role, self.own_role) if r
        )

    def require(self, permission: Permission) -> None:
        if not self.may(permission):
            raise NotAllowed(f"Your role, {self.role}, may not {permission}.")


@dataclass(frozen=True)
class Person:
    """An account as an administrator sees it, in the version that they see."""

    user: User
    active: bool
    until: date | None
    version: int

    @property
    def in_use(self) -> bool:
        return self.active and (self.until is None or self.until >= today())
