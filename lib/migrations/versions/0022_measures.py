"""Measures: excluded of patients, and online accounts with access; the ICB's position."""

from datetime import UTC, date, datetime

import sqlalchemy as sa
from alembic import op

from lib.domain.base import UTCDateTime
from lib.migrations.checks import allow

revision = "0022"
down_revision = "0021"

LISTS = ("registered", "aged-16-plus")
ADDED = ("online-accounts",)

NECS = "https://www.necsu.nhs.uk/?p=11058"
MEASURES = [
    {
        "key": "104",
        "place": 1,
        "title": "Excluded of patients",
        "numerator": "patients of whom the latest code among 104 and 106 is 104",
        "denominator": "registered patients, or those aged 16 and over, as the rule says",
        "direction": "above",
        "label": "as reported",
        "wording": (
            "Any practice who has excluded more than 50% of their patients will be"
            " required to submit an action plan for reviewing these patients and"
            " granting access to NHS England."
        ),
        "source": "Pulse, GP practices doing bulk opt-outs told to report to NHS England",
        "source_dated": "1 February 2023",
        "source_address": (
            "https://www.pulsetoday.co.uk/news/breaking-news/"
            "gp-practices-doing-bulk-opt-outs-from-records-access-told-to-report-to-nhs-england/"
        ),
    },
    {
        "key": "access",
        "place": 2,
        "title": "Online accounts with access",
        "numerator": "online accounts with prospective record access",
        "denominator": "online accounts of the practice's patients",
        "direction": "below",
        "label": "as reported",
        "wording": (
            "A practice was on NHS England's monthly list with less than 90% of its"
            " online accounts having prospective record access (step 4 of the list)."
        ),
        "source": "NECS, case study of a practice on NHS England's monthly list",
        "source_dated": "about July 2024",
        "source_address": NECS,
    },
]
RULE = {
    "icb_code": None,
    "measure": "access",
    "percent": 90,
    "strict": False,
    "basis": "online-accounts",
    "direction": "below",
    "from_on": date(2024, 7, 1),
    "source": (
        f"As reported in a NECS case study about July 2024 ({NECS}): NHS England's"
        " monthly list named practices with less than 90% of online accounts with"
        " access. The list itself has not been seen."
    ),
    "sequence": 0,
    "recorded_by": "shipped with the application",
    "recorded_at": datetime(2024, 7, 1, tzinfo=UTC),
}


def upgrade() -> None:
    allow("threshold_rule", "basis", LISTS, (*LISTS, *ADDED))
    op.create_table(
        "measure",
        sa.Column("key", _choice(("104", "access"), "key"), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("numerator", sa.String(), nullable=False),
        sa.Column("denominator", sa.String(), nullable=False),
        sa.Column(
            "direction", _choice(("above", "below"), "direction"), nullable=False
        ),
        sa.Column("label", sa.String(), nullable=False),
        sa.Column("wording", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("source_dated", sa.String(), nullable=False),
        sa.Column("source_address", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_measure")),
    )
    op.create_table(
        "stance",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("icb_code", sa.String(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("recorded_by", sa.String(), nullable=False),
        sa.Column("recorded_at", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["icb_code"], ["icb.code"], name=op.f("fk_stance_icb_code")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stance")),
    )
    op.create_index(op.f("ix_stance_icb_code"), "stance", ["icb_code"])
    tables = sa.MetaData()
    tables.reflect(op.get_bind(), only=("measure", "threshold_rule"))
    op.bulk_insert(tables.tables["measure"], MEASURES)
    op.bulk_insert(tables.tables["threshold_rule"], [RULE])


def _choice(words: tuple[str, ...], name: str) -> sa.Enum:
    return sa.Enum(
        *words, name=name, native_enum=False, create_constraint=True, length=32
    )


def downgrade() -> None:
    op.drop_table("stance")
    op.drop_table("measure")
    op.execute("DELETE FROM setting WHERE name = 'measures'")
    op.execute("DELETE FROM threshold_rule WHERE measure <> '104'")
    allow("threshold_rule", "basis", (*LISTS, *ADDED), LISTS)
    if op.get_bind().dialect.name == "postgresql":  # SQLite goes by the rows there are
        op.execute(
            "SELECT setval(pg_get_serial_sequence('threshold_rule', 'id'),"
            " (SELECT max(id) FROM threshold_rule))"
        )
