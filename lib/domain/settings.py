"""Settings of the work: values with a from-date, for one ICB or for all."""

from datetime import date, datetime

from sqlmodel import Field

from lib.domain.base import Table, UTCDateTime
from lib.domain.dates import now


class Setting(Table, table=True):
    """`small-list`: practices with fewer patients carry a mark and are never ranked."""

    id: int | None = Field(default=None, primary_key=True)
    icb_code: str | None = Field(default=None, foreign_key="icb.code")
    name: str = Field(index=True)
    value: str
    from_on: date
    source: str
    sequence: int
    recorded_by: str
    recorded_at: datetime = Field(default_factory=now, sa_type=UTCDateTime)


SMALL_LIST = "small-list"
