"""Due days as a calendar file: all-day events that a later file updates, not doubles."""

from collections.abc import Iterable
from datetime import timedelta

from icalendar import Calendar, Event

from lib.documents.letters import Envelope
from lib.domain.letter import Letter, LetterKind

AT = "records-access-oversight.invalid"
_REPORTS = {LetterKind.REPORT_REQUEST, LetterKind.REPORT_REMINDER}


def as_ics(envelopes: Iterable[Envelope]) -> bytes:
    """One event for each thing that is due, on the day that the newest letter says."""
    ordered = sorted(envelopes, key=lambda each: each.letter.id or 0)
    newest = {uid(each.letter): each for each in ordered if each.letter.due_on}
    made = Calendar()
    made.add("prodid", "-//Records access oversight//EN")
    made.add("version", "2.0")
    for name, envelope in newest.items():
        made.add_component(_event(name, envelope))
    return bytes(made.to_ical())


def uid(letter: Letter) -> str:
    """The same for every letter on one plan, or on one month's report."""
    if letter.kind is LetterKind.REPORT_REMINDER:
        month = letter.about.partition(" due ")[0].replace(" ", "-")
        return f"{letter.practice_code}-{month}@{AT}"
    if letter.kind is LetterKind.REPORT_REQUEST or letter.episode_id is None:
        return f"{letter.practice_code}-{letter.about.replace(' ', '-')}@{AT}"
    return f"{letter.practice_code}-plan-of-case-{letter.episode_id}@{AT}"


def _event(name: str, envelope: Envelope) -> Event:
    letter, practice = envelope.letter, envelope.practice
    what = "Monthly report" if letter.kind in _REPORTS else "Action plan"
    event = Event()
    event.add("uid", name)
    event.add("dtstamp", letter.drafted_at)
    event.add("summary", f"{what} due: {practice.name} ({practice.ods_code})")
    event.add("dtstart", letter.due_on)
    if letter.due_on:
        event.add("dtend", letter.due_on + timedelta(days=1))
    event.add("transp", "TRANSPARENT")
    return event
