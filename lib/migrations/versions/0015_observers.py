"""Observers: their roles, the LMC they look for, and what practices agreed to show.

SQLite can change neither a CHECK nor add a named key: the table is built anew.
"""

import sqlalchemy as sa
from alembic import op

from lib.domain.base import UTCDateTime

revision = "0015"
down_revision = "0014"

BEFORE = (
    *("ICB officer", "ICB approver", "ICB administrator"),
    *("Analyst or service", "Auditor", "Regional or national lead"),
)
ADDED = ("LMC observer", "BMA observer")


COLUMN = "lmc_name VARCHAR"
KEY = "CONSTRAINT fk_account_lmc_name FOREIGN KEY(lmc_name) REFERENCES lmc (name)"


def upgrade() -> None:
    before, after = _check(BEFORE), _check((*BEFORE, *ADDED))
    if _on_sqlite():
        _rebuild("version INTEGER NOT NULL", f"{COLUMN}, version INTEGER NOT NULL")
        _rebuild(f"({before})", f"({after}), {KEY}")
    else:
        op.execute(f"ALTER TABLE account ADD COLUMN {COLUMN}")
        op.execute(f"ALTER TABLE account ADD {KEY}")
        _allow(after)
    op.create_table(
        "agreement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("practice_code", sa.String(), nullable=False),
        sa.Column(
            "about",
            sa.Enum(
                "its name",
                "its plan",
                name="about",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("agreed", sa.Boolean(), nullable=False),
        sa.Column("said_on", sa.Date(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("recorded_by", sa.String(), nullable=False),
        sa.Column("recorded_at", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["practice_code"],
            ["practice.ods_code"],
            name=op.f("fk_agreement_practice_code"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agreement")),
    )
    op.create_index(
        op.f("ix_agreement_practice_code"), "agreement", ["practice_code"], unique=False
    )


def downgrade() -> None:
    op.drop_table("agreement")
    observers = f"SELECT email FROM account WHERE {_check(ADDED)}"  # noqa: S608 ours
    op.execute(f"DELETE FROM account_icb WHERE email IN ({observers})")  # noqa: S608 ours
    op.execute(f"DELETE FROM account WHERE {_check(ADDED)}")  # noqa: S608 ours
    before, after = _check(BEFORE), _check((*BEFORE, *ADDED))
    if _on_sqlite():
        _rebuild(f"({after}), {KEY}", f"({before})")
        op.execute("ALTER TABLE account DROP COLUMN lmc_name")
    else:
        op.execute("ALTER TABLE account DROP COLUMN lmc_name")
        _allow(before)


def _on_sqlite() -> bool:
    return op.get_bind().dialect.name == "sqlite"


def _check(roles: tuple[str, ...]) -> str:
    listed = ", ".join(f"'{role}'" for role in roles)
    return f"role IN ({listed})"


def _allow(check: str) -> None:
    op.drop_constraint(op.f("ck_account_role"), "account")
    op.create_check_constraint(op.f("ck_account_role"), "account", check)


def _rebuild(was: str, becomes: str) -> None:
    """As SQLite's manual has it; foreign keys are off while migrations run."""
    connection = op.get_bind()
    made: str = connection.execute(
        sa.text("SELECT sql FROM sqlite_master WHERE name = 'account'")
    ).scalar_one()
    columns = [each["name"] for each in sa.inspect(connection).get_columns("account")]
    new = made.replace(was, becomes).replace("(", "account_new (", 1)
    op.execute(f"CREATE TABLE {new[new.index('account_new') :]}")
    op.execute(
        f"INSERT INTO account_new ({', '.join(columns)}) SELECT * FROM account"  # noqa: S608 ours
    )
    op.drop_table("account")
    op.rename_table("account_new", "account")
