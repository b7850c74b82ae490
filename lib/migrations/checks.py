"""A column of a table takes other words: its CHECK is made anew.

SQLite cannot change a CHECK: the table is built anew from its own definition.
"""

import re

import sqlalchemy as sa
from alembic import op


def listed(words: tuple[str, ...]) -> str:
    return ", ".join(f"'{word}'" for word in words)


def allow(
    table: str, column: str, before: tuple[str, ...], after: tuple[str, ...]
) -> None:
    if op.get_bind().dialect.name == "sqlite":
        _rebuild(table, listed(before), listed(after))
        return
    check = op.f(f"ck_{table}_{column}")
    op.drop_constraint(check, table)
    op.create_check_constraint(check, table, f"{column} IN ({listed(after)})")


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
