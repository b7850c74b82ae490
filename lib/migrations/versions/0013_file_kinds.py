"""More kinds of file: contacts, monthly reports, trackers."""

from alembic import op

from lib.migrations.checks import allow, listed

revision = "0013"
down_revision = "0012"

BEFORE = (
    *("register", "hierarchy", "pcn-membership", "lmc", "groups", "list-size"),
    *("single-age", "online-access", "counts"),
)
ADDED = ("contacts", "reports", "tracker")
TABLES = ("upload", "staged_file")


def upgrade() -> None:
    for table in TABLES:
        allow(table, "kind", BEFORE, (*BEFORE, *ADDED))


def downgrade() -> None:
    added = listed(ADDED)
    uploads = f"SELECT id FROM upload WHERE kind IN ({added})"  # noqa: S608 ours
    op.execute(f"DELETE FROM contact WHERE upload_id IN ({uploads})")  # noqa: S608 ours
    op.execute(
        f"UPDATE monthly_report SET upload_id = NULL WHERE upload_id IN ({uploads})"  # noqa: S608 ours
    )
    for table in TABLES:
        op.execute(f"DELETE FROM {table} WHERE kind IN ({added})")  # noqa: S608 ours
    for table in TABLES:
        allow(table, "kind", (*BEFORE, *ADDED), BEFORE)
