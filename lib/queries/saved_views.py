"""Saved views: one's own, and those shared with one's ICB."""

import sqlalchemy as sa
from sqlmodel import col, select

from lib import db
from lib.domain.roles import Permission
from lib.domain.saved_views import SavedView
from lib.domain.scope import in_icbs_of
from lib.domain.users import User


def visible(user: User) -> list[SavedView]:
    """Pinned ones first, then by name. What staff share is for staff."""
    staff = sa.literal(user.may(Permission.SEE_EXACT))
    shared = sa.and_(col(SavedView.shared), in_icbs_of(user, SavedView.icb_code), staff)
    mine = col(SavedView.owner) == user.email
    found = (
        select(SavedView)
        .where(sa.or_(mine, shared))
        .order_by(col(SavedView.pinned).desc(), col(SavedView.name))
    )
    return db.rows(found)
