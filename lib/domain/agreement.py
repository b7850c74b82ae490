"""What a practice agreed to show to observers: its name, the text of its plan."""

from datetime import date, datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import aliased
from sqlmodel import Field, col, select
from sqlmodel.sql.expression import SelectOfScalar

from lib.domain.base import Table, UTCDateTime, choice
from lib.domain.dates import now


class Shown(StrEnum):
    NAME = "its name"
    PLAN = "its plan"


class Agreement(Table, table=True):
    """A practice's yes or no, as it was told to the ICB; the newest counts."""

    id: int | None = Field(default=None, primary_key=True)
    practice_code: str = Field(foreign_key="practice.ods_code", index=True)
    about: Shown = Field(sa_type=choice(Shown, "about"))
    agreed: bool
    said_on: date
    source: str  # "e-mail of the practice manager"
    sequence: int
    recorded_by: str
    recorded_at: datetime = Field(default_factory=now, sa_type=UTCDateTime)


def agreeing(about: Shown) -> SelectOfScalar[str]:
    """The ODS codes of the practices whose last word on it was yes."""
    later = aliased(Agreement)
    answered_since = sa.exists().where(
        col(later.practice_code) == col(Agreement.practice_code),
        col(later.about) == col(Agreement.about),
        col(later.sequence) > col(Agreement.sequence),
    )
    return select(Agreement.practice_code).where(
        Agreement.about == about, col(Agreement.agreed), ~answered_since
    )
