"""Sign-ins: when each began, was last seen and ended."""

import sqlalchemy as sa
from alembic import op

from lib.domain.base import UTCDateTime

revision = "0016"
down_revision = "0015"


def upgrade() -> None:
    op.create_table(
        "sign_in",
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("begun_at", UTCDateTime(), nullable=False),
        sa.Column("seen_at", UTCDateTime(), nullable=False),
        sa.Column("ended_at", UTCDateTime(), nullable=True),
        sa.Column(
            "ended_why",
            sa.Enum(
                "signed out",
                "ended by an administrator",
                "idle",
                "too long",
                name="ended_why",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=True,
        ),
        sa.ForeignKeyConstraint(
            ["email"], ["account.email"], name=op.f("fk_sign_in_email")
        ),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_sign_in")),
    )
    op.create_index(op.f("ix_sign_in_email"), "sign_in", ["email"])


def downgrade() -> None:
    op.drop_table("sign_in")
