"""Statements: a practice's own words, with where they stand and whether it confirmed."""

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from lib import db
from lib.actions import events, within
from lib.domain.correspondence import Paper, Statement
from lib.domain.dates import happened, happened_since, today
from lib.domain.errors import NotFound, RuleBroken
from lib.domain.free_text import LINE, needed
from lib.domain.roles import Permission
from lib.domain.users import User


@dataclass(frozen=True)
class Said:
    """Words as the practice wrote them, typed by a person from `source`.

    `confirmed_on`: the day on which the practice confirmed the wording.
    """

    text: str
    source: str
    said_on: date
    paper_id: int | None = None
    confirmed_on: date | None = None


def record(ods_code: str, said: Said, *, by: User) -> int:
    """Its words from now on; the earlier ones stay on record. Returns the id."""
    by.require(Permission.DO_CASEWORK)
    text = needed(said.text, "Type what the practice says")
    source = needed(said.source, "Say in which document it says so", most=LINE)
    happened(said.said_on)
    with db.transaction() as session:
        practice = within.practice(session, ods_code, by=by)
        stored = Statement(
            practice_code=practice.ods_code,
            text=text,
            source=source,
            paper_id=_paper(session, ods_code, said.paper_id),
            said_on=said.said_on,
            typed_by=by.email,
        )
        _confirm(stored, said.confirmed_on)
        events.record(
            session,
            by,
            "record statement",
            subject=ods_code,
            source=source,
            said_on=said.said_on,
        )
        return db.add(session, stored)


def confirm(statement_id: int, on: date, *, seen_version: int, by: User) -> None:
    """The practice has confirmed that these are its words."""
    by.require(Permission.DO_CASEWORK)
    with db.transaction() as session:
        statement = _standing(session, statement_id, seen_version, by)
        _confirm(statement, on)
        events.record(
            session, by, "confirm statement", subject=statement.practice_code, on=on
        )
        statement.version += 1


def withdraw(statement_id: int, reason: str, *, seen_version: int, by: User) -> None:
    """Take the words from the screen; the earlier ones, if any, stand again."""
    by.require(Permission.DO_CASEWORK)
    why = needed(reason, "Say why the statement is withdrawn", most=LINE)
    with db.transaction() as session:
        statement = _standing(session, statement_id, seen_version, by)
        events.record(
            session,
            by,
            "withdraw statement",
            subject=statement.practice_code,
            reason=why,
        )
        statement.withdrawn_on, statement.withdrawn_reason = today(), why
        statement.version += 1


def _standing(
    session: Session, statement_id: int, seen_version: int, by: User
) -> Statement:
    statement = within.editable(session, Statement, statement_id, seen_version, by=by)
    if statement.withdrawn_on is not None:
        raise RuleBroken("That statement has been withdrawn.")
    return statement


def _confirm(statement: Statement, on: date | None) -> None:
    if on is not None:
        happened_since(statement.said_on, "the day of the document", on)
    statement.confirmed_on = on


def _paper(session: Session, ods_code: str, paper_id: int | None) -> int | None:
    paper = session.get(Paper, paper_id) if paper_id else None
    if paper_id and (paper is None or paper.practice_code != ods_code):
        raise NotFound("There is no such paper of this practice.")
    return paper_id
