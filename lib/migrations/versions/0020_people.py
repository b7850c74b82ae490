"""People: the last day of an account, a file that lists them; the wording of letters.

SQLite cannot change a CHECK: the table is built anew from its own definition.
"""

import re

import sqlalchemy as sa
from alembic import op

from lib.domain.base import UTCDateTime

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
    _allow(BEFORE, (*BEFORE, *ADDED))
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
        op.execute(f"DELETE FROM {table} WHERE kind IN ({_listed(ADDED)})")  # noqa: S608 ours
    _allow((*BEFORE, *ADDED), BEFORE)
    op.drop_column("account", "until_on")


def _allow(before: tuple[str, ...], after: tuple[str, ...]) -> None:
    for table in TABLES:
        if op.get_bind().dialect.name == "sqlite":
            _rebuild(table, _listed(before), _listed(after))
        else:
            op.drop_constraint(op.f(f"ck_{table}_kind"), table)
            op.create_check_constraint(
                op.f(f"ck_{table}_kind"), table, f"kind IN ({_listed(after)})"
            )


def _listed(kinds: tuple[str, ...]) -> str:
    return ", ".join(f"'{kind}'" for kind in kinds)


def _rebuild(table: str, before: str, after: str) -> None:
    """As SQLite's manual has it; foreign keys are off while migrations run."""
    parts = op.get_bind().execute(
        sa.text(
            "SELECT type, sql FROM sqlite_master WHERE tbl_name = :t AND sql <> ''"
        ),
        {"t": table},
    )
    found = parts.all()
    (made,) = [sql for kind, sql in found if kind == "table"]
    renamed = re.sub(rf'CREATE TABLE "?{table}"?', f"CREATE TABLE {table}_new", made)
    op.execute(renamed.replace(f"({before})", f"({after})"))
    op.execute(f"INSERT INTO {table}_new SELECT * FROM {table}")  # noqa: S608 ours
    op.drop_table(table)
    op.rename_table(f"{table}_new", table)
    for kind, sql in found:
        if kind != "table":  # its indexes, and triggers that others gave it
            op.execute(sql)
