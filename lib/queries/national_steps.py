"""NHS England's steps as its lists have them, of the practices seen by name."""

from datetime import date
from typing import Any

import pandas as pd
import sqlalchemy as sa
from sqlmodel import col

from lib import db
from lib.domain.facts import NationalStep
from lib.domain.files import Kind
from lib.domain.organisations import Practice
from lib.domain.roles import Permission
from lib.domain.scope import visible_to
from lib.domain.uploads import Upload
from lib.domain.users import User
from lib.queries import truth

_SAID = ("period", "step", "word", "met", "upload_id", "row")
_KEY = ["ods_code", "period", "step"]


def every(user: User, icb_code: str | None = None) -> pd.DataFrame:
    """The newest word on each practice, month and step: ods_code, name, period, step,
    word, met (NA: the word says neither), upload_id, row, file_name.

    Newest month first, then by name. Files are named to staff alone.
    """
    statement = _words(user)
    if icb_code:
        statement = statement.where(col(Practice.icb_code) == icb_code)
    return _newest(user, statement)


def of_practice(user: User, ods_code: str) -> pd.DataFrame:
    """The same of one practice."""
    return _newest(user, _words(user).where(col(Practice.ods_code) == ods_code))


def last_list(user: User, icb_code: str | None) -> date | None:  # noqa: ARG001 a month only
    """The newest month of which a list of this ICB's was loaded."""
    newest = sa.select(sa.func.max(col(Upload.period))).where(
        col(Upload.kind) == Kind.NATIONAL_STEPS,
        col(Upload.icb_code) == icb_code,
        col(Upload.withdrawn_sequence).is_(None),
    )
    with db.reading() as session:
        found: date | None = session.execute(newest).scalar()
        return found


def _words(user: User) -> Any:
    return (
        sa.select(
            col(NationalStep.practice_code).label("ods_code"),
            col(Practice.name),
            *(col(getattr(NationalStep, name)) for name in _SAID),
            col(Upload.file_name),
        )
        .join(Upload, col(Upload.id) == col(NationalStep.upload_id))
        .join(Practice, col(Practice.ods_code) == col(NationalStep.practice_code))
        .where(col(Upload.withdrawn_sequence).is_(None), visible_to(user))
        .order_by(col(Upload.sequence), col(NationalStep.row))
    )


def _newest(user: User, statement: Any) -> pd.DataFrame:
    with db.reading() as session:
        found = truth.frame(session, statement, ["period"])
    last = found.drop_duplicates(_KEY, keep="last").sort_values(
        ["period", "name", "step"], ascending=[False, True, True], ignore_index=True
    )
    last = last.astype({"met": "boolean"})
    if user.may(Permission.SEE_EXACT):
        return last
    return last.assign(upload_id=None, row=None, file_name=None)
