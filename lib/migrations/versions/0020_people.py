"""People: the last day of an account, a file that lists them; the wording of letters."""

import sqlalchemy as sa
from alembic import op

from lib.domain.base import UTCDateTime
from lib.migrations.checks import allow, listed

revision = "0020"
down_revision = "0019"

BEFORE = (
    *("register", "hierarchy", "pcn-membership", "lmc", "groups", "list-size"),
    *("single-age", "online-access", "counts", "contacts", "reports", "tracker"),
)
ADDED = ("people",)
LETTERS = (
    *("request for an action plan", "reminder of an action plan"),
    *("changes asked for in an action plan", "agreement to an action plan"),
    *("request for monthly reports", "reminder of a monthly report"),
    *("query on a monthly report", "closure of a case"),
)
TABLES = ("upload", "staged_file")


def upgrade() -> None:
    op.add_column("account", sa.Column("until_on", sa.Date(), nullable=True))
    for table in TABLES:
        allow(table, "kind", BEFORE, (*BEFORE, *ADDED))
    op.create_table(
        "letter_wording",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("icb_code", sa.String(), nullable=True),
        sa.Column(
            "kind",
            sa.Enum(
                *LETTERS,
                name="kind",
                native_enum=False,
                create_constraint=True,
                length=64,
            ),
            nullable=False,
        ),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("body", sa.String(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("recorded_by", sa.String(), nullable=False),
        sa.Column("recorded_at", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["icb_code"], ["icb.code"], name=op.f("fk_letter_wording_icb_code")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letter_wording")),
    )


def downgrade() -> None:
    op.drop_table("letter_wording")
    for table in TABLES:
        op.execute(f"DELETE FROM {table} WHERE kind IN ({listed(ADDED)})")  # noqa: S608 ours
    for table in TABLES:
        allow(table, "kind", (*BEFORE, *ADDED), BEFORE)
    op.drop_column("account", "until_on")
