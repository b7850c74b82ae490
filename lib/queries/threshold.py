"""The dated rules, and the one in force."""

from datetime import date

from sqlmodel import col, select

from lib import db
from lib.domain import threshold
from lib.domain.measures import Key
from lib.domain.threshold import ThresholdRule
from lib.domain.users import User


def rules(user: User, measure: Key = Key.CODED_104) -> list[ThresholdRule]:
    """National rules of the measure and those of the user's ICBs, oldest first."""
    found = (
        select(ThresholdRule)
        .where(ThresholdRule.measure == measure)
        .order_by(col(ThresholdRule.from_on), col(ThresholdRule.sequence))
    )
    with db.reading() as session:
        every = list(session.exec(found))
        session.expunge_all()
    return [
        rule
        for rule in every
        if rule.icb_code is None or user.icbs is None or rule.icb_code in user.icbs
    ]


def in_force(
    user: User, icb_code: str | None, period: date, measure: Key = Key.CODED_104
) -> ThresholdRule | None:
    return threshold.in_force(rules(user, measure), icb_code, period, measure)
