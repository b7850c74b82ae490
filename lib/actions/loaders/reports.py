"""Reports that come in one file: each is taken, or left out, by the rules of one."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import cast

from sqlmodel import Session

from lib.actions import monthly_reports
from lib.actions.loaders import trying
from lib.actions.monthly_reports import ReportIn
from lib.domain.arrivals import Arrival
from lib.domain.dates import today
from lib.domain.errors import Refused
from lib.domain.files import Kind
from lib.domain.problems import Problem
from lib.domain.report_figures import Figures
from lib.domain.rows import ReportRow
from lib.domain.uploads import Upload
from lib.domain.users import User

NO_MONTH = Problem(
    "no-period",
    "Nothing says of which month these reports are.",
    "Say the month when loading the file, or add a column headed Month.",
)


def problems(
    session: Session, arrival: Arrival, found: Sequence[Problem], *, by: User
) -> list[Problem]:
    """What the rules say to each row that nothing is said of yet; of other kinds none."""
    if arrival.kind is not Kind.REPORTS:
        return []
    if arrival.month is None:
        return [] if any(each.kind == NO_MONTH.kind for each in found) else [NO_MONTH]
    told = {problem.row for problem in found}
    return list(_refused(session, arrival, arrival.month, told, by))


def _refused(
    session: Session,
    arrival: Arrival,
    month: date,
    told: set[int | None],
    by: User,
) -> Iterator[Problem]:
    def take(row: ReportRow) -> object:
        return monthly_reports.take(session, _report(row, arrival, month), by=by)

    rows = cast(list[ReportRow], arrival.parsed.rows)
    for row, outcome in trying.outcomes(session, rows, take, told):
        if isinstance(outcome, Refused):
            yield Problem(
                "report-not-taken",
                f"{row.practice_code}: {outcome}",
                row=row.row,
                value=row.practice_code,
            )


def store(session: Session, arrival: Arrival, upload: Upload, *, by: User) -> int:
    """Take each report; those that say what is on record already are none. Returns how
    many were stored."""
    assert arrival.month is not None  # noqa: S101 the problems above have looked
    stored = 0
    for row in cast(list[ReportRow], arrival.parsed.rows):
        report = _report(row, arrival, arrival.month, upload)
        stored += monthly_reports.take(session, report, by=by) is not None
    return stored


def _report(
    row: ReportRow, arrival: Arrival, month: date, upload: Upload | None = None
) -> ReportIn:
    figures = {name: getattr(row, name) for name in Figures._fields}
    return ReportIn(
        row.practice_code,
        month,
        Figures(**figures),
        row.received_on or today(),
        row.received_from or arrival.sender,
        row.comment,
        reason=f"as in the file {arrival.file_name}",
        upload_id=upload.id if upload else None,
        row=row.row,
    )
