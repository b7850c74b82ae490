"""What happened in the rollout and what was published of it: dated, sourced, as said.

Published counts are kept as words. They rest on different bases, or on none that is
stated, and do not add up; so nothing is ever worked out from them.
"""

import csv
from collections.abc import Sequence
from datetime import date
from functools import cache
from typing import NamedTuple

from lib.config import ROOT
from lib.domain.dates import period_of
from lib.domain.sources import Source

_REFERENCE = ROOT / "data" / "reference"
_EVENTS = "policy_events_2021-11_to_2025-01.csv"
_COUNTS = "published_counts_2023-01_to_2023-12.csv"

NEVER_RECOMPUTED = (
    "Published counts do not add up. They were counted on different days, of different"
    " practices, and mostly without a base: of practices that had switched over, that"
    " meant to, or that offered access. So each is quoted as published, with its base,"
    " and none is worked out from another or from the figures held here."
)


class PolicyEvent(NamedTuple):
    on: date
    short: str  # for charts and tables
    on_charts: bool
    sentence: str
    source: Source


class PublishedCount(NamedTuple):
    on: date
    said: str
    number: str  # empty where none was given
    per_cent: str  # likewise
    base: str
    source: Source


@cache
def events() -> Sequence[PolicyEvent]:
    """In the order of days."""
    return tuple(
        PolicyEvent(
            date.fromisoformat(line["on"]),
            line["short"],
            line["on_charts"] == "yes",
            line["sentence"],
            _source(line),
        )
        for line in _lines(_EVENTS)
    )


@cache
def published_counts() -> Sequence[PublishedCount]:
    return tuple(
        PublishedCount(
            date.fromisoformat(line["on"]),
            line["said"],
            line["count"],
            line["per_cent"],
            line["base"],
            _source(line),
        )
        for line in _lines(_COUNTS)
    )


def in_month(period: date) -> str:
    """The short names of a month's events: "Planned start; Paused where asked for"."""
    return "; ".join(each.short for each in events() if period_of(each.on) == period)


def _lines(name: str) -> list[dict[str, str]]:
    with (_REFERENCE / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def _source(line: dict[str, str]) -> Source:
    return Source(line["source"], line["source_dated"], line["address"])
