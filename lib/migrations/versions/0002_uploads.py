"""Uploads, and what waits for confirmation."""

import sqlalchemy as sa
from alembic import op

from lib.domain.base import UTCDateTime

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.create_table(
        "upload",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "register",
                "hierarchy",
                "pcn-membership",
                "lmc",
                "groups",
                "list-size",
                "single-age",
                "online-access",
                "counts",
                name="kind",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("icb_code", sa.String(), nullable=True),
        sa.Column("period", sa.Date(), nullable=True),
        sa.Column("described_on", sa.Date(), nullable=True),
        sa.Column("file_name", sa.String(), nullable=False),
        sa.Column("file_hash", sa.String(), nullable=False),
        sa.Column("content_hash", sa.String(), nullable=False),
        sa.Column("sender", sa.String(), nullable=False),
        sa.Column(
            "counted",
            sa.Enum(
                "latest",
                "ever",
                "unknown",
                name="counted",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column(
            "population",
            sa.Enum(
                "all",
                "aged-16-plus",
                "search-parent",
                "unknown",
                name="population",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("whole", sa.Boolean(), nullable=False),
        sa.Column("rows_read", sa.Integer(), nullable=False),
        sa.Column("rows_stored", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("confirmed", sa.String(), nullable=False),
        sa.Column("loaded_by", sa.String(), nullable=False),
        sa.Column("loaded_at", UTCDateTime(), nullable=False),
        sa.Column("withdrawn_sequence", sa.Integer(), nullable=True),
        sa.Column("withdrawn_by", sa.String(), nullable=True),
        sa.Column("withdrawn_at", UTCDateTime(), nullable=True),
        sa.Column("withdrawn_reason", sa.String(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "rows_read IS NULL OR (rows_read = CAST(rows_read AS INTEGER) AND rows_read BETWEEN 0 AND 9999999)",
            name=op.f("ck_upload_rows_read_whole"),
        ),
        sa.CheckConstraint(
            "rows_stored IS NULL OR (rows_stored = CAST(rows_stored AS INTEGER) AND rows_stored BETWEEN 0 AND 9999999)",
            name=op.f("ck_upload_rows_stored_whole"),
        ),
        sa.ForeignKeyConstraint(
            ["icb_code"], ["icb.code"], name=op.f("fk_upload_icb_code")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_upload")),
        sa.UniqueConstraint("sequence", name=op.f("uq_upload_sequence")),
    )
    op.create_index(op.f("ix_upload_icb_code"), "upload", ["icb_code"], unique=False)
    op.create_index(op.f("ix_upload_period"), "upload", ["period"], unique=False)
    op.create_index(
        "uq_upload_content",
        "upload",
        [
            "kind",
            sa.literal_column("coalesce(icb_code, '')"),
            sa.literal_column("coalesce(period, '0001-01-01')"),
            "content_hash",
        ],
        unique=True,
        sqlite_where=sa.text("withdrawn_sequence IS NULL"),
        postgresql_where=sa.text("withdrawn_sequence IS NULL"),
    )
    op.create_table(
        "staged_file",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("batch", sa.String(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("staged_by", sa.String(), nullable=False),
        sa.Column("staged_at", UTCDateTime(), nullable=False),
        sa.Column("file_name", sa.String(), nullable=False),
        sa.Column("file_hash", sa.String(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "register",
                "hierarchy",
                "pcn-membership",
                "lmc",
                "groups",
                "list-size",
                "single-age",
                "online-access",
                "counts",
                name="kind",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("parsed", sa.LargeBinary(), nullable=False),
        sa.Column("said", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_staged_file")),
    )
    op.create_index(
        op.f("ix_staged_file_batch"), "staged_file", ["batch"], unique=False
    )
    op.create_table(
        "heading_match",
        sa.Column("sender", sa.String(), nullable=False),
        sa.Column("heading", sa.String(), nullable=False),
        sa.Column("field", sa.String(), nullable=False),
        sa.Column("matched_by", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("sender", "heading", name=op.f("pk_heading_match")),
    )
    op.create_table(
        "practice_match",
        sa.Column("sender", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("practice_code", sa.String(), nullable=False),
        sa.Column("matched_by", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["practice_code"],
            ["practice.ods_code"],
            name=op.f("fk_practice_match_practice_code"),
        ),
        sa.PrimaryKeyConstraint("sender", "text", name=op.f("pk_practice_match")),
    )


def downgrade() -> None:
    op.drop_table("practice_match")
    op.drop_table("heading_match")
    op.drop_table("staged_file")
    op.drop_table("upload")
