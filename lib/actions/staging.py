"""Keep the rows of checked files until they are confirmed, a day at most."""

import json
import uuid
import zlib

import sqlalchemy as sa
from sqlmodel import col

from lib import db
from lib.actions import events
from lib.domain import parsed_json
from lib.domain.arrivals import Arrival
from lib.domain.dates import now, period_text
from lib.domain.files import Kind
from lib.domain.roles import Permission
from lib.domain.uploads import STAGED_FOR, StagedFile
from lib.domain.users import User


def stage(arrivals: list[Arrival], *, by: User) -> str:
    """Keep these files in their order of loading; returns the batch's name."""
    by.require(Permission.IMPORT_COUNTS)
    batch = uuid.uuid4().hex
    order = list(Kind)
    ordered = sorted(arrivals, key=lambda arrival: order.index(arrival.kind))
    with db.transaction() as session:
        session.execute(
            sa.delete(StagedFile).where(col(StagedFile.staged_at) < now() - STAGED_FOR)
        )
        events.record(session, by, "stage files", subject=batch, files=len(ordered))
        session.add_all(
            StagedFile(
                batch=batch,
                place=place,
                staged_by=by.email,
                file_name=arrival.file_name,
                file_hash=arrival.file_hash,
                kind=arrival.kind,
                parsed=zlib.compress(parsed_json.dump(arrival.parsed)),
                said=_said(arrival),
            )
            for place, arrival in enumerate(ordered)
        )
    return batch


def discard(batch: str, *, by: User) -> None:
    """Take one's own staged files away: loaded, or not wanted."""
    by.require(Permission.IMPORT_COUNTS)
    with db.transaction() as session:
        events.record(session, by, "discard staged files", subject=batch)
        session.execute(
            sa.delete(StagedFile).where(
                col(StagedFile.batch) == batch, col(StagedFile.staged_by) == by.email
            )
        )


def _said(arrival: Arrival) -> str:
    return json.dumps(
        {
            "icb_code": arrival.icb_code,
            "period": f"{period_text(arrival.period)}-01" if arrival.period else None,
            "sender": arrival.sender,
            "whole": arrival.whole,
            "content_hash": arrival.content_hash,
        }
    )
