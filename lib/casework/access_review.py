"""The review of accounts: who has one that is not used, or not needed as it is."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from lib import queries
from lib.analysis import people
from lib.analysis.people import DAYS, Finding, Moved
from lib.domain.users import Person, User


@dataclass(frozen=True)
class Review:
    people: list[Person]
    names: Mapping[str, str]  # of ICBs by code
    findings: list[Finding]
    moved: list[Moved]
    last: Mapping[str, datetime] | None  # signed in, by e-mail; None: nobody ever


def of(user: User, days: int = DAYS) -> Review:
    """Without a sign-in on record, as in local mode, nobody is idle."""
    last = queries.sign_ins.last(user) or None
    everybody = queries.users.every(user)
    names = queries.organisations.names(user)
    known = people.Known(
        queries.access_reviews.practices(user, everybody),
        queries.access_reviews.successors(user),
        queries.users.confirmed(user),
        last,
    )
    found = people.findings(everybody, known, names, days)
    return Review(everybody, names, found, people.moved(everybody, known), last)
