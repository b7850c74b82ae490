"""The dated rules, and the one in force."""

from datetime import date

from sqlmodel import col, select

from lib import db
from lib.domain import threshold
from lib.domain.measures import Key
from lib.domain.scope import own_or_for_all
from lib.domain.threshold import ThresholdRule
from lib.domain.users import User


def rules(user: User, measure: Key = Key.CODED_104) -> list[ThresholdRule]:
    """National rules of the measure and those of the user's ICBs, oldest first."""
    found = (
        select(ThresholdRule)
        .where(ThresholdRule.measure == measure)
        .where(own_or_for_all(user, ThresholdRule.icb_code))
        .order_by(col(ThresholdRule.from_on), col(ThresholdRule.sequence))
    )
    return db.rows(found)


def by_id(user: User) -> dict[int, ThresholdRule]:
    """The rules that the column `rule_id` of the figures frame names."""
    return {rule.id: rule for rule in rules(user) if rule.id is not None}


def in_force(
    user: User, icb_code: str | None, period: date, measure: Key = Key.CODED_104
) -> ThresholdRule | None:
    return threshold.in_force(rules(user, measure), icb_code, period, measure)
