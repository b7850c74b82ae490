"""Trackers: a kind of file, and what a sender's own words stand for."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"

KINDS = (
    *("register", "hierarchy", "pcn-membership", "lmc", "groups", "list-size"),
    *("single-age", "online-access", "counts"),
)
ADDED = ("tracker",)


def upgrade() -> None:
    for table in ("upload", "staged_file"):
        _allow(table, KINDS, (*KINDS, *ADDED))
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
    for table in ("upload", "staged_file"):
        staged = sa.table(table, sa.column("kind"))
        op.execute(sa.delete(staged).where(staged.c.kind.in_(ADDED)))
        _allow(table, (*KINDS, *ADDED), KINDS)


def _allow(table: str, before: tuple[str, ...], after: tuple[str, ...]) -> None:
    """Other values for the column `kind`, whose CHECK is ck_<table>_kind."""
    if op.get_bind().dialect.name == "sqlite":
        _rebuild(table, _among(before), _among(after))
        return
    op.drop_constraint(op.f(f"ck_{table}_kind"), table, type_="check")
    op.create_check_constraint(op.f(f"ck_{table}_kind"), table, _among(after))


def _among(kinds: tuple[str, ...]) -> str:
    return f"kind IN ({', '.join(repr(kind) for kind in kinds)})"


def _rebuild(table: str, before: str, after: str) -> None:
    """SQLite changes no CHECK: a table like the old one takes its rows and name.

    alembic's own way loses the other CHECKs and the index on expressions.
    """
    found = sa.text(
        "SELECT type, sql FROM sqlite_master WHERE tbl_name = :name AND sql > ''"
    )
    parts = op.get_bind().execute(found, {"name": table}).all()
    (old,) = (sql for kind, sql in parts if kind == "table")
    body = old.partition("(")[2].replace(before, after)
    steps = [
        f"CREATE TABLE {table}_new ({body}",
        f"INSERT INTO {table}_new SELECT * FROM {table}",  # noqa: S608 our own name
        f"DROP TABLE {table}",
        f"ALTER TABLE {table}_new RENAME TO {table}",
        *(sql for kind, sql in parts if kind == "index"),
    ]
    for step in steps:
        op.execute(step)
