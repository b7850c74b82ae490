"""The digests of a day: what changed on somebody's cases, and what waits for them."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from lib import queries
from lib.casework import cases, timeline, worklist
from lib.casework.moments import Moment
from lib.documents import digest
from lib.documents.digest import Digest, Line
from lib.domain.dates import shift, uk
from lib.domain.roles import Permission
from lib.domain.users import User

DAYS = 7  # of changes


def files(digests: Iterable[Digest], on: date) -> dict[str, bytes]:
    """By their names; none for somebody of whom there is nothing to say."""
    return {
        digest.file_name(each, on): digest.as_eml(each, on)
        for each in digests
        if not each.is_empty
    }


def every(user: User, on: date) -> list[Digest]:
    """One for each colleague who does casework, from that person's own scope."""
    people = (queries.users.by_email(each) for each in queries.users.colleagues(user))
    return [of(person, on) for person in people if person is not None]


def of(person: User, on: date) -> Digest:
    person.require(Permission.READ_CASEWORK)
    period = queries.periods.default(person)
    if period is None:
        return Digest(person)
    figures = queries.figures.panel(person, shift(period, -cases.MONTHS_BACK), period)
    found = worklist.of(figures, person, period, None)
    waits = [
        Line(
            f"{item.group}: {item.name}, {item.what}. {item.note}",
            item.rule,
            f"{item.page.rpartition('/')[2]}?ods={item.ods_code}",
        )
        for item in worklist.mine(found, person)
    ]
    return Digest(person, list(_changed(person, on)), waits)


def _changed(person: User, on: date) -> Iterator[Line]:
    """On the open cases that this person owns."""
    stored = queries.episodes.every(person)
    own = stored[(stored["owner"] == person.email) & stored["closed_on"].isna()]
    for code in own["ods_code"]:
        for moment in timeline.of(person, code):
            if _is_recent(moment, on):
                yield Line(f"{uk(moment.on)}: {code}, {moment.what}")


def _is_recent(moment: Moment, on: date) -> bool:
    return on - timedelta(days=DAYS) <= moment.on <= on
