"""What a monthly report counts, what kind of answer that is, and when to ask about it.

Counts of patients only. Reported of the rule: "on all 104 exclusions applied", which
may be a stock or a flow, so that both are taken.
"""

from datetime import date
from enum import StrEnum
from typing import NamedTuple

from lib.domain.dates import month_name


class Figures(NamedTuple):
    """None is not known."""

    coded_104: int  # active at the month's end
    added: int | None = None
    superseded: int | None = None  # by a 106
    coded_103: int | None = None
    reviewed: int | None = None
    granted: int | None = None  # access granted after review
    kept: int | None = None  # 104 kept after review

    @property
    def has_flow(self) -> bool:
        flow = (self.added, self.superseded, self.reviewed, self.granted, self.kept)
        return any(flow)


LABELS = {
    "coded_104": "Active 104 at the month's end",
    "added": "104 added in the month",
    "superseded": "104 superseded by 106 in the month",
    "coded_103": "103, declined by the patient",
    "reviewed": "Patients reviewed",
    "granted": "Access granted after review",
    "kept": "104 kept after review",
}


class Content(StrEnum):
    FIGURES = "figures"
    NO_CHANGE = "no change"  # repeats the stock, with no flow
    NIL = "nil"  # a reported zero, which is not a missing report


def content_of(figures: Figures, before: int | None) -> Content:
    """What a report says, beside the stock that the one of the month before gave."""
    if figures.has_flow:
        return Content.FIGURES
    if figures.coded_104 == 0:
        return Content.NIL
    return Content.NO_CHANGE if figures.coded_104 == before else Content.FIGURES


def is_beyond(reported: int, extract: int, tolerance: int) -> bool:
    """Whether a report differs from the extract by more than so many per cent of it."""
    return abs(reported - extract) * 100 > tolerance * extract


def query(period: date, reported: int, extract: int) -> str:
    """What the draft of a query says. A person may change it, and alone sends it."""
    return (
        f"Thank you for the report of {month_name(period)}. It gives {reported:,}"
        " patients with an active 104 at the end of the month; our extract has"
        f" {extract:,}. The two may have been run on different days, or count different"
        " patients. Could you tell us which search you used and on which day, or whether"
        " a figure should be corrected? Please send counts only, and no patient details."
    )
