"""Figure queries of observers, their visits, and when an LMC was told of a step."""

import sqlalchemy as sa
from alembic import op

from lib.domain.base import UTCDateTime

revision = "0018"
down_revision = "0017"

TELL_THE_LMC = ("ask", "escalation")


def upgrade() -> None:
    op.create_table(
        "figure_query",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("practice_code", sa.String(), nullable=False),
        sa.Column("icb_code", sa.String(), nullable=False),
        sa.Column(
            "about",
            _choice("about", "figure", "action plan", "monthly report"),
            nullable=False,
        ),
        sa.Column("period", sa.Date(), nullable=True),
        sa.Column("kind", _choice("kind", "query", "comment"), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("body", sa.String(), nullable=False),
        sa.Column("raised_by", sa.String(), nullable=False),
        sa.Column("raised_on", sa.Date(), nullable=False),
        sa.Column("raised_at", UTCDateTime(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("answer", sa.String(), nullable=False),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("answered_by", sa.String(), nullable=False),
        sa.Column("withdrawn_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["icb_code"], ["icb.code"], name=op.f("fk_figure_query_icb_code")
        ),
        sa.ForeignKeyConstraint(
            ["practice_code"],
            ["practice.ods_code"],
            name=op.f("fk_figure_query_practice_code"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_figure_query")),
    )
    for column in ("icb_code", "practice_code"):
        op.create_index(
            op.f(f"ix_figure_query_{column}"), "figure_query", [column], unique=False
        )
    op.create_table(
        "visit",
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["email"], ["account.email"], name=op.f("fk_visit_email")
        ),
        sa.PrimaryKeyConstraint("email", "on", name=op.f("pk_visit")),
    )
    for table in TELL_THE_LMC:
        op.add_column(table, sa.Column("lmc_told_on", sa.Date(), nullable=True))


def downgrade() -> None:
    for table in TELL_THE_LMC:
        op.drop_column(table, "lmc_told_on")
    op.drop_table("visit")
    op.drop_table("figure_query")


def _choice(name: str, *options: str) -> sa.Enum:
    return sa.Enum(
        *options, name=name, native_enum=False, create_constraint=True, length=32
    )
