"""People: accounts, who acts, and within which ICBs or LMC."""

import re
from collections.abc import Hashable
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlmodel import Field, col, select
from sqlmodel.sql.expression import SelectOfScalar

from lib.domain.base import Table, choice
from lib.domain.dates import today
from lib.domain.errors import NotAllowed, RuleBroken
from lib.domain.files import Kind
from lib.domain.roles import PERMISSIONS, Permission, Role

# What loading a file of an ICB's own practices or people needs; other kinds are for all
# and need IMPORT_REFERENCE.
LOADING: dict[Kind, Permission] = {
    Kind.COUNTS: Permission.IMPORT_COUNTS,
    Kind.CONTACTS: Permission.DO_CASEWORK,
    Kind.REPORTS: Permission.DO_CASEWORK,
    Kind.TRACKER: Permission.DO_CASEWORK,
    Kind.PEOPLE: Permission.MANAGE_PEOPLE,
    Kind.ROLLOUT: Permission.IMPORT_COUNTS,
    Kind.NATIONAL_STEPS: Permission.IMPORT_COUNTS,
    Kind.ACCESS: Permission.IMPORT_COUNTS,
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
    def sight(self) -> Hashable:
        """Equal for people who are shown the same figures, whatever they may do."""
        exact = self.may(Permission.SEE_EXACT)
        return exact, self.icbs, self.lmc, self.named_icbs

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
