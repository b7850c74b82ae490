"""Letters, and where LMCs can be written to."""

import sqlalchemy as sa
from alembic import op

from lib.domain.base import UTCDateTime

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    op.create_table(
        "letter",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("practice_code", sa.String(), nullable=False),
        sa.Column("icb_code", sa.String(), nullable=False),
        sa.Column("episode_id", sa.Integer(), nullable=True),
        sa.Column("ask_id", sa.Integer(), nullable=True),
        sa.Column(
            "kind",
            sa.Enum(
                "request for an action plan",
                "reminder of an action plan",
                "changes asked for in an action plan",
                "agreement to an action plan",
                "request for monthly reports",
                "reminder of a monthly report",
                "query on a monthly report",
                "closure of a case",
                name="kind",
                native_enum=False,
                create_constraint=True,
                length=64,
            ),
            nullable=False,
        ),
        sa.Column("about", sa.String(), nullable=False),
        sa.Column("rung", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("body", sa.String(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column(
            "state",
            sa.Enum(
                "draft",
                "sent",
                "undelivered",
                "discarded",
                name="state",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("depends_confirmed_by", sa.String(), nullable=False),
        sa.Column("drafted_by", sa.String(), nullable=False),
        sa.Column("drafted_at", UTCDateTime(), nullable=False),
        sa.Column("sent_on", sa.Date(), nullable=True),
        sa.Column("sent_by", sa.String(), nullable=False),
        sa.Column("sent_how", sa.String(), nullable=False),
        sa.Column("undelivered_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["ask_id"], ["ask.id"], name=op.f("fk_letter_ask_id")),
        sa.ForeignKeyConstraint(
            ["episode_id"], ["episode.id"], name=op.f("fk_letter_episode_id")
        ),
        sa.ForeignKeyConstraint(
            ["icb_code"], ["icb.code"], name=op.f("fk_letter_icb_code")
        ),
        sa.ForeignKeyConstraint(
            ["practice_code"],
            ["practice.ods_code"],
            name=op.f("fk_letter_practice_code"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letter")),
    )
    op.create_index(op.f("ix_letter_icb_code"), "letter", ["icb_code"], unique=False)
    op.create_index(
        op.f("ix_letter_practice_code"), "letter", ["practice_code"], unique=False
    )
    op.create_index(
        "uq_letter_once",
        "letter",
        ["practice_code", "kind", "about", "rung"],
        unique=True,
        sqlite_where=sa.text("state <> 'discarded'"),
        postgresql_where=sa.text("state <> 'discarded'"),
    )
    op.create_table(
        "lmc_address",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("lmc_name", sa.String(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("recorded_by", sa.String(), nullable=False),
        sa.Column("recorded_at", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["lmc_name"], ["lmc.name"], name=op.f("fk_lmc_address_lmc_name")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lmc_address")),
    )
    op.create_index(
        op.f("ix_lmc_address_lmc_name"), "lmc_address", ["lmc_name"], unique=False
    )


def downgrade() -> None:
    op.drop_table("lmc_address")
    op.drop_table("letter")
