"""Roles as lists of permissions: who may do what, in one table."""

import re
from enum import StrEnum


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
