"""Contacts: who answers at a practice, as a person types it."""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlmodel import col

from lib import db
from lib.actions import events, within
from lib.domain import contacts
from lib.domain.correspondence import Contact
from lib.domain.errors import RuleBroken
from lib.domain.free_text import LINE, checked, needed
from lib.domain.roles import Permission
from lib.domain.users import User


@dataclass(frozen=True)
class Person:
    """Somebody at work: never a private address or number."""

    role: str
    name: str = ""
    email: str = ""
    telephone: str = ""
    from_on: date | None = None
    until_on: date | None = None


def record(ods_code: str, person: Person, *, by: User) -> int:
    by.require(Permission.DO_CASEWORK)
    fields = _checked(person)
    with db.transaction() as session:
        practice = within.practice(session, ods_code, by=by)
        # The record of events is kept for ever: it names nobody.
        events.record(session, by, "add contact", subject=ods_code, role=fields["role"])
        contact = Contact(
            practice_code=practice.ods_code, recorded_by=by.email, **fields
        )
        return db.add(session, contact)


def change(contact_id: int, person: Person, *, seen_version: int, by: User) -> None:
    by.require(Permission.DO_CASEWORK)
    fields = _checked(person)
    with db.transaction() as session:
        contact = within.editable(session, Contact, contact_id, seen_version, by=by)
        events.record(
            session,
            by,
            "change contact",
            subject=contact.practice_code,
            role=fields["role"],
            changed=[n for n, value in fields.items() if getattr(contact, n) != value],
        )
        for name, value in fields.items():
            setattr(contact, name, value)
        contact.recorded_by = by.email
        contact.version += 1


def remove(contact_id: int, reason: str, *, seen_version: int, by: User) -> None:
    """Erase somebody who should not be here; who has left gets an end date instead."""
    by.require(Permission.DO_CASEWORK)
    why = needed(reason, "Say why the contact is removed", most=LINE)
    with db.transaction() as session:
        contact = within.editable(session, Contact, contact_id, seen_version, by=by)
        events.record(
            session,
            by,
            "remove contact",
            subject=contact.practice_code,
            reason=why,
            role=contact.role,
        )
        same = [
            col(Contact.practice_code) == contact.practice_code,
            sa.func.lower(Contact.role) == contact.role.lower(),
            sa.func.lower(Contact.name) == contact.name.lower(),
        ]
        session.execute(sa.delete(Contact).where(*same))  # older words on them too


def _checked(person: Person) -> dict[str, Any]:
    if not (person.name.strip() or person.email.strip() or person.telephone.strip()):
        raise RuleBroken("Give a name, a work e-mail address or a telephone number.")
    if person.from_on and person.until_on and person.until_on < person.from_on:
        raise RuleBroken("The last day is before the first.")
    return {
        **asdict(person),
        "role": needed(person.role, "Say what the person does there", most=LINE),
        "name": checked(person.name, "The name", most=LINE),
        "email": _in_form(contacts.email, person.email),
        "telephone": _in_form(contacts.telephone, person.telephone),
    }


def _in_form(form: Callable[[str], str], text: str) -> str:
    try:
        return form(text) if text.strip() else ""
    except ValueError as wrong:
        raise RuleBroken(str(wrong)) from None
