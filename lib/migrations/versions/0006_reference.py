"""Reference data and the rules that ship.

The files of data/reference are dated and never edited; a later merger is a new file and
a new migration.
"""

import csv
from datetime import UTC, date, datetime

import sqlalchemy as sa
from alembic import op

from lib.config import ROOT

revision = "0006"
down_revision = "0005"

REFERENCE = ROOT / "data" / "reference"

SHIPPED_RULE = {
    "measure": "104",
    "percent": 50,
    "strict": True,
    "basis": "registered",
    "direction": "above",
    "from_on": date(2023, 1, 1),
    "source": (
        'As reported by Pulse, 1 February 2023: any practice that "has excluded more'
        ' than 50% of their patients". The document itself has not been seen; it states'
        " neither a denominator nor a date."
    ),
    "sequence": 0,
    "recorded_by": "shipped with the application",
    "recorded_at": datetime(2023, 2, 1, tzinfo=UTC),
}
SHIPPED_SETTING = {
    "name": "small-list",
    "value": "1000",
    "from_on": date(2023, 1, 1),
    "source": "Shipped value: a handful of patients moves the rate of a small list.",
    "sequence": 0,
    "recorded_by": "shipped with the application",
    "recorded_at": datetime(2023, 2, 1, tzinfo=UTC),
}


FILLED = (
    "setting",
    "threshold_rule",
    "sub_icb_location_icb",
    "sub_icb_location",
    "icb",
    "ledger",
)


def _read(name: str) -> list[dict[str, str]]:
    with (REFERENCE / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def upgrade() -> None:
    tables = sa.MetaData()
    tables.reflect(op.get_bind(), only=FILLED)
    locations = _read("sub_icb_locations_2022-07_to_2026-04.csv")
    op.bulk_insert(
        tables.tables["ledger"], [{"id": 1, "sequence": 0, "data_version": 0}]
    )
    op.bulk_insert(
        tables.tables["icb"],
        [
            {**icb, "closed_on": _day(icb["closed_on"])}
            for icb in _read("icbs_2022-07_to_2026-04.csv")
        ],
    )
    names = {place["code"]: place["name"] for place in locations}
    op.bulk_insert(
        tables.tables["sub_icb_location"],
        [{"code": code, "name": name, "ons_code": ""} for code, name in names.items()],
    )
    op.bulk_insert(
        tables.tables["sub_icb_location_icb"],
        [
            {
                "sub_icb_code": place["code"],
                "icb_code": place["icb_code"],
                "from_on": _day(place["from_on"]),
                "until_on": _day(place["until_on"]),
                "source": place["source"],
            }
            for place in locations
        ],
    )
    op.bulk_insert(tables.tables["threshold_rule"], [SHIPPED_RULE])
    op.bulk_insert(tables.tables["setting"], [SHIPPED_SETTING])


def downgrade() -> None:
    for table in FILLED:
        op.execute(sa.delete(sa.table(table)))
