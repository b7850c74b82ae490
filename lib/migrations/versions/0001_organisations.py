"""Organisations and people."""

import sqlalchemy as sa
from alembic import op

from lib.domain.base import UTCDateTime

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "region",
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("ons_code", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_region")),
    )
    op.create_table(
        "icb",
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("ons_code", sa.String(), nullable=False),
        sa.Column("region_code", sa.String(), nullable=True),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["region_code"], ["region.code"], name=op.f("fk_icb_region_code")
        ),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_icb")),
    )
    op.create_table(
        "sub_icb_location",
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("ons_code", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_sub_icb_location")),
    )
    op.create_table(
        "sub_icb_location_icb",
        sa.Column("sub_icb_code", sa.String(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=True),
        sa.Column("icb_code", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["icb_code"], ["icb.code"], name=op.f("fk_sub_icb_location_icb_icb_code")
        ),
        sa.ForeignKeyConstraint(
            ["sub_icb_code"],
            ["sub_icb_location.code"],
            name=op.f("fk_sub_icb_location_icb_sub_icb_code"),
        ),
        sa.PrimaryKeyConstraint(
            "sub_icb_code", "from_on", name=op.f("pk_sub_icb_location_icb")
        ),
    )
    op.create_index(
        op.f("ix_sub_icb_location_icb_icb_code"),
        "sub_icb_location_icb",
        ["icb_code"],
        unique=False,
    )
    op.create_table(
        "pcn",
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_pcn")),
    )
    op.create_table(
        "lmc",
        sa.Column("name", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_lmc")),
    )
    op.create_table(
        "practice_group",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "federation",
                "team",
                "place",
                name="kind",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_practice_group")),
    )
    op.create_table(
        "practice",
        sa.Column("ods_code", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("former_names", sa.String(), nullable=False),
        sa.Column("postcode", sa.String(), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "active",
                "closed",
                "dormant",
                "proposed",
                name="status",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=True,
        ),
        sa.Column("opened_on", sa.Date(), nullable=True),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("supplier", sa.String(), nullable=True),
        sa.Column("pcn_code", sa.String(), nullable=True),
        sa.Column("sub_icb_code", sa.String(), nullable=True),
        sa.Column("icb_code", sa.String(), nullable=True),
        sa.Column("lmc_name", sa.String(), nullable=True),
        sa.Column(
            "contract_type",
            sa.Enum(
                "GMS",
                "PMS",
                "APMS",
                name="contract_type",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=True,
        ),
        sa.Column("successor_code", sa.String(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "length(ods_code) = 6", name=op.f("ck_practice_ods_code_length")
        ),
        sa.ForeignKeyConstraint(
            ["icb_code"], ["icb.code"], name=op.f("fk_practice_icb_code")
        ),
        sa.ForeignKeyConstraint(
            ["lmc_name"], ["lmc.name"], name=op.f("fk_practice_lmc_name")
        ),
        sa.ForeignKeyConstraint(
            ["pcn_code"], ["pcn.code"], name=op.f("fk_practice_pcn_code")
        ),
        sa.ForeignKeyConstraint(
            ["sub_icb_code"],
            ["sub_icb_location.code"],
            name=op.f("fk_practice_sub_icb_code"),
        ),
        sa.ForeignKeyConstraint(
            ["successor_code"],
            ["practice.ods_code"],
            name=op.f("fk_practice_successor_code"),
        ),
        sa.PrimaryKeyConstraint("ods_code", name=op.f("pk_practice")),
    )
    op.create_index(
        op.f("ix_practice_icb_code"), "practice", ["icb_code"], unique=False
    )
    op.create_index(
        op.f("ix_practice_sub_icb_code"), "practice", ["sub_icb_code"], unique=False
    )
    op.create_table(
        "account",
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column(
            "role",
            sa.Enum(
                "ICB officer",
                "ICB approver",
                "ICB administrator",
                "Analyst or service",
                "Auditor",
                "Regional or national lead",
                name="role",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("sees_all_icbs", sa.Boolean(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("email", name=op.f("pk_account")),
    )
    op.create_table(
        "account_icb",
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("icb_code", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["email"], ["account.email"], name=op.f("fk_account_icb_email")
        ),
        sa.ForeignKeyConstraint(
            ["icb_code"], ["icb.code"], name=op.f("fk_account_icb_icb_code")
        ),
        sa.PrimaryKeyConstraint("email", "icb_code", name=op.f("pk_account_icb")),
    )
    op.create_table(
        "ledger",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("data_version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ledger")),
    )
    op.create_table(
        "event",
        sa.Column("sequence", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("action", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("detail", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("sequence", name=op.f("pk_event")),
    )
    op.create_index(op.f("ix_event_at"), "event", ["at"], unique=False)
    op.create_index(op.f("ix_event_subject"), "event", ["subject"], unique=False)


def downgrade() -> None:
    op.drop_table("event")
    op.drop_table("ledger")
    op.drop_table("account_icb")
    op.drop_table("account")
    op.drop_table("practice")
    op.drop_table("practice_group")
    op.drop_table("lmc")
    op.drop_table("pcn")
    op.drop_table("sub_icb_location_icb")
    op.drop_table("sub_icb_location")
    op.drop_table("icb")
    op.drop_table("region")
