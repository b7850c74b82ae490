"""What the record of events says of a practice, in words, beside what tables tell."""

import json
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Any

from lib.analysis.words import capital
from lib.casework.moments import Kind, Moment, who
from lib.domain.action_plan import Status
from lib.domain.dates import london, month_name, parse_period, uk
from lib.domain.events import Event
from lib.queries.timeline import Parts

# What the tables tell better, or what is not worth a line.
_TOLD = (
    *("log ", "file paper", "mark ", "draft ", "ask for ", "correct figure"),
    *("record statement", "receive report", "receive newer report"),
    *("record escalation", "answer safety check", "save plan draft"),
    *("raise ", "answer query", "answer comment", "withdraw query", "withdraw comment"),
)
# The kind of an event by the words in it, the first that fits.
_KINDS = (
    ("contact", Kind.OTHER),
    ("paper", Kind.PAPERS),
    ("safety", Kind.SAFETY),
    ("statement", Kind.VOICE),
    ("escalation", Kind.ESCALATION),
    ("episode", Kind.DECISIONS),
    ("report", Kind.REPORTS),
    ("plan", Kind.PLAN),
    ("milestone", Kind.PLAN),
    ("request for", Kind.ASKS),
)
_FOR_ALL = {Kind.VOICE, Kind.DECISIONS, Kind.REPORTS, Kind.PLAN, Kind.ASKS}


def moments(parts: Parts, *, is_staff: bool) -> Iterator[Moment]:
    for event in parts.events:
        moment = _event(event, parts.names)
        if moment and (is_staff or moment.kind in _FOR_ALL):
            yield moment


def _event(event: Event, names: dict[str, str]) -> Moment | None:
    detail = json.loads(event.detail) if event.detail else {}
    received = detail.get("now") == Status.RECEIVED  # the version itself is there
    if event.action.startswith(_TOLD) or received:
        return None
    kind = next((k for words, k in _KINDS if words in event.action), Kind.OTHER)
    return Moment(
        _day(event, detail),
        event.at,
        kind,
        _words(event.action, detail),
        who(event.by, names),
        event.reason,
    )


def _day(event: Event, detail: dict[str, Any]) -> date:
    """The day that was stated, else that of the record."""
    stated = detail.get("on")
    return date.fromisoformat(str(stated)[:10]) if stated else london(event.at).date()


def _words(action: str, detail: dict[str, Any]) -> str:
    told = "; ".join(filter(None, (tell(detail) for tell in _DETAILS)))
    return f"{capital(action)}: {told}" if told else capital(action)


def _changed(detail: dict[str, Any]) -> str:
    was, now = detail.get("was"), detail.get("now")
    if isinstance(now, str):
        return f"{was} → {now}" if was else now
    if isinstance(now, dict):
        return ", ".join(
            f"{name.replace('_', ' ')} {v}" for name, v in now.items() if v
        )
    return ""


def _named(
    name: str, form: Callable[[Any], str] = str
) -> Callable[[dict[str, Any]], str]:
    return lambda detail: form(detail[name]) if detail.get(name) else ""


_DETAILS: Iterable[Callable[[dict[str, Any]], str]] = (
    _changed,
    _named("period", lambda text: month_name(parse_period(text[:7]))),
    _named("title"),
    _named("role"),
    _named("due_on", lambda text: f"due {uk(date.fromisoformat(text))}"),
)
