"""Settings of the work: values with a from-date, for one ICB or for all."""

from collections.abc import Iterable
from datetime import date, datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlmodel import Field, col, select
from sqlmodel.sql.expression import SelectOfScalar

from lib.domain.base import Table, UTCDateTime
from lib.domain.dates import now


class Setting(Table, table=True):
    """One value from a day on; an ICB's own goes before the one for all."""

    id: int | None = Field(default=None, primary_key=True)
    icb_code: str | None = Field(default=None, foreign_key="icb.code")
    name: str = Field(index=True)
    value: str
    from_on: date
    source: str
    sequence: int
    recorded_by: str
    recorded_at: datetime = Field(default_factory=now, sa_type=UTCDateTime)


class Name(StrEnum):
    """What can be set. None of them makes anything due by itself."""

    SMALL_LIST = "small-list"
    RECONCILE = "reconcile-tolerance"
    OFF_TRACK = "off-track-tolerance"
    ASKS_A_MONTH = "asks-a-month"
    TWO_PEOPLE = "two-people"
    PLAN_LADDER = "plan-ladder"
    REPORT_LADDER = "report-ladder"
    REPORT_DUE = "report-due"
    QUERY_ANSWER = "query-answer"
    LMC_COPIED = "lmc-copied"
    LMC_NAMES = "lmc-names"
    BMA_NAMES = "bma-names"
    DISCLOSURE = "disclosure"
    MEASURES = "measures"


MEANING = {
    Name.SMALL_LIST: "Practices with fewer patients carry a mark and are never ranked",
    Name.RECONCILE: "How far, in per cent, a report may differ from the extract",
    Name.OFF_TRACK: "How many points above its plan a practice may be",
    Name.ASKS_A_MONTH: "The most asks of one practice in a month",
    Name.TWO_PEOPLE: "Whether another person agrees and closes (yes or no)",
    Name.PLAN_LADDER: "Reminders of a plan, in days before (-) and after its due day",
    Name.REPORT_LADDER: "Reminders of a report, in days before (-) and after",
    Name.REPORT_DUE: "Working days after the month's end that a due day is offered on",
    Name.QUERY_ANSWER: "Working days within which a query of an observer is answered",
    Name.LMC_COPIED: "Whether an LMC gets a copy of letters to its practices (yes or no; not set: no)",
    Name.LMC_NAMES: "Whether LMC observers see practices by name (yes or no; not set: yes)",
    Name.BMA_NAMES: "Whether BMA observers see practices by name (yes or no; not set: no)",
    Name.DISCLOSURE: "Up to which count of patients observers are shown none, and to what"
    " others are rounded (7 5 where it is not set)",
    Name.MEASURES: "Which measures lists, trends and practice pages show: 104, access, or"
    " both (104 where it is not set); months that end before the day keep theirs",
}


def in_force(name: Name, icb_code: str | None, on: date) -> SelectOfScalar[str]:
    """The value of that day: the ICB's own, else the one for all; maybe no row."""
    own = sa.or_(col(Setting.icb_code).is_(None), col(Setting.icb_code) == icb_code)
    return (
        select(Setting.value)
        .where(Setting.name == name, Setting.from_on <= on, own)
        .order_by(
            col(Setting.icb_code).is_(None),
            col(Setting.from_on).desc(),
            col(Setting.sequence).desc(),
        )
        .limit(1)
    )


def newest(found: Iterable[Setting], on: date) -> dict[str | None, str]:
    """The value of that day by ICB code; under None the one for all. Of one name."""
    begun = [each for each in found if each.from_on <= on]
    begun.sort(key=lambda each: (each.from_on, each.sequence))
    return {each.icb_code: each.value for each in begun}
