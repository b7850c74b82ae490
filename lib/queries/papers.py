"""Papers: what has come from a practice, listed without the files; for staff only."""

from typing import Any

import pandas as pd
import sqlalchemy as sa
from sqlmodel import col, select

from lib import db
from lib.domain.correspondence import Paper
from lib.domain.errors import NotFound
from lib.domain.roles import Permission
from lib.domain.scope import practices_visible_to
from lib.domain.users import Account, User
from lib.queries import truth


def of_practice(user: User, ods_code: str) -> pd.DataFrame:
    """Those that stand, the newest first.

    paper_id, kind, title, file_name, media_type, size, received_on, received_from,
    filed_by (a name), filed_at, plan_version_id, version.
    """
    user.require(Permission.READ_CASEWORK)
    filer: Any = sa.func.coalesce(col(Account.name), col(Paper.filed_by))
    statement = (
        sa.select(
            col(Paper.id).label("paper_id"),
            *(col(getattr(Paper, name)) for name in _FIELDS),
            filer.label("filed_by"),
        )
        .outerjoin(Account, col(Account.email) == col(Paper.filed_by))
        .where(col(Paper.practice_code) == ods_code)
        .where(col(Paper.practice_code).in_(practices_visible_to(user)))
        .where(col(Paper.withdrawn_on).is_(None))
        .order_by(col(Paper.received_on).desc(), col(Paper.id).desc())
    )
    with db.reading() as session:
        return truth.frame(session, statement, ["received_on"])


_FIELDS = (
    *("kind", "title", "file_name", "media_type", "size", "received_on"),
    *("received_from", "filed_at", "plan_version_id", "version"),
)


def get(user: User, paper_id: int) -> Paper:
    """One paper with its file."""
    user.require(Permission.READ_CASEWORK)
    standing = select(Paper).where(
        Paper.id == paper_id,
        col(Paper.practice_code).in_(practices_visible_to(user)),
        col(Paper.withdrawn_on).is_(None),
    )
    found = db.first(standing)
    if found is None:
        raise NotFound("There is no such paper among those of your practices.")
    return found
