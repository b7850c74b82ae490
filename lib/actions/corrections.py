"""Correct one figure on screen: an upload of one row, with its reason and source."""

from dataclasses import dataclass, replace
from datetime import date

from sqlmodel import Session

from lib import db
from lib.actions import events, within
from lib.actions.loaders import on_screen
from lib.actions.loaders.on_screen import OnScreen
from lib.domain.base import MOST_PATIENTS
from lib.domain.codes import Measure
from lib.domain.dates import period_of, period_text
from lib.domain.errors import RuleBroken
from lib.domain.facts import ExclusionCount
from lib.domain.files import Counted, Kind, Population
from lib.domain.free_text import LINE, needed
from lib.domain.organisations import Practice
from lib.domain.roles import Permission
from lib.domain.users import User


@dataclass(frozen=True)
class Correction:
    """One figure put right. `source` says who gave it: "e-mail of 3 October"."""

    ods_code: str
    period: date
    measure: Measure
    value: int
    reason: str
    source: str
    counted: Counted = Counted.LATEST
    population: Population = Population.UNKNOWN


def correct(correction: Correction, *, by: User) -> int:
    """Store the figure as a newer word on that month; returns the upload's id."""
    by.require(Permission.CORRECT_FIGURES)
    reason, source = (
        needed(
            said,
            "Say why the figure is corrected and who gave the right one",
            most=LINE,
        )
        for said in (correction.reason, correction.source)
    )
    correction = replace(correction, reason=reason, source=source)
    if correction.period != period_of(correction.period):
        raise RuleBroken("Say the month by its first day.")
    if not 0 <= correction.value <= MOST_PATIENTS:
        raise RuleBroken("A count is a whole number, 0 or more.")
    with db.transaction() as session:
        practice = within.practice(session, correction.ods_code, by=by)
        return _store(session, correction, practice, by)


def _store(
    session: Session, correction: Correction, practice: Practice, by: User
) -> int:
    sequence = events.record(
        session,
        by,
        "correct figure",
        subject=practice.ods_code,
        reason=correction.reason,
        period=period_text(correction.period),
        measure=correction.measure,
        value=correction.value,
        source=correction.source,
    )
    one = OnScreen(
        Kind.COUNTS,
        correction,
        "corrected on screen",
        correction.reason,
        correction.source,
        correction.period,
        counted=correction.counted,
        population=correction.population,
    )
    upload = on_screen.upload(session, practice, one, sequence, by=by)
    assert upload.id is not None  # noqa: S101 flushed
    session.add(
        ExclusionCount(
            upload_id=upload.id,
            row=1,
            practice_code=practice.ods_code,
            period=correction.period,
            measure=correction.measure,
            value=correction.value,
        )
    )
    return upload.id
