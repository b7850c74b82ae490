"""Moments: what a timeline is made of, and how each says who."""

from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple


class Kind(StrEnum):
    FIGURES = "figures"
    CORRECTIONS = "corrections"
    ASKS = "what we asked"
    VOICE = "what the practice said"
    OBSERVERS = "queries and comments of observers"
    CALLS = "calls, meetings and notes"
    LETTERS = "letters"
    PAPERS = "papers"
    PLAN = "action plan"
    REPORTS = "monthly reports"
    DECISIONS = "decisions"
    ESCALATION = "escalation"
    SAFETY = "safety checks"
    OTHER = "case and contacts"


class Moment(NamedTuple):
    """`on` is the day on which it happened, `at` when it was put on record."""

    on: date
    at: datetime
    kind: Kind
    what: str
    who: str
    reason: str = ""


def who(email: str, names: dict[str, str], more: str = "") -> str:
    return " · ".join(part for part in (names.get(email, email), more) if part)
