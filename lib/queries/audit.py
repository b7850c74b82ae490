"""The record of changes: its entries, its head, and whether it is whole."""

from dataclasses import dataclass
from datetime import date, datetime, time

import pandas as pd
import sqlalchemy as sa
from sqlalchemy.sql.elements import ColumnElement
from sqlmodel import Session, col, select

from lib import db, sealing
from lib.domain import audit, audit_check
from lib.domain.audit import Entry, Head
from lib.domain.audit_check import Checked, Problem
from lib.domain.dates import LONDON, end_of_day
from lib.domain.events import Event
from lib.domain.roles import Permission
from lib.domain.users import User
from lib.migrations import guards
from lib.queries import events, truth

BATCH = 10_000  # rows held at once


@dataclass(frozen=True)
class Wanted:
    """Entries of a person (part of their address), about a subject (an ODS code, part
    of a key), of one table, in these days."""

    person: str = ""
    subject: str = ""
    table_name: str | None = None
    first: date | None = None
    last: date | None = None


def entries(user: User, wanted: Wanted = Wanted(), limit: int = 500) -> pd.DataFrame:
    """Newest first: place, at, by, role, action, table_name, key, operation, old, new,
    reason. Where nobody is named, it was written outside the application.

    Somebody of some ICBs sees what people of those ICBs did.
    """
    user.require(Permission.READ_EVENTS)
    told = (Entry.place, Entry.at, Event.by, Event.role, Event.action)
    said = (Entry.table_name, Entry.key, Entry.operation, Entry.old, Entry.new)
    statement = (
        sa.select(*(col(c) for c in (*told, *said)), col(Event.reason))
        .outerjoin_from(Entry, Event, col(Event.sequence) == col(Entry.event))
        .where(col(Entry.place).is_not(None), events.near(user), *_conditions(wanted))
        .order_by(col(Entry.place).desc())
        .limit(limit)
    )
    with db.reading() as session:
        found = truth.frame(session, statement)
    found["at"] = pd.to_datetime(found["at"], utc=True)
    return found


def _conditions(wanted: Wanted) -> list[ColumnElement[bool]]:
    about = (col(c).contains(wanted.subject) for c in (Entry.key, Event.subject))
    conditions = [
        (wanted.person, col(Event.by).contains(wanted.person.strip().lower())),
        (wanted.subject, sa.or_(*about)),
        (wanted.table_name, col(Entry.table_name) == wanted.table_name),
        (wanted.first, col(Entry.at) >= _beginning(wanted.first)),
        (wanted.last, col(Entry.at) <= _end(wanted.last)),
    ]
    return [condition for asked, condition in conditions if asked]


def _beginning(day: date | None) -> str:
    return audit.instant(datetime.combine(day or date.min, time.min, LONDON))


def _end(day: date | None) -> str:
    return audit.instant(end_of_day(day or date.min))


def table_names(user: User) -> list[str]:
    """Of the tables whose changes are recorded."""
    user.require(Permission.READ_EVENTS)
    return sorted(guards.audited())


def head(user: User) -> Head:
    """What a paper prints: how many entries there are, and the hash of them all."""
    user.require(Permission.VERIFY_RECORD)
    with db.reading() as session:
        return sealing.head(session.connection())


def verify(user: User, paper: Head | None = None) -> Checked:
    user.require(Permission.VERIFY_RECORD)
    with db.reading() as session:
        sealed = sa.select(*audit.FIELDS).where(col(Entry.place).is_not(None))
        ordered = sealed.order_by(col(Entry.place))
        streamed = ordered.execution_options(yield_per=BATCH)
        found = audit_check.verify(session.connection().execute(streamed), paper)
        found.problems += _beside(session)
    return found


def _beside(session: Session) -> list[Problem]:
    """What the chain itself does not tell."""
    lying = select(sa.func.count()).where(col(Entry.hash).is_(None))
    number = session.scalar(lying)
    differing = guards.events_that_differ(session.connection())
    problems = [audit_check.event_differs(sequence) for sequence in differing]
    return [audit_check.unsealed(number), *problems] if number else problems
