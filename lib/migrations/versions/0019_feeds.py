"""Keys to the data feeds."""

import sqlalchemy as sa
from alembic import op

from lib.domain.base import UTCDateTime

revision = "0019"
down_revision = "0018"


def upgrade() -> None:
    op.create_table(
        "feed_key",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("owner", sa.String(length=254), nullable=False),
        sa.Column("icb_code", sa.String(), nullable=True),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("made_at", UTCDateTime(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("revoked_on", sa.Date(), nullable=True),
        sa.Column("used_at", UTCDateTime(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["icb_code"], ["icb.code"], name=op.f("fk_feed_key_icb_code")
        ),
        sa.ForeignKeyConstraint(
            ["owner"], ["account.email"], name=op.f("fk_feed_key_owner")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_feed_key")),
        sa.UniqueConstraint("digest", name=op.f("uq_feed_key_digest")),
    )
    op.create_index(op.f("ix_feed_key_owner"), "feed_key", ["owner"], unique=False)


def downgrade() -> None:
    op.drop_table("feed_key")
