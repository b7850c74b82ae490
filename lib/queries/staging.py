"""Files between check and confirm."""

import json
import zlib
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from sqlmodel import col, select

from lib import db
from lib.domain import parsed_json
from lib.domain.arrivals import Arrival
from lib.domain.dates import now
from lib.domain.roles import Permission
from lib.domain.uploads import STAGED_FOR, StagedFile
from lib.domain.users import User


@dataclass(frozen=True)
class Staged:
    id: int
    arrival: Arrival


def batch(user: User, batch_id: str) -> list[Staged]:
    """One's own files of that batch, in the order in which they are loaded.

    Empty once they are loaded, taken away, or older than a day.
    """
    user.require(Permission.SEE_EXACT)
    wanted = (
        select(StagedFile)
        .where(StagedFile.batch == batch_id, StagedFile.staged_by == user.email)
        .where(StagedFile.staged_at > now() - STAGED_FOR)
        .order_by(col(StagedFile.place))
    )
    with db.reading() as session:
        return [
            Staged(staged.id, _arrival(staged))
            for staged in session.exec(wanted)
            if staged.id is not None
        ]


class Kept(NamedTuple):
    """A batch that was checked and neither loaded nor taken away."""

    batch: str
    staged_at: datetime
    file_names: list[str]


def kept(user: User) -> list[Kept]:
    """One's own batches of the last day, the newest first; without their rows."""
    user.require(Permission.SEE_EXACT)
    wanted = (
        select(StagedFile.batch, StagedFile.staged_at, StagedFile.file_name)
        .where(StagedFile.staged_by == user.email)
        .where(StagedFile.staged_at > now() - STAGED_FOR)
        .order_by(col(StagedFile.batch), col(StagedFile.place))
    )
    with db.reading() as session:
        rows = session.exec(wanted).all()
    found: dict[str, Kept] = {}
    for name, staged_at, file_name in rows:
        found.setdefault(name, Kept(name, staged_at, [])).file_names.append(file_name)
    return sorted(found.values(), key=lambda each: each.staged_at, reverse=True)


def _arrival(staged: StagedFile) -> Arrival:
    said = json.loads(staged.said)
    period = said["period"]
    return Arrival(
        parsed=parsed_json.load(zlib.decompress(staged.parsed)),
        file_name=staged.file_name,
        file_hash=staged.file_hash,
        content_hash=said["content_hash"],
        icb_code=said["icb_code"],
        period=date.fromisoformat(period) if period else None,
        sender=said["sender"],
        whole=said["whole"],
    )
