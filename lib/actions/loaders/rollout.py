"""Rollout files: words that do not fit their day, and systems that are not on record."""

from collections.abc import Iterator
from typing import cast

from sqlmodel import Session, col, select

from lib.actions.loaders import known
from lib.domain.arrivals import Arrival
from lib.domain.dates import today
from lib.domain.errors import RuleBroken
from lib.domain.organisations import Practice
from lib.domain.problems import Problem, Severity
from lib.domain.rollout import Lever, Word, check
from lib.domain.rollout_rows import RolloutRow


def problems(session: Session, arrival: Arrival) -> Iterator[Problem]:
    rows = cast(list[RolloutRow], arrival.parsed.rows)
    yield from _unfit(rows)
    yield from _of_another_system(session, rows)


def _unfit(rows: list[RolloutRow]) -> Iterator[Problem]:
    day = today()
    for row in rows:
        try:
            check(Lever(row.lever), Word(row.word), row.on, row.at, day)
        except RuleBroken as refusal:
            what = f"{row.practice_code}, {row.lever}, {row.word}: {refusal}"
            yield Problem("rollout-day", what, row=row.row, value=row.practice_code)


def _of_another_system(session: Session, rows: list[RolloutRow]) -> Iterator[Problem]:
    """It may be the earlier system, or one to come; what is said of it stays apart."""
    codes = {row.practice_code for row in rows if row.supplier}
    own = dict(
        session.exec(
            select(Practice.ods_code, Practice.supplier).where(
                known.among(Practice.ods_code, codes),
                col(Practice.supplier).isnot(None),
            )
        ).all()
    )
    said = {row.row: row for row in rows if row.supplier}
    for row in said.values():
        on_record = own.get(row.practice_code)
        if on_record and on_record != row.supplier:
            yield Problem(
                "other-system",
                f"{row.practice_code}: the line is about {row.supplier}, the system on"
                f" record is {on_record}.",
                "What is said of another system says nothing of the one on record.",
                Severity.CONFIRM,
                row.row,
                value=row.practice_code,
            )
