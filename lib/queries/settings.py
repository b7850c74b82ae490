"""Settings with a from-date."""

from sqlmodel import col, select

from lib import db
from lib.domain.dates import today
from lib.domain.settings import SMALL_LIST, Setting
from lib.domain.users import User


def small_list(user: User) -> int:  # noqa: ARG001 one value serves all
    """Practices with fewer patients than this carry a mark and are never ranked."""
    newest = (
        select(Setting.value)
        .where(Setting.name == SMALL_LIST, Setting.from_on <= today())
        .order_by(col(Setting.from_on).desc(), col(Setting.sequence).desc())
    )
    with db.reading() as session:
        return int(session.exec(newest).first() or 0)
