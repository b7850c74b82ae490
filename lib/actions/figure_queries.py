"""Figure queries: raised or taken back by observers, answered by the ICB."""

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from lib import db
from lib.actions import events, within
from lib.domain.dates import period_of, period_text, today
from lib.domain.errors import NotFound, RuleBroken
from lib.domain.figure_query import About, FigureQuery, QueryKind, body_of
from lib.domain.free_text import needed
from lib.domain.roles import Permission
from lib.domain.settings import Name, in_force
from lib.domain.users import User
from lib.domain.working_days import working_day_after

MOST = 2_000  # characters


@dataclass(frozen=True)
class Raised:
    """`period`: the month of the figure or report; a plan has none."""

    text: str
    about: About = About.FIGURE
    period: date | None = None
    kind: QueryKind = QueryKind.QUERY


def raise_(ods_code: str, said: Raised, *, by: User) -> int:
    """The one thing that an observer writes. Returns the query's id."""
    by.require(Permission.RAISE_QUERIES)
    text = needed(said.text, "Write what you ask or say", most=MOST)
    _check_month(said)
    with db.transaction() as session:
        practice = within.practice(session, ods_code, by=by)
        icb_code = practice.own_icb()
        query = FigureQuery(
            practice_code=ods_code,
            icb_code=icb_code,
            about=said.about,
            period=said.period,
            kind=said.kind,
            text=text,
            body=body_of(by),
            raised_by=by.email,
            raised_on=today(),
            due_on=_due_on(session, icb_code, said.kind),
        )
        _record(session, by, f"raise {said.kind} of observer", query)
        return db.add(session, query)


def answer(query_id: int, text: str, *, seen_version: int, by: User) -> None:
    """Both sides read the answer, and on which day it was given."""
    by.require(Permission.DO_CASEWORK)
    said = needed(text, "Write the answer", most=MOST)
    with db.transaction() as session:
        query = _standing(session, query_id, seen_version, by)
        _record(session, by, f"answer {query.kind} of observer", query)
        query.answer, query.answered_on, query.answered_by = said, today(), by.email
        query.version += 1


def withdraw(query_id: int, *, seen_version: int, by: User) -> None:
    """Taken back by the body that raised it."""
    by.require(Permission.RAISE_QUERIES)
    with db.transaction() as session:
        query = _standing(session, query_id, seen_version, by)
        if query.body != body_of(by):
            raise NotFound("There is no such query of yours.")
        _record(session, by, f"withdraw {query.kind} of observer", query)
        query.withdrawn_on = today()
        query.version += 1


def _standing(
    session: Session, query_id: int, seen_version: int, by: User
) -> FigureQuery:
    query = within.editable(session, FigureQuery, query_id, seen_version, by=by)
    if query.withdrawn_on is not None:
        raise RuleBroken(f"That {query.kind} was taken back.")
    if query.answered_on is not None:
        raise RuleBroken(f"That {query.kind} has been answered.")
    return query


def _check_month(said: Raised) -> None:
    if said.about is About.PLAN:
        if said.period is not None:
            raise RuleBroken("A plan has no month.")
    elif said.period is None or said.period.day != 1:
        raise RuleBroken(f"Say of which month the {said.about} is.")
    elif said.period > period_of(today()):
        raise RuleBroken("That month has not begun.")


def _due_on(session: Session, icb_code: str, kind: QueryKind) -> date | None:
    """Without a setting no day is due; a comment waits for no answer."""
    days = session.exec(in_force(Name.QUERY_ANSWER, icb_code, today())).first()
    if kind is QueryKind.COMMENT or not days:
        return None
    return working_day_after(today(), int(days))


def _record(session: Session, by: User, what: str, query: FigureQuery) -> None:
    month = period_text(query.period) if query.period else ""
    subject, about = query.practice_code, query.about
    events.record(session, by, what, subject=subject, about=about, period=month)
