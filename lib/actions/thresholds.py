"""Rules with a from-date: recorded, never changed."""

from dataclasses import dataclass
from datetime import date

from lib import db
from lib.actions import events, within
from lib.domain.errors import RuleBroken
from lib.domain.files import LISTS, Basis
from lib.domain.free_text import LINE, needed
from lib.domain.measures import Direction, Key
from lib.domain.roles import Permission
from lib.domain.threshold import ThresholdRule
from lib.domain.users import User

MOST_PERCENT = 99
_DIRECTIONS = {Key.CODED_104: Direction.ABOVE, Key.ACCESS: Direction.BELOW}


@dataclass(frozen=True)
class Limit:
    """More than `percent` of the basis, from that day on; of online accounts, at or
    above it. `source` says who set it."""

    percent: int
    basis: Basis
    from_on: date
    source: str

    @property
    def measure(self) -> Key:
        return Key.CODED_104 if self.basis in LISTS else Key.ACCESS

    @property
    def is_strict(self) -> bool:
        """Each measure's source has its own wording: more than, or less than."""
        return self.measure is Key.CODED_104


def record(icb_code: str | None, limit: Limit, *, by: User) -> int:
    """A rule for one ICB or (None) for all; returns its id."""
    by.require(Permission.SET_RULES)
    within.icb(icb_code, by=by)
    source = needed(
        limit.source, "Say where the rule comes from: a letter, a minute", most=LINE
    )
    if not 1 <= limit.percent <= MOST_PERCENT:
        raise RuleBroken("The limit is a whole per cent from 1 to 99.")
    with db.transaction() as session:
        if icb_code:
            within.known_icb(session, icb_code, by=by)
        rule = ThresholdRule(
            icb_code=icb_code,
            measure=limit.measure,
            percent=limit.percent,
            strict=limit.is_strict,
            basis=limit.basis,
            direction=_DIRECTIONS[limit.measure],
            from_on=limit.from_on,
            source=source,
            recorded_by=by.email,
            sequence=events.record(
                session,
                by,
                "record threshold",
                subject=icb_code or "national",
                reason=source,
                percent=limit.percent,
                basis=limit.basis,
                from_on=limit.from_on,
            ),
        )
        return db.add(session, rule)
