"""Loading files: check, load, correct one figure; each file is one transaction."""

import hashlib
from dataclasses import replace
from datetime import date
from typing import Any

from sqlmodel import Session, col, select

from lib import db
from lib.actions import events, within
from lib.actions.loaders import checks, contacts, counts, national, people, reports
from lib.domain.arrivals import Arrival, Consent, Difference, Report
from lib.domain.dates import period_text
from lib.domain.errors import RuleBroken
from lib.domain.events import Ledger
from lib.domain.files import BELONGS_TO_AN_ICB, Counted, Kind, Population
from lib.domain.problems import Problem, Severity
from lib.domain.roles import Permission
from lib.domain.uploads import Upload
from lib.domain.users import LOADING, User

NO_FIGURES = (
    "This is a tracker of cases, not a file of figures. Bring it on the page Tracker, or"
    " in a terminal with --kind tracker."
)
NOTHING_LEFT = Problem(
    "nothing-to-load",
    "Nothing of this file can be loaded.",
    "Check that it is the file you meant, for this ICB and this month.",
)


def check(
    arrivals: list[Arrival], *, by: User, consent: Consent | None = None
) -> list[Report]:
    """What loading these files in this order would do. Nothing is stored.

    Each file is checked as if those before it were loaded, so that a month's files can
    come together on an empty database.
    """
    for arrival in arrivals:
        _require(arrival, by)
    asked = consent or Consent(all_warnings=True)
    with db.rehearsal() as session:
        return [_load(session, arrival, by, asked) for arrival in arrivals]


def load(arrival: Arrival, *, by: User, consent: Consent | None = None) -> Report:
    """Store the file if nothing must be fixed and every warning is agreed to."""
    _require(arrival, by)
    with db.transaction() as session:
        report = _load(session, arrival, by, consent or Consent())
    if report.upload_id is None:
        refuse(arrival.kind, len(report.problems), by=by)
    return report


def refuse(kind: Kind | None, problems: int, *, by: User) -> None:
    """Record an attempt that stored nothing: who, when, which kind, how many problems.

    Never what was in the file, nor what it was called.
    """
    with db.transaction() as session:
        events.record(
            session,
            by,
            "refuse file",
            subject=kind or "unknown",
            problems=problems,
        )


def _require(arrival: Arrival, by: User) -> None:
    if arrival.kind is Kind.TRACKER:
        raise RuleBroken(NO_FIGURES)
    by.require(LOADING.get(arrival.kind, Permission.IMPORT_REFERENCE))
    if arrival.kind not in BELONGS_TO_AN_ICB:
        return
    if arrival.icb_code is None:
        raise RuleBroken(f"Say which ICB these {arrival.kind} are for.")
    within.icb(arrival.icb_code, by=by)


def _load(session: Session, arrival: Arrival, by: User, consent: Consent) -> Report:
    # One load at a time: of two that bring the same content the second finds the first.
    session.get(Ledger, 1, with_for_update=True)
    report = _report(arrival)
    earlier = _same_content(session, arrival)
    if earlier is not None:
        return replace(
            report, upload_id=earlier, rows_stored=0, problems=[], already_stored=True
        )
    found = [*arrival.parsed.problems, *checks.problems(session, arrival, by=by)]
    found += reports.problems(session, arrival, found, by=by)
    found += people.problems(session, arrival, found, by=by)
    found.sort(key=lambda problem: problem.row or 0)
    kept = _kept(arrival, found, consent)
    if not kept.parsed.rows:
        found.append(NOTHING_LEFT)
    report = replace(report, problems=found)
    if _waits(found, consent) or not kept.parsed.rows:
        return report
    change = _difference(session, kept, by)
    upload = _store(session, kept, by, found)
    return replace(
        report,
        rows_stored=upload.rows_stored,
        upload_id=upload.id,
        difference=change,
    )


def _report(arrival: Arrival) -> Report:
    parsed = arrival.parsed
    return Report(
        file_name=arrival.file_name,
        kind=arrival.kind,
        period=arrival.month,
        rows_read=parsed.rows_read,
        unmatched_headings=parsed.unmatched_headings,
        unmatched_practices=parsed.unmatched_practices,
    )


