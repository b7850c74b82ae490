"""Letters as they are stored; seen by staff only."""

from collections.abc import Collection
from typing import Any

import pandas as pd
import sqlalchemy as sa
from sqlmodel import col, select

from lib import db
from lib.domain.letter import Key, Letter, LetterKind, LetterState
from lib.domain.organisations import Practice
from lib.domain.roles import Permission
from lib.domain.scope import practices_visible_to, visible_to
from lib.domain.users import User
from lib.queries import truth


def every(
    user: User, icb_code: str | None = None, ods_code: str | None = None
) -> pd.DataFrame:
    """One row per letter, the newest first, discarded ones included.

    id, ods_code, name (of the practice), icb_code, episode_id, ask_id, kind, about,
    rung, subject, due_on, state, depends_confirmed_by, drafted_by, drafted_at, sent_on,
    sent_by, sent_how, undelivered_on, version. Days are `datetime64`, unknown is NaT.
    """
    user.require(Permission.READ_CASEWORK)
    statement: Any = (
        sa.select(
            col(Letter.practice_code).label("ods_code"),
            col(Practice.name),
            *(col(getattr(Letter, name)) for name in _SHOWN),
        )
        .join(Practice, col(Practice.ods_code) == col(Letter.practice_code))
        .where(visible_to(user))
        .order_by(col(Letter.id).desc())
    )
    if icb_code:
        statement = statement.where(col(Letter.icb_code) == icb_code)
    if ods_code:
        statement = statement.where(col(Letter.practice_code) == ods_code)
    with db.reading() as session:
        return truth.frame(session, statement, _DAYS)


_SHOWN = (
    *("id", "icb_code", "episode_id", "ask_id", "kind", "about", "rung", "subject"),
    *("due_on", "state", "depends_confirmed_by", "drafted_by", "drafted_at"),
    *("sent_on", "sent_by", "sent_how", "undelivered_on", "version"),
)
_DAYS = ("due_on", "sent_on", "undelivered_on")


def some(user: User, ids: Collection[int]) -> list[tuple[Letter, Practice]]:
    """These letters, whole, each with its practice, in the order of the practices."""
    user.require(Permission.READ_CASEWORK)
    statement = (
        select(Letter, Practice)
        .join(Practice, col(Practice.ods_code) == col(Letter.practice_code))
        .where(col(Letter.id).in_(ids), visible_to(user))
        .order_by(col(Letter.practice_code), col(Letter.id))
    )
    with db.reading() as session:
        found = [(letter, practice) for letter, practice in session.exec(statement)]
        session.expunge_all()
        return found


def written(user: User, icb_code: str | None = None) -> dict[Key, Letter]:
    """Each letter that is not discarded, by what makes it the same letter."""
    user.require(Permission.READ_CASEWORK)
    statement = select(Letter).where(
        Letter.state != LetterState.DISCARDED,
        col(Letter.practice_code).in_(practices_visible_to(user)),
    )
    if icb_code:
        statement = statement.where(Letter.icb_code == icb_code)
    return {
        Key(each.practice_code, each.kind, each.about, each.rung): each
        for each in db.rows(statement)
    }


def discarded(user: User) -> set[Key]:
    """What somebody drafted once and threw away."""
    user.require(Permission.READ_CASEWORK)
    statement = select(
        Letter.practice_code, Letter.kind, Letter.about, Letter.rung
    ).where(
        Letter.state == LetterState.DISCARDED,
        col(Letter.practice_code).in_(practices_visible_to(user)),
    )
    with db.reading() as session:
        return {
            Key(code, LetterKind(kind), about, rung)
            for code, kind, about, rung in session.exec(statement)
        }
