"""Rollout: words on its levers, accounts with access, national steps, successions."""

from typing import Any

import sqlalchemy as sa
from alembic import op

from lib.migrations.checks import allow, listed

revision = "0021"
down_revision = "0020"

BEFORE = (
    *("register", "hierarchy", "pcn-membership", "lmc", "groups", "list-size"),
    *("single-age", "online-access", "counts", "contacts", "reports", "tracker"),
    "people",
)
ADDED = ("rollout", "national-steps", "succession", "access", "deprivation")
UPLOADED = ("upload", "staged_file")
LEVERS = (
    *("supplier pause", "organisation settings", "enablement", "access model"),
    *("switch-on", "entries visible"),
)
WORDS = (
    *("sent", "acknowledged", "effective", "withdrawn"),
    *("correct", "incorrect", "disabled", "unknown"),
    *("none", "booked", "done", "self-enabled"),
    *("opt-in", "opt-out", "undecided"),
    *("planned", "announced", "actual", "from"),
)
TABLES = (
    *("rollout_entry", "access_count", "national_step", "succession_entry"),
    "deprivation_entry",
)


def upgrade() -> None:
    for table in UPLOADED:
        allow(table, "kind", BEFORE, (*BEFORE, *ADDED))
    _fact(
        "rollout_entry",
        sa.Column("lever", _choice(LEVERS, "lever"), nullable=False),
        sa.Column("word", _choice(WORDS, "word"), nullable=False),
        sa.Column("on", sa.Date(), nullable=True),
        sa.Column("at", sa.String(), nullable=False),
        sa.Column("supplier", sa.String(), nullable=True),
        sa.Column("said_on", sa.Date(), nullable=True),
    )
    op.create_index(
        "ix_rollout_entry_practice_lever", "rollout_entry", ["practice_code", "lever"]
    )
    _fact(
        "access_count",
        sa.Column("period", sa.Date(), nullable=False),
        sa.Column("accounts", sa.Integer(), nullable=True),
        sa.Column("with_access", sa.Integer(), nullable=True),
        sa.Column("run_on", sa.Date(), nullable=True),
        _whole("access_count", "accounts"),
        _whole("access_count", "with_access"),
        sa.CheckConstraint(
            "accounts IS NULL OR with_access IS NULL OR with_access <= accounts",
            name=op.f("ck_access_count_within_accounts"),
        ),
    )
    op.create_index("ix_access_count_period", "access_count", ["period"])
    op.create_index(
        "ix_access_count_practice_period", "access_count", ["practice_code", "period"]
    )
    _fact(
        "national_step",
        sa.Column("period", sa.Date(), nullable=False),
        sa.Column("step", sa.String(), nullable=False),
        sa.Column("word", sa.String(), nullable=False),
        sa.Column("met", sa.Boolean(), nullable=True),
    )
    op.create_index("ix_national_step_period", "national_step", ["period"])
    _fact(
        "deprivation_entry",
        sa.Column("fifth", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "fifth BETWEEN 1 AND 5", name=op.f("ck_deprivation_entry_fifth")
        ),
    )
    op.create_table(
        "succession_entry",
        *_of_upload("succession_entry"),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("successor", sa.String(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=True),
        sa.Column("source", sa.String(), nullable=False),
    )
    op.create_index("ix_succession_entry_upload_id", "succession_entry", ["upload_id"])
    op.create_index("ix_succession_entry_code", "succession_entry", ["code"])


def _choice(words: tuple[str, ...], name: str) -> sa.Enum:
    return sa.Enum(
        *words, name=name, native_enum=False, create_constraint=True, length=32
    )


def _of_upload(table: str) -> list[Any]:
    return [
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("upload_id", sa.Integer(), nullable=False),
        sa.Column("row", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        sa.ForeignKeyConstraint(
            ["upload_id"], ["upload.id"], name=op.f(f"fk_{table}_upload_id")
        ),
    ]


def _fact(table: str, *parts: Any) -> None:
    op.create_table(
        table,
        *_of_upload(table),
        sa.Column("practice_code", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["practice_code"],
            ["practice.ods_code"],
            name=op.f(f"fk_{table}_practice_code"),
        ),
        *parts,
    )
    for column in ("upload_id", "practice_code"):
        op.create_index(f"ix_{table}_{column}", table, [column])


def _whole(table: str, column: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(
        f"{column} IS NULL OR ({column} = CAST({column} AS INTEGER)"
        f" AND {column} BETWEEN 0 AND 9999999)",
        name=op.f(f"ck_{table}_{column}_whole"),
    )


def downgrade() -> None:
    for table in TABLES:
        op.drop_table(table)
    for table in UPLOADED:
        op.execute(f"DELETE FROM {table} WHERE kind IN ({listed(ADDED)})")  # noqa: S608 ours
    for table in UPLOADED:
        allow(table, "kind", (*BEFORE, *ADDED), BEFORE)
