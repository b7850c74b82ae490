"""Escalation and the safety floor."""

import sqlalchemy as sa
from alembic import op

from lib.domain.base import UTCDateTime

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    op.create_table(
        "escalation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("practice_code", sa.String(), nullable=False),
        sa.Column("icb_code", sa.String(), nullable=False),
        sa.Column("episode_id", sa.Integer(), nullable=True),
        sa.Column(
            "step",
            sa.Enum(
                "support",
                "letter",
                "contract advisory notice (non-statutory)",
                "remedial notice",
                "breach notice",
                name="step",
                native_enum=False,
                create_constraint=True,
                length=64,
            ),
            nullable=False,
        ),
        sa.Column("given_on", sa.Date(), nullable=False),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("authority", sa.String(), nullable=False),
        sa.Column("clause", sa.String(), nullable=False),
        sa.Column("breach", sa.String(), nullable=False),
        sa.Column("steps_required", sa.String(), nullable=False),
        sa.Column("period_days", sa.Integer(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column(
            "shorter_ground",
            sa.Enum(
                "patient safety",
                "material financial loss",
                name="shorter_ground",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=True,
        ),
        sa.Column("decided_by", sa.String(), nullable=False),
        sa.Column("recorded_by", sa.String(), nullable=False),
        sa.Column("recorded_at", UTCDateTime(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "period_days IS NULL OR (period_days = CAST(period_days AS INTEGER) AND period_days BETWEEN 0 AND 9999)",
            name=op.f("ck_escalation_period_days_whole"),
        ),
        sa.ForeignKeyConstraint(
            ["episode_id"], ["episode.id"], name=op.f("fk_escalation_episode_id")
        ),
        sa.ForeignKeyConstraint(
            ["icb_code"], ["icb.code"], name=op.f("fk_escalation_icb_code")
        ),
        sa.ForeignKeyConstraint(
            ["practice_code"],
            ["practice.ods_code"],
            name=op.f("fk_escalation_practice_code"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_escalation")),
    )
    op.create_index(
        op.f("ix_escalation_icb_code"), "escalation", ["icb_code"], unique=False
    )
    op.create_index(
        op.f("ix_escalation_practice_code"),
        "escalation",
        ["practice_code"],
        unique=False,
    )
    op.create_table(
        "safety_check",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("practice_code", sa.String(), nullable=False),
        sa.Column("period", sa.Date(), nullable=False),
        sa.Column("search_first", sa.Boolean(), nullable=False),
        sa.Column("answer", sa.String(), nullable=False),
        sa.Column("answered_on", sa.Date(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("recorded_by", sa.String(), nullable=False),
        sa.Column("recorded_at", UTCDateTime(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["practice_code"],
            ["practice.ods_code"],
            name=op.f("fk_safety_check_practice_code"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_safety_check")),
        sa.UniqueConstraint(
            "practice_code", "period", name=op.f("uq_safety_check_practice_code_period")
        ),
    )
    op.create_index(
        op.f("ix_safety_check_practice_code"),
        "safety_check",
        ["practice_code"],
        unique=False,
    )


def downgrade() -> None:
    op.drop_table("safety_check")
    op.drop_table("escalation")
