"""People: roles as lists of permissions, and who acts within which ICBs."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlmodel import Field, col, select
from sqlmodel.sql.expression import SelectOfScalar

from lib.domain.base import Table, choice
from lib.domain.errors import NotAllowed
from lib.domain.files import Kind


class Permission(StrEnum):
    VIEW = "see the figures of practices"
    EXPORT = "download figures"
    SAVE_VIEWS = "save and share views"
    IMPORT_COUNTS = "load and withdraw counts of an ICB"
    IMPORT_REFERENCE = "load and withdraw national and local reference files"
    CORRECT_FIGURES = "correct one figure"
    SET_RULES = "set the threshold and other dated rules"
    READ_CASEWORK = "read notes, contacts, drafts and letters"
    DO_CASEWORK = "ask for plans and reports and record what practices answer"
    DECIDE = "agree plans, close cases and call returns final"
    READ_EVENTS = "read who did what"
    VERIFY_RECORD = "check that the record of changes is whole"
    MANAGE_PEOPLE = "let people in"


class Role(StrEnum):
    OFFICER = "ICB officer"
    APPROVER = "ICB approver"
    ADMINISTRATOR = "ICB administrator"
    ANALYST = "Analyst or service"
    AUDITOR = "Auditor"
    LEAD = "Regional or national lead"


_READ = [Permission.VIEW, Permission.EXPORT, Permission.VERIFY_RECORD]
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
        Permission.READ_EVENTS,
        Permission.MANAGE_PEOPLE,
    ],
    Role.ANALYST: [*_WORK, Permission.IMPORT_REFERENCE],
    Role.AUDITOR: [*_READ, Permission.READ_CASEWORK, Permission.READ_EVENTS],
    Role.LEAD: [*_READ, Permission.SAVE_VIEWS],
}


# What loading a file that an ICB sends of its own practices needs; other kinds are for
# all and need IMPORT_REFERENCE.
LOADING: dict[Kind, Permission] = {
    Kind.COUNTS: Permission.IMPORT_COUNTS,
    Kind.CONTACTS: Permission.DO_CASEWORK,
    Kind.REPORTS: Permission.DO_CASEWORK,
    Kind.TRACKER: Permission.DO_CASEWORK,
}


class Account(Table, table=True):
    """A person or a service who may sign in."""

    email: str = Field(primary_key=True, max_length=254)
    name: str
    role: Role = Field(sa_type=choice(Role, "role"))
    sees_all_icbs: bool = False
    active: bool = True
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


def represented_by(email: str, on: date) -> SelectOfScalar[Account]:
    """Those who are away that day and left this person to decide for them."""
    return (
        select(Account)
        .join(Deputy, col(Deputy.email) == col(Account.email))
        .where(
            Deputy.deputy == email,
            Deputy.from_on <= on,
            Deputy.until_on >= on,
            col(Account.active),
        )
    )


@dataclass(frozen=True)
class User:
    """Who asks or acts. `icbs` None is every ICB; an empty set is none."""

    email: str
    name: str
    role: Role
    icbs: frozenset[str] | None

    def may(self, permission: Permission) -> bool:
        return permission in PERMISSIONS[self.role]

    def require(self, permission: Permission) -> None:
        if not self.may(permission):
            raise NotAllowed(f"Your role, {self.role}, may not {permission}.")
