"""Monthly reports, the duty to send them, and the return."""

import sqlalchemy as sa
from alembic import op

from lib.domain.base import UTCDateTime

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    op.create_table(
        "reporting_period",
        sa.Column("icb_code", sa.String(), nullable=False),
        sa.Column("period", sa.Date(), nullable=False),
        sa.Column("opens_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("closes_on", sa.Date(), nullable=True),
        sa.Column("closed_at", UTCDateTime(), nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["icb_code"], ["icb.code"], name=op.f("fk_reporting_period_icb_code")
        ),
        sa.PrimaryKeyConstraint("icb_code", "period", name=op.f("pk_reporting_period")),
    )
    op.create_table(
        "report_duty",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("practice_code", sa.String(), nullable=False),
        sa.Column("icb_code", sa.String(), nullable=False),
        sa.Column("episode_id", sa.Integer(), nullable=True),
        sa.Column("ask_id", sa.Integer(), nullable=False),
        sa.Column(
            "recipient",
            sa.Enum(
                "NHS England",
                "the ICB",
                "NHS England and the ICB",
                name="recipient",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("from_period", sa.Date(), nullable=False),
        sa.Column("until_period", sa.Date(), nullable=True),
        sa.Column("declined_on", sa.Date(), nullable=True),
        sa.Column("declined_why", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["ask_id"], ["ask.id"], name=op.f("fk_report_duty_ask_id")
        ),
        sa.ForeignKeyConstraint(
            ["episode_id"], ["episode.id"], name=op.f("fk_report_duty_episode_id")
        ),
        sa.ForeignKeyConstraint(
            ["icb_code"], ["icb.code"], name=op.f("fk_report_duty_icb_code")
        ),
        sa.ForeignKeyConstraint(
            ["practice_code"],
            ["practice.ods_code"],
            name=op.f("fk_report_duty_practice_code"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report_duty")),
    )
    op.create_index(
        op.f("ix_report_duty_icb_code"), "report_duty", ["icb_code"], unique=False
    )
    op.create_index(
        op.f("ix_report_duty_practice_code"),
        "report_duty",
        ["practice_code"],
        unique=False,
    )
    op.create_table(
        "report_waiver",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("practice_code", sa.String(), nullable=False),
        sa.Column("icb_code", sa.String(), nullable=False),
        sa.Column("period", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("recorded_by", sa.String(), nullable=False),
        sa.Column("recorded_at", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["icb_code"], ["icb.code"], name=op.f("fk_report_waiver_icb_code")
        ),
        sa.ForeignKeyConstraint(
            ["practice_code"],
            ["practice.ods_code"],
            name=op.f("fk_report_waiver_practice_code"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report_waiver")),
    )
    op.create_index(
        op.f("ix_report_waiver_practice_code"),
        "report_waiver",
        ["practice_code"],
        unique=False,
    )
    op.create_table(
        "monthly_report",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("practice_code", sa.String(), nullable=False),
        sa.Column("icb_code", sa.String(), nullable=False),
        sa.Column("period", sa.Date(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column(
            "content",
            sa.Enum(
                "figures",
                "no change",
                "nil",
                name="content",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column(
            "state",
            sa.Enum(
                "received",
                "accepted",
                "returned",
                name="state",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column(
            "recipient",
            sa.Enum(
                "NHS England",
                "the ICB",
                "NHS England and the ICB",
                name="recipient",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("coded_104", sa.Integer(), nullable=False),
        sa.Column("added", sa.Integer(), nullable=True),
        sa.Column("superseded", sa.Integer(), nullable=True),
        sa.Column("coded_103", sa.Integer(), nullable=True),
        sa.Column("reviewed", sa.Integer(), nullable=True),
        sa.Column("granted", sa.Integer(), nullable=True),
        sa.Column("kept", sa.Integer(), nullable=True),
        sa.Column("comment", sa.String(), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("received_from", sa.String(), nullable=False),
        sa.Column("upload_id", sa.Integer(), nullable=True),
        sa.Column("row", sa.Integer(), nullable=True),
        sa.Column("recorded_by", sa.String(), nullable=False),
        sa.Column("recorded_at", UTCDateTime(), nullable=False),
        sa.Column("reviewed_by", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "added IS NULL OR (added = CAST(added AS INTEGER) AND added BETWEEN 0 AND 9999999)",
            name=op.f("ck_monthly_report_added_whole"),
        ),
        sa.CheckConstraint(
            "coded_103 IS NULL OR (coded_103 = CAST(coded_103 AS INTEGER) AND coded_103 BETWEEN 0 AND 9999999)",
            name=op.f("ck_monthly_report_coded_103_whole"),
        ),
        sa.CheckConstraint(
            "coded_104 IS NULL OR (coded_104 = CAST(coded_104 AS INTEGER) AND coded_104 BETWEEN 0 AND 9999999)",
            name=op.f("ck_monthly_report_coded_104_whole"),
        ),
        sa.CheckConstraint(
            "granted IS NULL OR (granted = CAST(granted AS INTEGER) AND granted BETWEEN 0 AND 9999999)",
            name=op.f("ck_monthly_report_granted_whole"),
        ),
        sa.CheckConstraint(
            "kept IS NULL OR (kept = CAST(kept AS INTEGER) AND kept BETWEEN 0 AND 9999999)",
            name=op.f("ck_monthly_report_kept_whole"),
        ),
        sa.CheckConstraint(
            "reviewed IS NULL OR (reviewed = CAST(reviewed AS INTEGER) AND reviewed BETWEEN 0 AND 9999999)",
            name=op.f("ck_monthly_report_reviewed_whole"),
        ),
        sa.CheckConstraint(
            "superseded IS NULL OR (superseded = CAST(superseded AS INTEGER) AND superseded BETWEEN 0 AND 9999999)",
            name=op.f("ck_monthly_report_superseded_whole"),
        ),
        sa.ForeignKeyConstraint(
            ["icb_code"], ["icb.code"], name=op.f("fk_monthly_report_icb_code")
        ),
        sa.ForeignKeyConstraint(
            ["practice_code"],
            ["practice.ods_code"],
            name=op.f("fk_monthly_report_practice_code"),
        ),
        sa.ForeignKeyConstraint(
            ["upload_id"], ["upload.id"], name=op.f("fk_monthly_report_upload_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_monthly_report")),
        sa.UniqueConstraint(
            "practice_code",
            "period",
            "number",
            name=op.f("uq_monthly_report_practice_code_period_number"),
        ),
    )
    op.create_index(
        op.f("ix_monthly_report_icb_code"), "monthly_report", ["icb_code"], unique=False
    )
    op.create_index(
        op.f("ix_monthly_report_period"), "monthly_report", ["period"], unique=False
    )
    op.create_index(
        op.f("ix_monthly_report_practice_code"),
        "monthly_report",
        ["practice_code"],
        unique=False,
    )
    op.create_table(
        "report_query",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("report_id", sa.Integer(), nullable=False),
        sa.Column("practice_code", sa.String(), nullable=False),
        sa.Column("icb_code", sa.String(), nullable=False),
        sa.Column("period", sa.Date(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("drafted_at", UTCDateTime(), nullable=False),
        sa.Column("drafted_by", sa.String(), nullable=False),
        sa.Column("sent_on", sa.Date(), nullable=True),
        sa.Column("sent_by", sa.String(), nullable=False),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("answer", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["icb_code"], ["icb.code"], name=op.f("fk_report_query_icb_code")
        ),
        sa.ForeignKeyConstraint(
            ["practice_code"],
            ["practice.ods_code"],
            name=op.f("fk_report_query_practice_code"),
        ),
        sa.ForeignKeyConstraint(
            ["report_id"], ["monthly_report.id"], name=op.f("fk_report_query_report_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report_query")),
    )
    op.create_index(
        op.f("ix_report_query_practice_code"),
        "report_query",
        ["practice_code"],
        unique=False,
    )
    op.create_index(
        op.f("ix_report_query_report_id"), "report_query", ["report_id"], unique=False
    )
    op.create_table(
        "monthly_return",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("icb_code", sa.String(), nullable=False),
        sa.Column("period", sa.Date(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "draft",
                "final",
                "sent",
                name="state",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column(
            "recipient",
            sa.Enum(
                "NHS England",
                "the ICB",
                "NHS England and the ICB",
                name="recipient",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("basis", sa.String(), nullable=False),
        sa.Column(
            "scope",
            sa.Enum(
                "practices asked for reports",
                "practices over the threshold",
                "every expected practice",
                name="scope",
                native_enum=False,
                create_constraint=True,
                length=64,
            ),
            nullable=False,
        ),
        sa.Column("rows", sa.String(), nullable=False),
        sa.Column("cover", sa.String(), nullable=False),
        sa.Column("cut_off", sa.Integer(), nullable=False),
        sa.Column("made_by", sa.String(), nullable=False),
        sa.Column("made_at", UTCDateTime(), nullable=False),
        sa.Column("final_by", sa.String(), nullable=False),
        sa.Column("sent_on", sa.Date(), nullable=True),
        sa.Column("sent_by", sa.String(), nullable=False),
        sa.Column("sent_how", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["icb_code"], ["icb.code"], name=op.f("fk_monthly_return_icb_code")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_monthly_return")),
        sa.UniqueConstraint(
            "icb_code",
            "period",
            "number",
            name=op.f("uq_monthly_return_icb_code_period_number"),
        ),
    )
    op.create_index(
        op.f("ix_monthly_return_icb_code"), "monthly_return", ["icb_code"], unique=False
    )


def downgrade() -> None:
    op.drop_table("monthly_return")
    op.drop_table("report_query")
    op.drop_table("monthly_report")
    op.drop_table("report_waiver")
    op.drop_table("report_duty")
    op.drop_table("reporting_period")
