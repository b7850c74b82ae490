"""The card for a call: what was asked and said, the last contact, what comes next."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from lib import queries
from lib.analysis.words import capital
from lib.casework.moments import Kind, Moment
from lib.casework.timeline import of
from lib.domain.dates import today, uk
from lib.domain.roles import Permission
from lib.domain.users import User
from lib.queries.timeline import Parts

CONTACTS = {Kind.CALLS, Kind.LETTERS}
ASKED = 3  # of the open requests the newest


class Card(NamedTuple):
    """Empty where nothing is on record."""

    asked: list[str]
    said: str
    last_contact: str
    next_date: str
    people: list[str]
    logged: int  # how many lines the log has


def card(user: User, ods_code: str) -> Card:
    user.require(Permission.READ_CASEWORK)
    parts = queries.timeline.parts(user, ods_code)
    statements = queries.statements.of_practice(user, ods_code)
    said = [f"“{s.text}” {capital(s.source)}." for s in statements[:1]]
    return Card(
        asked=list(_asked(parts))[:ASKED],
        said="".join(said),
        last_contact=_last(of(user, ods_code)),
        next_date=_next(list(_dates(user, ods_code, parts))),
        people=list(_people(user, ods_code)),
        logged=len(queries.log.of_practice(user, ods_code)),
    )


def _asked(parts: Parts) -> Iterator[str]:
    going = [ask for ask in parts.asks if ask.withdrawn_on is None]
    for ask in sorted(going, key=lambda ask: ask.asked_on, reverse=True):
        due = f", due {uk(ask.due_on)}" if ask.due_on else ", no due day"
        yield f"{capital(ask.what or ask.kind)}, asked {uk(ask.asked_on)}{due}"


def _last(moments: list[Moment]) -> str:
    for moment in moments:
        if moment.kind in CONTACTS and not moment.what.startswith("Note"):
            return f"{uk(moment.on)}. {moment.what}"
    return ""


def _dates(user: User, ods_code: str, parts: Parts) -> Iterator[tuple[date, str]]:
    for episode in queries.episodes.of_practice(user, ods_code):
        if episode.is_open and episode.next_action_on:
            yield episode.next_action_on, episode.next_action or "next action"
    for ask in parts.asks:
        if ask.due_on and ask.withdrawn_on is None:
            yield ask.due_on, f"{ask.what or ask.kind} due"


def _next(dates: list[tuple[date, str]]) -> str:
    """The first to come; where all have passed, the last of them."""
    coming = [each for each in dates if each[0] >= today()]
    chosen = min(coming, default=max(dates, default=None))
    return f"{uk(chosen[0])}: {chosen[1]}" if chosen else ""


def _people(user: User, ods_code: str) -> Iterator[str]:
    for row in queries.contacts.current(user, ods_code).to_dict("records"):
        who = [row["telephone"], row["name"], row["role"], row["email"]]
        yield ", ".join(part for part in who if part)
