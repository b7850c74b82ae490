"""Agreements: whether a practice lets observers see its name, or its plan."""

from dataclasses import dataclass
from datetime import date

from lib import db
from lib.actions import events, within
from lib.domain.agreement import Agreement, Shown
from lib.domain.dates import happened
from lib.domain.free_text import LINE, needed
from lib.domain.roles import Permission
from lib.domain.users import User


@dataclass(frozen=True)
class Answer:
    """A practice's yes or no. `source`: "e-mail of the practice manager"."""

    about: Shown
    agreed: bool
    said_on: date
    source: str


def record(ods_code: str, said: Answer, *, by: User) -> None:
    """From now on this holds; what was said before stays on record."""
    by.require(Permission.DO_CASEWORK)
    source = needed(said.source, "Say where the practice says so", most=LINE)
    happened(said.said_on)
    with db.transaction() as session:
        within.practice(session, ods_code, by=by)
        sequence = events.record(
            session,
            by,
            "record agreement",
            subject=ods_code,
            reason=source,
            about=said.about,
            agreed=said.agreed,
            on=said.said_on,
        )
        session.add(
            Agreement(
                practice_code=ods_code,
                about=said.about,
                agreed=said.agreed,
                said_on=said.said_on,
                source=source,
                sequence=sequence,
                recorded_by=by.email,
            )
        )
