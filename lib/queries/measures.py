"""The measures as reported, which of them an ICB goes by, and its own position."""

from datetime import date

from sqlmodel import col, select

from lib import db
from lib.domain.measures import Key
from lib.domain.reported import ReportedMeasure, Stance, SwitchedOn, values_set
from lib.domain.scope import in_icbs_of
from lib.domain.users import User


def every(user: User) -> list[ReportedMeasure]:  # noqa: ARG001 the same for everybody
    found = select(ReportedMeasure).order_by(col(ReportedMeasure.place))
    return db.rows(found)


def switched_on(user: User) -> SwitchedOn:  # noqa: ARG001 no figures
    return SwitchedOn(tuple(db.rows(values_set())))


def on(user: User, icb_code: str | None, period: date) -> frozenset[Key]:
    """Those that the ICB goes by in that month, or (None) any ICB that the user sees."""
    switched = switched_on(user)
    if icb_code is not None:
        return switched.of(icb_code, period)
    if user.icbs is not None:
        return switched.anywhere(user.icbs, period)
    known = {value.icb_code for value in switched.values if value.icb_code}
    return switched.of(None, period) | switched.anywhere(known, period)


def stances(user: User) -> list[Stance]:
    """Every position of the user's ICBs on switching on, in the order recorded."""
    own = select(Stance).where(in_icbs_of(user, Stance.icb_code))
    return db.rows(own.order_by(col(Stance.sequence)))
