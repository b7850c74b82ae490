"""Settings with a from-date: the ICB's own value, else the one for all."""

import sqlalchemy as sa
from sqlmodel import col, select

from lib import db
from lib.domain import disclosure
from lib.domain.dates import today
from lib.domain.disclosure import Scheme
from lib.domain.settings import Name, Setting, in_force
from lib.domain.users import User


def value(user: User, name: Name, icb_code: str | None = None) -> str | None:  # noqa: ARG001 no figures
    """What is in force today; None where nobody has set it."""
    return db.first(in_force(name, icb_code, today()))


def number(user: User, name: Name, icb_code: str | None = None) -> int | None:
    """As `value`, of those that are whole numbers."""
    found = value(user, name, icb_code)
    return int(found) if found else None


def scheme(user: User, icb_code: str | None = None) -> Scheme:
    """By which numbers are shown to observers."""
    return disclosure.scheme(value(user, Name.DISCLOSURE, icb_code))


def every(user: User, icb_code: str | None = None) -> list[Setting]:  # noqa: ARG001 as above
    """Every value ever set for this ICB or for all, the newest first."""
    own = sa.or_(col(Setting.icb_code).is_(None), col(Setting.icb_code) == icb_code)
    newest = (col(Setting.from_on).desc(), col(Setting.sequence).desc())
    return db.rows(select(Setting).where(own).order_by(*newest))
