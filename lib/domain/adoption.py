"""Adoption: an ICB's recorded decision to act on a measure, or to stop.

Being over the threshold asks nothing of anybody. Plans may be asked for only from the
day on which a named person has recorded that the ICB adopted the rule.
"""

from collections.abc import Sequence
from datetime import date, datetime

from sqlmodel import Field

from lib.domain.base import Table, UTCDateTime
from lib.domain.codes import Measure
from lib.domain.dates import now


class Adoption(Table, table=True):
    """`adopted` False ends an earlier decision from that day on."""

    id: int | None = Field(default=None, primary_key=True)
    icb_code: str = Field(foreign_key="icb.code", index=True)
    measure: str = Measure.CODED_104.value
    adopted: bool = True
    from_on: date
    authority: str  # "minute 7 of the primary care committee, 16 February 2023"
    link: str = ""
    decided_by: str  # the person or committee that decided
    sequence: int
    recorded_by: str
    recorded_at: datetime = Field(default_factory=now, sa_type=UTCDateTime)


def in_force(
    adoptions: Sequence[Adoption], icb_code: str | None, on: date
) -> Adoption | None:
    """The ICB's decision in force that day; None where it has not adopted the rule."""
    begun = [a for a in adoptions if a.icb_code == icb_code and a.from_on <= on]
    last = max(begun, key=lambda a: (a.from_on, a.sequence), default=None)
    return last if last is not None and last.adopted else None
