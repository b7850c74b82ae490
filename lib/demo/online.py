"""Online accounts with access, as a supplier reported them of four months in one file.

The demonstration plays before the measure was reported of: its ICB does not go by it
until somebody switches it on.
"""

from collections.abc import Iterator
from datetime import date
from random import Random

from lib.demo.cast import FIRST_LINE, Practice, practices
from lib.demo.course import LATEST
from lib.demo.places import NORTHMERE
from lib.domain.dates import period_end, periods, shift
from lib.domain.files import Kind
from lib.domain.parsed import Parsed
from lib.domain.rollout_rows import AccessRow
from lib.domain.rows import Row

MONTHS = periods(shift(LATEST, -3), LATEST)
SILENT = {"X99010"}  # its supplier reported nothing
HIDDEN = {"X99037"}  # its number with access was too small to be reported
NEAR_ALL, SOME, FEW = (0.905, 0.99), (0.45, 0.89), (0.02, 0.3)


def accounts() -> Parsed:
    rows: list[Row] = list(_rows())
    return Parsed(
        Kind.ACCESS,
        rows,
        len(rows),
        described_on=period_end(LATEST),
        period=LATEST,
    )


def _rows() -> Iterator[AccessRow]:
    number = FIRST_LINE
    for month in MONTHS:
        for practice in practices():
            if _reports(practice, month):
                yield _row(number, practice, month)
                number += 1


def _reports(practice: Practice, month: date) -> bool:
    mine = practice.icb_code == NORTHMERE and practice.ods_code not in SILENT
    return mine and practice.is_open(period_end(month))


def _row(number: int, practice: Practice, month: date) -> AccessRow:
    chance = Random(f"accounts {practice.ods_code}")  # noqa: S311 invented figures
    taken_up, kind = chance.uniform(0.42, 0.66), chance.random()
    share = chance.uniform(*(NEAR_ALL if kind < 0.4 else SOME if kind < 0.75 else FEW))  # noqa: PLR2004 so many of each
    behind = (LATEST.year - month.year) * 12 + LATEST.month - month.month
    having = round(practice.aged_16_plus(shift(month, 1)) * (taken_up - 0.01 * behind))
    given = round(having * max(share - 0.012 * behind, 0.01))
    hidden = practice.ods_code in HIDDEN
    day = period_end(month)
    return AccessRow(
        number, practice.ods_code, month, having, None if hidden else given, day
    )
