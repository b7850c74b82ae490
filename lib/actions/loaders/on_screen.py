"""What a person records on screen of one practice: an upload of one row."""

import hashlib
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from lib.domain.dates import now
from lib.domain.files import Counted, Kind, Population
from lib.domain.organisations import Practice
from lib.domain.uploads import Upload
from lib.domain.users import User


@dataclass(frozen=True)
class OnScreen:
    """`said` is all of it; its text and the moment stand for the content of a file."""

    kind: Kind
    said: object
    name: str
    reason: str
    source: str
    period: date | None = None
    described_on: date | None = None
    counted: Counted = Counted.UNKNOWN
    population: Population = Population.UNKNOWN


def upload(
    session: Session, practice: Practice, one: OnScreen, sequence: int, *, by: User
) -> Upload:
    """Stored, so that its facts can name it."""
    digest = hashlib.sha256(f"{one.said} {now().isoformat()}".encode()).hexdigest()
    made = Upload(
        sequence=sequence,
        kind=one.kind,
        icb_code=practice.icb_code,
        file_name=one.name,
        file_hash=digest,
        content_hash=digest,
        sender=one.source,
        period=one.period,
        described_on=one.described_on,
        counted=one.counted,
        population=one.population,
        rows_read=1,
        rows_stored=1,
        reason=one.reason,
        loaded_by=by.email,
    )
    session.add(made)
    session.flush()
    return made
