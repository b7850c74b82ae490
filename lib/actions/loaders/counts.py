"""Store counts, and say beforehand what they change."""

from typing import cast

import sqlalchemy as sa
from sqlmodel import Session, col, select

from lib.actions.loaders import bulk, known
from lib.domain.arrivals import Arrival, Difference
from lib.domain.codes import Measure
from lib.domain.facts import ExclusionCount
from lib.domain.files import Kind
from lib.domain.organisations import Practice, PracticeStatus
from lib.domain.parsed import Parsed
from lib.domain.rows import CountRow
from lib.domain.uploads import Upload


def store(session: Session, parsed: Parsed, upload: Upload) -> int:
    """Add the counts and return of how many practices, in each month, they are."""
    rows = cast(list[CountRow], parsed.rows)
    facts = [
        {
            "upload_id": upload.id,
            **row._asdict(),
            "period": row.period or upload.period,
        }
        for row in rows
    ]
    bulk.insert(session, ExclusionCount, facts)
    return len({(fact["practice_code"], fact["period"]) for fact in facts})


def difference(session: Session, arrival: Arrival) -> Difference:
    """In practices, against what is true now of the months in the file."""
    if arrival.kind is not Kind.COUNTS:
        return Difference(new=len(arrival.parsed.rows))
    said: dict[str, list[CountRow]] = {}
    for row in cast(list[CountRow], arrival.parsed.rows):
        said.setdefault(row.practice_code, []).append(row)
    before: dict[str, dict[Measure, ExclusionCount]] = {}
    if arrival.month:
        found = known.counts(session, arrival.month, arrival.icb_code)
        for (code, measure), fact in found.items():
            before.setdefault(code, {})[measure] = fact
    tally = {"new": 0, "updated": 0, "unchanged": 0}
    for code, rows in said.items():
        tally[_change(rows, before.get(code, {}))] += 1
    absent = _expected(session, arrival) - set(said) - set(before)
    return Difference(**tally, absent=tuple(sorted(absent)))


def _change(rows: list[CountRow], before: dict[Measure, ExclusionCount]) -> str:
    if not before:
        return "new"
    same = all(
        row.measure in before
        and (before[row.measure].value, before[row.measure].suppressed)
        == (row.value, row.suppressed)
        for row in rows
    )
    return "unchanged" if same else "updated"


def _expected(session: Session, arrival: Arrival) -> set[str]:
    """The practices of the ICB that are not closed."""
    if not arrival.whole:
        return set()
    return set(
        session.exec(
            select(Practice.ods_code)
            .where(Practice.icb_code == arrival.icb_code)
            .where(col(Practice.closed_on).is_(None))
            .where(
                sa.or_(
                    col(Practice.status).is_(None),
                    col(Practice.status) == PracticeStatus.ACTIVE,
                )
            )
        )
    )
