"""The record of changes; its triggers are made at the end of every upgrade."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"


def upgrade() -> None:
    op.create_table(
        "audit_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("writer", sa.BigInteger(), nullable=True),
        sa.Column("place", sa.Integer(), nullable=True),
        sa.Column("event", sa.Integer(), nullable=True),
        sa.Column("at", sa.String(), nullable=False),
        sa.Column("table_name", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("operation", sa.String(), nullable=False),
        sa.Column("old", sa.String(), nullable=True),
        sa.Column("new", sa.String(), nullable=True),
        sa.Column("hash", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_entry")),
        sa.UniqueConstraint("place", name=op.f("uq_audit_entry_place")),
    )
    op.create_index(op.f("ix_audit_entry_event"), "audit_entry", ["event"])
    op.create_index(
        op.f("ix_audit_entry_table_name_audit_entry_key"),
        "audit_entry",
        ["table_name", "key"],
    )
    unsealed = sa.text("hash IS NULL")
    op.create_index(
        "ix_audit_entry_unsealed",
        "audit_entry",
        ["id"],
        sqlite_where=unsealed,
        postgresql_where=unsealed,
    )


def downgrade() -> None:
    op.drop_table("audit_entry")
