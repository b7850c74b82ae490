"""When somebody looked before, and how far the record went on a day."""

from datetime import date, timedelta

from sqlmodel import col, select

from lib import db
from lib.domain.dates import today
from lib.domain.users import User
from lib.domain.visit import Visit
from lib.queries import truth


def before(user: User) -> Visit | None:
    """The last visit on an earlier day than this."""
    earlier = select(Visit).where(Visit.email == user.email, Visit.on < today())
    return db.first(earlier.order_by(col(Visit.on).desc()).limit(1))


def sequence_on(user: User, on: date) -> int:  # noqa: ARG001 no figures
    """How far the record went when that day began."""
    with db.reading() as session:
        return truth.cut_off(session, on - timedelta(days=1)) or 0
