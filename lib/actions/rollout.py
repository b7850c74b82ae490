"""Say one word on the rollout of one practice: an upload of one row, with its reason."""

import sqlalchemy as sa
from sqlmodel import Session, col, select

from lib import db
from lib.actions import events, within
from lib.actions.loaders import on_screen
from lib.actions.loaders.on_screen import OnScreen
from lib.domain.dates import happened, today, uk
from lib.domain.errors import require_seen
from lib.domain.files import Kind
from lib.domain.free_text import LINE, needed
from lib.domain.organisations import Practice
from lib.domain.roles import Permission
from lib.domain.rollout import Told, check
from lib.domain.rollout_entry import RolloutEntry
from lib.domain.suppliers import supplier
from lib.domain.uploads import Upload
from lib.domain.users import User

WHERE_FROM = "Say where this comes from: a letter, an e-mail, a date"
ROW = 1


def say(told: Told, *, seen: int, by: User) -> int:
    """Store it as the newest word; returns the upload's id.

    `seen`: the place in the order of commits of the newest word on this practice that
    the person had on screen, 0 where there was none.
    """
    by.require(Permission.DO_CASEWORK)
    check(told.lever, told.word, told.on, told.at, today())
    happened(told.said_on)
    with db.transaction() as session:
        practice = within.practice(session, told.ods_code, by=by)
        session.refresh(practice, with_for_update=True)
        require_seen(_newest(session, practice), seen)
        upload = _upload(session, told, practice, by)
        session.add(
            RolloutEntry(
                upload_id=upload.id or 0,
                row=ROW,
                practice_code=practice.ods_code,
                lever=told.lever,
                word=told.word,
                on=told.on,
                at=told.at,
                supplier=supplier(told.supplier),
                said_on=told.said_on,
            )
        )
        session.flush()
        return upload.id or 0


def _newest(session: Session, practice: Practice) -> int:
    found = session.exec(
        select(sa.func.max(Upload.sequence))
        .join(RolloutEntry, col(RolloutEntry.upload_id) == col(Upload.id))
        .where(RolloutEntry.practice_code == practice.ods_code)
        .where(col(Upload.withdrawn_sequence).is_(None))
    )
    return found.one() or 0


def _upload(session: Session, told: Told, practice: Practice, by: User) -> Upload:
    reason = needed(told.reason, "Say why it is recorded", most=LINE)
    source = needed(told.source, WHERE_FROM, most=LINE)
    sequence = events.record(
        session,
        by,
        "say of rollout",
        subject=practice.ods_code,
        reason=reason,
        lever=told.lever,
        word=told.word,
        on=told.on,
        at=told.at or None,
        supplier=supplier(told.supplier),
        source=source,
    )
    day = f" {uk(told.on)}" if told.on else ""
    name = f"recorded on screen: {told.lever}, {told.word}{day}"
    one = OnScreen(Kind.ROLLOUT, told, name, reason, source)
    return on_screen.upload(session, practice, one, sequence, by=by)
