"""More kinds of file: contacts, monthly reports, trackers.

SQLite cannot change a CHECK: the table is built anew from its own definition.
"""

import re

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"

BEFORE = (
    *("register", "hierarchy", "pcn-membership", "lmc", "groups", "list-size"),
    *("single-age", "online-access", "counts"),
)
ADDED = ("contacts", "reports", "tracker")
TABLES = ("upload", "staged_file")


def upgrade() -> None:
    _allow(BEFORE, (*BEFORE, *ADDED))


def downgrade() -> None:
    added = _listed(ADDED)
    uploads = f"SELECT id FROM upload WHERE kind IN ({added})"  # noqa: S608 ours
    op.execute(f"DELETE FROM contact WHERE upload_id IN ({uploads})")  # noqa: S608 ours
    op.execute(
        f"UPDATE monthly_report SET upload_id = NULL WHERE upload_id IN ({uploads})"  # noqa: S608 ours
    )
    for table in TABLES:
        op.execute(f"DELETE FROM {table} WHERE kind IN ({added})")  # noqa: S608 ours
    _allow((*BEFORE, *ADDED), BEFORE)


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
        if kind == "index":
            op.execute(sql)
