"""The wording of letters with a from-date: recorded, never changed."""

from datetime import date
from typing import NamedTuple

from lib import db
from lib.actions import events, within
from lib.domain import letter_wording
from lib.domain.free_text import LINE, checked, needed
from lib.domain.letter import LetterKind
from lib.domain.letter_wording import LetterWording
from lib.domain.roles import Permission
from lib.domain.users import User

MOST = 8_000


class Wording(NamedTuple):
    """An empty body puts the shipped wording back."""

    kind: LetterKind
    subject: str
    body: str


def record(
    wording: Wording, *, icb_code: str | None, from_on: date, source: str, by: User
) -> None:
    """For one ICB or (None) for all, from that day on; letters written before stay."""
    by.require(Permission.SET_RULES)
    within.icb(icb_code, by=by)
    why = needed(source, "Say where this comes from: a letter, a minute", most=LINE)
    subject = checked(wording.subject, "The subject", most=LINE)
    body = checked(wording.body, "The letter", most=MOST)
    if body:
        subject = needed(subject, "Say the subject", most=LINE)
        letter_wording.check(wording.kind, subject, body)
    with db.transaction() as session:
        sequence = events.record(
            session,
            by,
            "set letter wording",
            subject=icb_code or "national",
            reason=why,
            kind=wording.kind,
            from_on=from_on,
            letter=subject,
            body=body,
        )
        session.add(
            LetterWording(
                icb_code=icb_code,
                kind=wording.kind,
                subject=subject,
                body=body,
                from_on=from_on,
                source=why,
                sequence=sequence,
                recorded_by=by.email,
            )
        )
