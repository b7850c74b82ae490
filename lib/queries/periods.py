"""Which months there is something to say about."""

from datetime import date

import sqlalchemy as sa
from sqlmodel import col, select

from lib import db
from lib.domain.dates import period_described
from lib.domain.facts import AccessCount, ExclusionCount
from lib.domain.files import Kind
from lib.domain.measures import Key
from lib.domain.organisations import Practice
from lib.domain.scope import counted_for
from lib.domain.uploads import Upload, by_hand
from lib.domain.users import User
from lib.queries import truth

COUNTS: dict[Key, type[ExclusionCount | AccessCount]] = {
    Key.CODED_104: ExclusionCount,
    Key.ACCESS: AccessCount,
}


def months(
    user: User, icb_code: str | None = None, measure: Key = Key.CODED_104
) -> list[date]:
    """Months with counts among the user's practices, named or not, newest first."""
    counts = COUNTS[measure]
    found = (
        sa.select(col(counts.period))
        .join(Upload, col(Upload.id) == col(counts.upload_id))
        .join(Practice, col(Practice.ods_code) == col(counts.practice_code))
        .where(truth.counts_now(None), counted_for(user))
        .distinct()
    )
    if icb_code:
        found = found.where(col(Upload.icb_code) == icb_code)
    with db.reading() as session:
        return sorted(session.execute(found).scalars(), reverse=True)


def default(user: User, icb_code: str | None = None) -> date | None:
    """The latest month with counts, else that of the latest hierarchy."""
    counted = months(user, icb_code)
    if counted:
        return counted[0]
    latest = select(sa.func.max(Upload.described_on)).where(
        Upload.kind == Kind.HIERARCHY, truth.counts_now(None), ~by_hand()
    )
    with db.reading() as session:
        day = session.exec(latest).one()
    return period_described(day) if day else None
