"""Episodes as they are stored: the cases that somebody has acted on."""

from typing import Any

import pandas as pd
import sqlalchemy as sa
from sqlmodel import col, select

from lib import db
from lib.domain.action_plan import ActionPlan
from lib.domain.episode import Episode
from lib.domain.errors import NotFound
from lib.domain.letter import Letter
from lib.domain.organisations import Practice
from lib.domain.roles import Permission
from lib.domain.scope import practices_visible_to, rows_of_practice, visible_to
from lib.domain.users import User
from lib.queries import office, truth


def every(user: User, icb_code: str | None = None) -> pd.DataFrame:
    """One row per stored episode, open or closed, with its plan's status.

    episode_id, ods_code, icb_code, opened_period, owner, direction, close_when,
    next_action, next_action_on, closed_on, closed_period, version; plan_id,
    plan_version (of its row), status, before, recipient, requested_on, due_on,
    moved_on, last_editor. Dates are days (`datetime64`), unknown is NaT or None.
    """
    statement: Any = (
        sa.select(
            col(Episode.id).label("episode_id"),
            col(Episode.practice_code).label("ods_code"),
            *(col(getattr(Episode, name)) for name in _EPISODE),
            col(ActionPlan.id).label("plan_id"),
            col(ActionPlan.version).label("plan_version"),
            *(col(getattr(ActionPlan, name)) for name in _PLAN),
        )
        .join(ActionPlan, col(ActionPlan.episode_id) == col(Episode.id))
        .join(Practice, col(Practice.ods_code) == col(Episode.practice_code))
        .where(visible_to(user))
        .order_by(col(Episode.practice_code), col(Episode.opened_period))
    )
    if icb_code:
        statement = statement.where(col(Episode.icb_code) == icb_code)
    with db.reading() as session:
        found = truth.frame(session, statement)
    found = office.frame(user, found)
    return found.assign(**{name: truth.days(found[name]) for name in _DAYS})


_EPISODE = (
    *("icb_code", "opened_period", "owner", "direction", "close_when"),
    *("next_action", "next_action_on", "closed_on", "closed_period", "version"),
)
_PLAN = (
    *("status", "before", "recipient", "requested_on", "due_on", "moved_on"),
    "last_editor",
)
_DAYS = (
    *("opened_period", "next_action_on", "closed_on", "closed_period"),
    *("requested_on", "due_on", "moved_on"),
)


def get(user: User, episode_id: int) -> Episode:
    """With the exact figure that it rests on; for staff, as `of_practice` is."""
    user.require(Permission.SEE_EXACT)
    seen = col(Episode.practice_code).in_(practices_visible_to(user))
    found = db.first(select(Episode).where(Episode.id == episode_id, seen))
    if found is None:
        raise NotFound("There is no such case among your practices.")
    return office.rows(user, [found])[0]


def of_practice(user: User, ods_code: str) -> list[Episode]:
    """The practice's episodes, the newest first."""
    user.require(Permission.SEE_EXACT)
    found = rows_of_practice(user, Episode, ods_code)
    newest = found.order_by(col(Episode.opened_period).desc())
    return office.rows(user, db.rows(newest))


def letters(user: User, episode_id: int) -> pd.DataFrame:
    """The letters that rest on the episode: kind, subject, state, sent_on, drafted_at."""
    user.require(Permission.READ_CASEWORK)
    names = ("kind", "subject", "state", "sent_on", "drafted_at")
    statement: Any = (
        sa.select(*(col(getattr(Letter, name)) for name in names))
        .where(
            col(Letter.episode_id) == episode_id,
            col(Letter.practice_code).in_(practices_visible_to(user)),
        )
        .order_by(col(Letter.drafted_at))
    )
    with db.reading() as session:
        return truth.frame(session, statement)
