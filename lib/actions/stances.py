"""An ICB's own position on switching access on: its words, from a day on, and a source."""

from datetime import date

from lib import db
from lib.actions import events, within
from lib.domain.free_text import LINE, checked, needed
from lib.domain.reported import Stance
from lib.domain.roles import Permission
from lib.domain.users import User

MOST = 1_000  # characters: it stands on the Overview


def record(icb_code: str, words: str, from_on: date, source: str, *, by: User) -> None:
    """Without words: from that day on no position is shown."""
    by.require(Permission.SET_RULES)
    said = checked(words, "The position", most=MOST)
    why = needed(source, "Say where it stands: a letter, a minute, its date", most=LINE)
    with db.transaction() as session:
        within.known_icb(session, icb_code, by=by)
        sequence = events.record(
            session,
            by,
            "record position" if said else "take back position",
            subject=icb_code,
            reason=why,
            from_on=from_on,
        )
        session.add(
            Stance(
                icb_code=icb_code,
                words=said,
                from_on=from_on,
                source=why,
                sequence=sequence,
                recorded_by=by.email,
            )
        )
