"""What is known of practices when a file is checked: place, closure, earlier figures."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col, select

from lib.domain.codes import Measure
from lib.domain.facts import ExclusionCount, ListSize
from lib.domain.files import Basis
from lib.domain.organisations import Practice, SubICBLocationICB
from lib.domain.succession import successor
from lib.domain.uploads import Upload

_MANY = 1000  # codes in one IN (...); SQLite takes 32,766


def among(column: Any, codes: Collection[str]) -> sa.ColumnElement[bool]:
    """True of these codes, and of all where these are so many that it hardly matters."""
    return col(column).in_(codes) if len(codes) <= _MANY else sa.true()


@dataclass(frozen=True)
class Known:
    """A practice as far as the check of a file needs it."""

    name: str
    closed_on: date | None
    successor_code: str | None
    icb_codes: frozenset[str]  # today's, and those that its location belonged to


def practices(session: Session, codes: Collection[str]) -> dict[str, Known]:
    """These practices, and it may be others, by ODS code."""
    belonged: dict[str, set[str]] = {}
    for link in session.exec(select(SubICBLocationICB)):
        belonged.setdefault(link.sub_icb_code, set()).add(link.icb_code)
    found = session.execute(
        sa.select(
            col(Practice.ods_code),
            col(Practice.name),
            col(Practice.closed_on),
            successor(),
            col(Practice.icb_code),
            col(Practice.sub_icb_code),
        ).where(among(Practice.ods_code, codes))
    )
    return {
        code: Known(
            name,
            closed_on,
            followed_by,
            frozenset(belonged.get(sub_icb, set()) | ({icb} if icb else set())),
        )
        for code, name, closed_on, followed_by, icb, sub_icb in found
    }


def counts(
    session: Session, period: date, icb_code: str | None
) -> dict[tuple[str, Measure], ExclusionCount]:
    """The counts that are true now of that month, by practice and measure.

    Of the ICB's practices today too: the month before a merger was another ICB's.
    """
    theirs, today = col(Upload.icb_code), col(Practice.icb_code)
    found = session.exec(
        select(ExclusionCount)
        .join(Upload, col(Upload.id) == ExclusionCount.upload_id)
        .where(col(Upload.withdrawn_sequence).is_(None))
        .join(Practice, col(Practice.ods_code) == ExclusionCount.practice_code)
        .where(sa.or_(theirs == icb_code, today == icb_code))
        .where(ExclusionCount.period == period)
        .order_by(col(Upload.sequence))
    )
    return {(fact.practice_code, fact.measure): fact for fact in found}


def closed_before(session: Session, month: date) -> set[str]:
    return set(
        session.exec(select(Practice.ods_code).where(col(Practice.closed_on) < month))
    )


def lists_before(
    session: Session, codes: Collection[str], since: date, day: date
) -> dict[str, tuple[int, date]]:
    """The last published list size of each from `since` until before `day`."""
    found = session.execute(
        sa.select(col(ListSize.practice_code), col(ListSize.patients), col(ListSize.on))
        .join(Upload, col(Upload.id) == col(ListSize.upload_id))
        .where(col(Upload.withdrawn_sequence).is_(None))
        .where(col(ListSize.basis) == Basis.REGISTERED)
        .where(col(ListSize.on) < day, col(ListSize.on) >= since)
        .where(among(ListSize.practice_code, codes))
        .order_by(col(ListSize.on), col(Upload.sequence))
    )
    return {code: (patients, on) for code, patients, on in found}
