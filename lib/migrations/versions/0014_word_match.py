"""What the words of a sender's tracker stand for."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    op.create_table(
        "word_match",
        sa.Column("sender", sa.String(), nullable=False),
        sa.Column(
            "about",
            sa.Enum(
                "status",
                "owner",
                name="about",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("means", sa.String(), nullable=False),
        sa.Column("matched_by", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("sender", "about", "text", name=op.f("pk_word_match")),
    )


def downgrade() -> None:
    op.drop_table("word_match")
