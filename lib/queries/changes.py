"""What became known since a place in the order of commits, within somebody's scope."""

from typing import Any

import pandas as pd
import sqlalchemy as sa
from sqlmodel import Session, col, select

from lib import db
from lib.domain.events import Event
from lib.domain.facts import ExclusionCount
from lib.domain.files import Kind
from lib.domain.measures import Key
from lib.domain.organisations import Practice
from lib.domain.scope import own_or_for_all, visible_to
from lib.domain.settings import MEANING, Name, Setting
from lib.domain.threshold import ThresholdRule
from lib.domain.uploads import Upload
from lib.domain.users import User
from lib.queries import organisations, truth

# What happened to a practice that is for everybody who sees it, by its event.
TOLD = {
    "move action plan": "plan",
    "receive report": "report",
    "receive newer report": "report",
    "record statement": "statement",
    "raise query of observer": "query raised",
    "answer query of observer": "query answered",
}


def of_practices(user: User, since: int) -> pd.DataFrame:
    """sequence, at, ods_code, name, what (a value of TOLD), detail (JSON); the oldest
    first."""
    statement: Any = (
        sa.select(
            *(col(c) for c in (Event.sequence, Event.at, Event.action, Event.detail)),
            col(Practice.ods_code),
            col(Practice.name),
        )
        .join(Practice, col(Practice.ods_code) == col(Event.subject))
        .where(visible_to(user), col(Event.sequence) > since)
        .where(col(Event.action).in_(TOLD))
        .order_by(col(Event.sequence))
    )
    with db.reading() as session:
        found = truth.frame(session, statement)
    return found.assign(what=found.pop("action").map(TOLD))


def uploads(user: User, since: int) -> pd.DataFrame:
    """Loaded or withdrawn since: kind, icb_code, period, loaded and withdrawn (since,
    true or false), correction (of one figure), ods_code and name of the one corrected,
    where it is seen by name."""
    came = col(Upload.sequence) > since
    gone = sa.func.coalesce(col(Upload.withdrawn_sequence) > since, sa.false())
    statement: Any = (
        sa.select(
            col(Upload.id).label("upload_id"),
            *(col(c) for c in (Upload.kind, Upload.icb_code, Upload.period)),
            came.label("loaded"),
            gone.label("withdrawn"),
            (col(Upload.reason) != "").label("correction"),
        )
        .where(sa.or_(came, gone), own_or_for_all(user, Upload.icb_code))
        .order_by(col(Upload.sequence))
    )
    with db.reading() as session:
        found = truth.frame(session, statement, ["period"])
        named = _corrected(session, user, found)
    flags = dict.fromkeys(("loaded", "withdrawn", "correction"), "bool")
    return found.astype(flags).merge(named, on="upload_id", how="left")


def _corrected(session: Session, user: User, found: pd.DataFrame) -> pd.DataFrame:
    wanted = [int(n) for n in found["upload_id"][found["correction"].astype(bool)]]
    statement: Any = (
        sa.select(
            col(ExclusionCount.upload_id), col(Practice.ods_code), col(Practice.name)
        )
        .join(Practice, col(Practice.ods_code) == col(ExclusionCount.practice_code))
        .where(col(ExclusionCount.upload_id).in_(wanted), visible_to(user))
        .distinct()
    )
    return truth.frame(session, statement)


def settings(user: User, since: int) -> list[str]:
    """Each rule and value set since, in words, the newest last."""
    names = organisations.names(user)
    with db.reading() as session:
        values = session.exec(select(Setting).where(col(Setting.sequence) > since))
        rules = session.exec(
            select(ThresholdRule).where(col(ThresholdRule.sequence) > since)
        )
        told = [
            (each.sequence, each.icb_code, f"{MEANING[Name(each.name)]}: {each.value}")
            for each in values
        ]
        told += [
            (each.sequence, each.icb_code, f"Threshold: {each.worded(names)}")
            for each in rules
        ]
    icbs = user.icbs
    return [
        words
        for _, icb, words in sorted(told)
        if icb is None or icbs is None or icb in icbs
    ]


def figures_moved(user: User, after: int, until: int) -> bool:
    """Whether a file came or went, or a rule did, between these two places."""
    places = (Upload.sequence, Upload.withdrawn_sequence)
    files = sa.or_(*(col(c).between(after + 1, until) for c in places))
    rules = sa.and_(
        col(ThresholdRule.sequence).between(after + 1, until),
        col(ThresholdRule.measure) == Key.CODED_104,
    )
    found = sa.select(
        sa.or_(
            sa.exists().where(files, own_or_for_all(user, Upload.icb_code)),
            sa.exists().where(rules),
        )
    )
    with db.reading() as session:
        return bool(session.execute(found).scalar())


def latest_period(user: User, until: int) -> Any:
    """The newest month with counts of the user's ICBs as known at that place."""
    own = own_or_for_all(user, Upload.icb_code)
    newest = select(sa.func.max(Upload.period)).where(
        Upload.kind == Kind.COUNTS, truth.counts_now(until), own
    )
    with db.reading() as session:
        return session.exec(newest).one()