def _difference(session: Session, arrival: Arrival, by: User) -> Difference:
    if arrival.kind is Kind.PEOPLE:
        return people.difference(session, arrival, by=by)
    return counts.difference(session, arrival)


def _same_content(session: Session, arrival: Arrival) -> int | None:
    if arrival.kind is Kind.PEOPLE:  # somebody may have changed an account meanwhile
        return None
    return session.exec(
        select(Upload.id)
        .where(Upload.kind == arrival.kind)
        .where(Upload.icb_code == _icb_of(arrival))
        .where(Upload.period == _period_of(arrival))
        .where(Upload.content_hash == arrival.content_hash)
        .where(col(Upload.withdrawn_sequence).is_(None))
    ).first()


def _icb_of(arrival: Arrival) -> str | None:
    return arrival.icb_code if arrival.kind in BELONGS_TO_AN_ICB else None


def _period_of(arrival: Arrival) -> date | None:
    """Counts, reports and online access are of a month; snapshots are of a day."""
    return arrival.month if arrival.kind in _MONTHLY else None


_MONTHLY = {
    *(Kind.COUNTS, Kind.REPORTS, Kind.ONLINE_ACCESS),
    *(Kind.NATIONAL_STEPS, Kind.ACCESS),
}


def _kept(arrival: Arrival, found: list[Problem], consent: Consent) -> Arrival:
    """The file without the lines that a rule, or the person's choice, leaves out."""
    out = {Severity.NOTICE} | ({Severity.MUST_FIX} if consent.good_rows_only else set())
    left_out = {p.row for p in found if p.severity in out and p.row is not None}
    rows = [row for row in arrival.parsed.rows if row.row not in left_out]
    return replace(arrival, parsed=replace(arrival.parsed, rows=rows))


def _waits(found: list[Problem], consent: Consent) -> bool:
    """Whether something must be fixed or agreed to first.

    A fault of the file as a whole stops it even where the good rows are asked for.
    """
    for problem in found:
        if problem.severity is Severity.MUST_FIX:
            if not (consent.good_rows_only and problem.row is not None):
                return True
        elif problem.severity is Severity.CONFIRM and not consent.covers(problem):
            return True
    return False


def _store(
    session: Session, arrival: Arrival, by: User, found: list[Problem]
) -> Upload:
    sequence = events.record(
        session,
        by,
        f"import {arrival.kind}",
        subject=_icb_of(arrival) or "national",
        file=arrival.file_name,
        period=period_text(arrival.month) if arrival.month else None,
        rows=len(arrival.parsed.rows),
    )
    confirmed = {p.kind for p in found if p.severity is Severity.CONFIRM}
    upload = Upload(
        sequence=sequence,
        kind=arrival.kind,
        icb_code=_icb_of(arrival),
        period=_period_of(arrival),
        described_on=arrival.parsed.described_on,
        file_name=arrival.file_name,
        file_hash=arrival.file_hash,
        content_hash=_content(arrival, sequence),
        sender=arrival.sender,
        counted=arrival.parsed.counted or Counted.UNKNOWN,
        population=arrival.parsed.population or Population.UNKNOWN,
        whole=arrival.whole and arrival.kind is Kind.COUNTS,
        rows_read=arrival.parsed.rows_read,
        rows_stored=0,
        confirmed=" ".join(sorted(confirmed)),
        loaded_by=by.email,
    )
    session.add(upload)
    session.flush()
    if arrival.kind is Kind.REPORTS:
        upload.rows_stored = reports.store(session, arrival, upload, by=by)
    elif arrival.kind is Kind.PEOPLE:
        upload.rows_stored = people.store(session, arrival, by=by)
    else:
        loader = _LOADERS.get(arrival.kind, national)
        upload.rows_stored = loader.store(session, arrival.parsed, upload)
    session.flush()
    return upload


def _content(arrival: Arrival, sequence: int) -> str:
    """A list of people may come again as it was: each time is one of its own."""
    if arrival.kind is not Kind.PEOPLE:
        return arrival.content_hash
    said = f"{arrival.content_hash} {sequence}"
    return hashlib.sha256(said.encode()).hexdigest()


_LOADERS: dict[Kind, Any] = {Kind.COUNTS: counts, Kind.CONTACTS: contacts}
