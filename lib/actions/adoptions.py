"""Adoption: record that an ICB acts on the rule, from when and on what authority."""

from dataclasses import dataclass
from datetime import date

from lib import db
from lib.actions import events, within
from lib.domain.adoption import Adoption
from lib.domain.free_text import LINE, checked, needed
from lib.domain.roles import Permission
from lib.domain.users import User


@dataclass(frozen=True)
class Decision:
    """`adopted` False: from that day on the ICB no longer acts on the rule."""

    icb_code: str
    from_on: date
    authority: str
    decided_by: str
    link: str = ""
    adopted: bool = True


def record(decision: Decision, *, by: User) -> int:
    """Returns the record's id."""
    by.require(Permission.SET_RULES)
    authority = needed(
        decision.authority, "Say on what authority: a minute, a letter", most=LINE
    )
    decided_by = needed(
        decision.decided_by, "Say which person or committee decided", most=LINE
    )
    with db.transaction() as session:
        within.known_icb(session, decision.icb_code, by=by)
        adoption = Adoption(
            icb_code=decision.icb_code,
            adopted=decision.adopted,
            from_on=decision.from_on,
            authority=authority,
            link=checked(decision.link, "The link", most=LINE),
            decided_by=decided_by,
            sequence=events.record(
                session,
                by,
                "adopt the rule" if decision.adopted else "stop acting on the rule",
                subject=decision.icb_code,
                reason=authority,
                from_on=decision.from_on,
                decided_by=decided_by,
            ),
            recorded_by=by.email,
        )
        return db.add(session, adoption)
