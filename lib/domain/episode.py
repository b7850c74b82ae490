"""Episodes: one practice's time over the threshold, from the first act to its closure.

Until somebody acts, a practice over the threshold is only worked out from the figures
(`lib.analysis.cases`). The first act stores the episode with the ground it rests on.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlmodel import Field, col, select
from sqlmodel.sql.expression import SelectOfScalar

from lib.domain.base import Table, UTCDateTime, choice, one_of, whole_number
from lib.domain.codes import Measure
from lib.domain.dates import now
from lib.domain.files import LISTS, Basis


class Direction(StrEnum):
    """The way a case goes, in a person's judgement."""

    WORSE = "getting worse"
    SAME = "unchanged"
    BETTER = "improving"


@dataclass(frozen=True)
class Ground:
    """Why a practice is over: the figure of the month in which its run began.

    `upload_id` and `row` say where the count came from.
    """

    practice_code: str
    icb_code: str
    period: date
    excluded: int
    list_size: int
    basis: Basis
    rule_id: int
    upload_id: int
    row: int


class Episode(Table, table=True):
    """`opened_period` is the first month of the run over the threshold.

    The ground is kept as it was when the episode was stored: a later correction that
    takes it away marks the episode and changes nothing.
    """

    __table_args__ = (
        sa.UniqueConstraint("practice_code", "measure", "opened_period"),
        whole_number("excluded"),
        whole_number("list_size"),
        one_of(LISTS, "basis"),
    )

    id: int | None = Field(default=None, primary_key=True)
    practice_code: str = Field(foreign_key="practice.ods_code", index=True)
    icb_code: str = Field(foreign_key="icb.code", index=True)
    measure: str = Measure.CODED_104.value
    opened_period: date
    excluded: int
    list_size: int
    basis: Basis = Field(sa_type=choice(Basis, "basis", check=False))
    rule_id: int = Field(foreign_key="threshold_rule.id")
    upload_id: int = Field(foreign_key="upload.id")
    row: int
    worked_out_on: date
    opened_by: str
    opened_at: datetime = Field(default_factory=now, sa_type=UTCDateTime)
    owner: str | None = Field(default=None, foreign_key="account.email", index=True)
    direction: Direction | None = Field(
        default=None, sa_type=choice(Direction, "direction")
    )
    close_when: str = ""  # what has to be true to close
    next_action: str = ""
    next_action_on: date | None = None
    closed_on: date | None = None
    closed_period: date | None = None  # the last month it covers
    closed_by: str | None = None
    closed_reason: str = ""
    version: int = 1

    @property
    def is_open(self) -> bool:
        return self.closed_on is None


def open_case(ods_code: str) -> SelectOfScalar[int | None]:
    """The id of the practice's case that is open, if one is."""
    return select(col(Episode.id)).where(
        Episode.practice_code == ods_code, col(Episode.closed_on).is_(None)
    )
