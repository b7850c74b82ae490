"""People: the last day of an account, and the kind of file that lists them.

SQLite cannot change a CHECK: the table is built anew from its own definition.
"""

import re

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"

BEFORE = (
    *("register", "hierarchy", "pcn-membership", "lmc", "groups", "list-size"),
    *("single-age", "online-access", "counts", "contacts", "reports", "tracker"),
)
ADDED = ("people",)
TABLES = ("upload", "staged_file")


def upgrade() -> None:
    op.add_column("account", sa.Column("until_on", sa.Date(), nullable=True))
    _allow(BEFORE, (*BEFORE, *ADDED))


def downgrade() -> None:
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
