"""The arithmetic of a plan: what its pace, method and dates come to.

One by one, each review may end with the 104 kept, so that every date is the earliest.
The other two methods release people together: there a sudden fall on the planned day
is what is expected, and the pace counts only for the people found at risk.
"""

from datetime import date, timedelta
from typing import NamedTuple

from lib.domain.plan_content import Content, Method
from lib.domain.threshold import limit_of

WEEK = 7
MINUTES = 60
FARTHEST = 365 * 50  # days; a plan beyond that has no end that could be named


class Standing(NamedTuple):
    """The figure that the arithmetic starts from, and the limit of its rule."""

    excluded: int
    list_size: int
    percent: int
    strict: bool
    period: date | None = None  # the month that it is of

    @property
    def limit(self) -> int:
        return limit_of(self.percent, self.list_size, strict=self.strict)

    @property
    def to_limit(self) -> int:
        return max(self.excluded - self.limit, 0)

    @property
    def half(self) -> int:
        return -(-self.excluded // 2)


class Pace(NamedTuple):
    """None is what cannot be told from what is typed so far."""

    standing: Standing
    content: Content
    limit_on: date | None  # at or below the threshold
    half_on: date | None
    all_on: date | None
    days_to_limit: int | None
    minutes_a_week: int | None
    minutes_in_all: int | None
    needed: int | None  # reviews a week that the target day needs
    falls_on: date | None  # where a sudden fall is expected
    with_one_more: date | None  # at or below, with one more person

    @property
    def is_sudden(self) -> bool:
        return falls_at_once(self.content)

    @property
    def short_by(self) -> int:
        """Reviews a week that lack for the target day."""
        if self.needed is None or self.content.reviews_per_week is None:
            return 0
        return max(self.needed - self.content.reviews_per_week, 0)


def falls_at_once(content: Content) -> bool:
    return content.method in (Method.BULK_106, Method.RISK_SEARCH)


def planned_fall(content: Content) -> date | None:
    """The day on which people are released together: the day at or below the limit."""
    return (content.below_on or content.starts_on) if falls_at_once(content) else None


def pace(content: Content, standing: Standing) -> Pace:
    reviews = content.reviews_per_week
    minutes = content.minutes_per_review
    one_by_one = not falls_at_once(content)
    a_week = reviews if one_by_one else None
    return Pace(
        standing=standing,
        content=content,
        limit_on=after(content.starts_on, standing.to_limit, a_week),
        half_on=after(content.starts_on, standing.half, a_week),
        all_on=after(content.starts_on, standing.excluded, a_week),
        days_to_limit=days(standing.to_limit, a_week),
        minutes_a_week=_times(reviews, minutes),
        minutes_in_all=_times(standing.excluded, minutes) if one_by_one else None,
        needed=_needed(content, standing) if one_by_one else None,
        falls_on=planned_fall(content),
        with_one_more=_with_one_more(content, standing) if one_by_one else None,
    )


def days(reviews: int, a_week: int | None) -> int | None:
    """Days that so many reviews take; one that has begun counts."""
    if not a_week:
        return None
    count = -(-reviews * WEEK // a_week)
    return count if count <= FARTHEST else None


def after(starts_on: date | None, reviews: int, a_week: int | None) -> date | None:
    """The day by which so many reviews are done."""
    count = days(reviews, a_week)
    if starts_on is None or count is None:
        return None
    return starts_on + timedelta(days=count)


def _times(one: int | None, other: int | None) -> int | None:
    return None if one is None or other is None else one * other


def _needed(content: Content, standing: Standing) -> int | None:
    if content.starts_on is None or content.below_on is None:
        return None
    allowed = (content.below_on - content.starts_on).days
    return -(-standing.to_limit * WEEK // allowed) if allowed > 0 else None


def _with_one_more(content: Content, standing: Standing) -> date | None:
    """Where each person does as many reviews as now."""
    if not content.staff or not content.reviews_per_week:
        return None
    more = content.reviews_per_week * (content.staff + 1) // content.staff
    return after(content.starts_on, standing.to_limit, more)
