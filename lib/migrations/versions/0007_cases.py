"""Cases: adoption, episodes, asks, deputies, and the settings of casework."""

from datetime import UTC, date, datetime

import sqlalchemy as sa
from alembic import op

from lib.domain.base import UTCDateTime

revision = "0007"
down_revision = "0006"

SHIPPED = {
    "reconcile-tolerance": "5",
    "off-track-tolerance": "5",
    "asks-a-month": "2",
    "two-people": "yes",
    "plan-ladder": "-5 1 10",
    "report-ladder": "-3 1 10",
}


def upgrade() -> None:
    op.create_table(
        "deputy",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("deputy", sa.String(length=254), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["deputy"], ["account.email"], name=op.f("fk_deputy_deputy")
        ),
        sa.ForeignKeyConstraint(
            ["email"], ["account.email"], name=op.f("fk_deputy_email")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deputy")),
    )
    op.create_index(op.f("ix_deputy_deputy"), "deputy", ["deputy"], unique=False)
    op.create_index(op.f("ix_deputy_email"), "deputy", ["email"], unique=False)
    op.create_table(
        "adoption",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("icb_code", sa.String(), nullable=False),
        sa.Column("measure", sa.String(), nullable=False),
        sa.Column("adopted", sa.Boolean(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("authority", sa.String(), nullable=False),
        sa.Column("link", sa.String(), nullable=False),
        sa.Column("decided_by", sa.String(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("recorded_by", sa.String(), nullable=False),
        sa.Column("recorded_at", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["icb_code"], ["icb.code"], name=op.f("fk_adoption_icb_code")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_adoption")),
    )
    op.create_index(
        op.f("ix_adoption_icb_code"), "adoption", ["icb_code"], unique=False
    )
    op.create_table(
        "episode",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("practice_code", sa.String(), nullable=False),
        sa.Column("icb_code", sa.String(), nullable=False),
        sa.Column("measure", sa.String(), nullable=False),
        sa.Column("opened_period", sa.Date(), nullable=False),
        sa.Column("excluded", sa.Integer(), nullable=False),
        sa.Column("list_size", sa.Integer(), nullable=False),
        sa.Column(
            "basis",
            sa.Enum(
                "registered",
                "aged-16-plus",
                name="basis",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("rule_id", sa.Integer(), nullable=False),
        sa.Column("upload_id", sa.Integer(), nullable=False),
        sa.Column("row", sa.Integer(), nullable=False),
        sa.Column("worked_out_on", sa.Date(), nullable=False),
        sa.Column("opened_by", sa.String(), nullable=False),
        sa.Column("opened_at", UTCDateTime(), nullable=False),
        sa.Column("owner", sa.String(), nullable=True),
        sa.Column(
            "direction",
            sa.Enum(
                "getting worse",
                "unchanged",
                "improving",
                name="direction",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=True,
        ),
        sa.Column("close_when", sa.String(), nullable=False),
        sa.Column("next_action", sa.String(), nullable=False),
        sa.Column("next_action_on", sa.Date(), nullable=True),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("closed_period", sa.Date(), nullable=True),
        sa.Column("closed_by", sa.String(), nullable=True),
        sa.Column("closed_reason", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "excluded IS NULL OR (excluded = CAST(excluded AS INTEGER) AND excluded BETWEEN 0 AND 9999999)",
            name=op.f("ck_episode_excluded_whole"),
        ),
        sa.CheckConstraint(
            "list_size IS NULL OR (list_size = CAST(list_size AS INTEGER) AND list_size BETWEEN 0 AND 9999999)",
            name=op.f("ck_episode_list_size_whole"),
        ),
        sa.ForeignKeyConstraint(
            ["icb_code"], ["icb.code"], name=op.f("fk_episode_icb_code")
        ),
        sa.ForeignKeyConstraint(
            ["owner"], ["account.email"], name=op.f("fk_episode_owner")
        ),
        sa.ForeignKeyConstraint(
            ["practice_code"],
            ["practice.ods_code"],
            name=op.f("fk_episode_practice_code"),
        ),
        sa.ForeignKeyConstraint(
            ["rule_id"], ["threshold_rule.id"], name=op.f("fk_episode_rule_id")
        ),
        sa.ForeignKeyConstraint(
            ["upload_id"], ["upload.id"], name=op.f("fk_episode_upload_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_episode")),
        sa.UniqueConstraint(
            "practice_code",
            "measure",
            "opened_period",
            name=op.f("uq_episode_practice_code_measure_opened_period"),
        ),
    )
    op.create_index(op.f("ix_episode_icb_code"), "episode", ["icb_code"], unique=False)
    op.create_index(op.f("ix_episode_owner"), "episode", ["owner"], unique=False)
    op.create_index(
        op.f("ix_episode_practice_code"), "episode", ["practice_code"], unique=False
    )
    op.create_table(
        "ask",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("practice_code", sa.String(), nullable=False),
        sa.Column("icb_code", sa.String(), nullable=False),
        sa.Column("episode_id", sa.Integer(), nullable=True),
        sa.Column(
            "kind",
            sa.Enum(
                "action plan",
                "changes to the action plan",
                "monthly report",
                "answer to a query",
                "other information",
                name="kind",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("authority", sa.String(), nullable=False),
        sa.Column("authority_link", sa.String(), nullable=False),
        sa.Column("authority_on", sa.Date(), nullable=True),
        sa.Column(
            "recipient",
            sa.Enum(
                "NHS England",
                "the ICB",
                "NHS England and the ICB",
                name="recipient",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("asked_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("asked_by", sa.String(), nullable=False),
        sa.Column("recorded_at", UTCDateTime(), nullable=False),
        sa.Column("withdrawn_on", sa.Date(), nullable=True),
        sa.Column("withdrawn_reason", sa.String(), nullable=False),
        sa.Column("extension_sought_on", sa.Date(), nullable=True),
        sa.Column("extension_sought_why", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "minutes IS NULL OR (minutes = CAST(minutes AS INTEGER) AND minutes BETWEEN 0 AND 9999999)",
            name=op.f("ck_ask_minutes_whole"),
        ),
        sa.ForeignKeyConstraint(
            ["episode_id"], ["episode.id"], name=op.f("fk_ask_episode_id")
        ),
        sa.ForeignKeyConstraint(
            ["icb_code"], ["icb.code"], name=op.f("fk_ask_icb_code")
        ),
        sa.ForeignKeyConstraint(
            ["practice_code"], ["practice.ods_code"], name=op.f("fk_ask_practice_code")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ask")),
    )
    op.create_index(op.f("ix_ask_episode_id"), "ask", ["episode_id"], unique=False)
    op.create_index(op.f("ix_ask_icb_code"), "ask", ["icb_code"], unique=False)
    op.create_index(
        op.f("ix_ask_practice_code"), "ask", ["practice_code"], unique=False
    )
    op.bulk_insert(
        sa.table(
            "setting",
            *(sa.column(name) for name in ("name", "value", "source", "recorded_by")),
            sa.column("sequence", sa.Integer()),
            sa.column("from_on", sa.Date()),
            sa.column("recorded_at", UTCDateTime()),
        ),
        [
            {
                "name": name,
                "value": value,
                "source": "Shipped value: no national document gives one.",
                "recorded_by": "shipped with the application",
                "sequence": 0,
                "from_on": date(2023, 1, 1),
                "recorded_at": datetime(2023, 2, 1, tzinfo=UTC),
            }
            for name, value in SHIPPED.items()
        ],
    )


def downgrade() -> None:
    shipped = sa.table("setting", sa.column("name"))
    op.execute(shipped.delete().where(shipped.c.name.in_([*SHIPPED, "report-due"])))
    op.drop_table("ask")
    op.drop_table("episode")
    op.drop_table("adoption")
    op.drop_table("deputy")
