"""Register, hierarchy and memberships."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.create_table(
        "register_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("upload_id", sa.Integer(), nullable=False),
        sa.Column("row", sa.Integer(), nullable=False),
        sa.Column("practice_code", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
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
            nullable=False,
        ),
        sa.Column("opened_on", sa.Date(), nullable=True),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("sub_icb_code", sa.String(), nullable=True),
        sa.Column("is_english", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["practice_code"],
            ["practice.ods_code"],
            name=op.f("fk_register_entry_practice_code"),
        ),
        sa.ForeignKeyConstraint(
            ["upload_id"], ["upload.id"], name=op.f("fk_register_entry_upload_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_register_entry")),
    )
    op.create_index(
        op.f("ix_register_entry_practice_code"),
        "register_entry",
        ["practice_code"],
        unique=False,
    )
    op.create_index(
        op.f("ix_register_entry_upload_id"),
        "register_entry",
        ["upload_id"],
        unique=False,
    )
    op.create_table(
        "hierarchy_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("upload_id", sa.Integer(), nullable=False),
        sa.Column("row", sa.Integer(), nullable=False),
        sa.Column("practice_code", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("postcode", sa.String(), nullable=False),
        sa.Column("pcn_code", sa.String(), nullable=True),
        sa.Column("sub_icb_code", sa.String(), nullable=False),
        sa.Column("icb_code", sa.String(), nullable=False),
        sa.Column("supplier", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["icb_code"], ["icb.code"], name=op.f("fk_hierarchy_entry_icb_code")
        ),
        sa.ForeignKeyConstraint(
            ["pcn_code"], ["pcn.code"], name=op.f("fk_hierarchy_entry_pcn_code")
        ),
        sa.ForeignKeyConstraint(
            ["practice_code"],
            ["practice.ods_code"],
            name=op.f("fk_hierarchy_entry_practice_code"),
        ),
        sa.ForeignKeyConstraint(
            ["sub_icb_code"],
            ["sub_icb_location.code"],
            name=op.f("fk_hierarchy_entry_sub_icb_code"),
        ),
        sa.ForeignKeyConstraint(
            ["upload_id"], ["upload.id"], name=op.f("fk_hierarchy_entry_upload_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hierarchy_entry")),
    )
    op.create_index(
        op.f("ix_hierarchy_entry_practice_code"),
        "hierarchy_entry",
        ["practice_code"],
        unique=False,
    )
    op.create_index(
        op.f("ix_hierarchy_entry_upload_id"),
        "hierarchy_entry",
        ["upload_id"],
        unique=False,
    )
    op.create_table(
        "pcn_membership",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("upload_id", sa.Integer(), nullable=False),
        sa.Column("row", sa.Integer(), nullable=False),
        sa.Column("practice_code", sa.String(), nullable=False),
        sa.Column("pcn_code", sa.String(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["pcn_code"], ["pcn.code"], name=op.f("fk_pcn_membership_pcn_code")
        ),
        sa.ForeignKeyConstraint(
            ["practice_code"],
            ["practice.ods_code"],
            name=op.f("fk_pcn_membership_practice_code"),
        ),
        sa.ForeignKeyConstraint(
            ["upload_id"], ["upload.id"], name=op.f("fk_pcn_membership_upload_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pcn_membership")),
    )
    op.create_index(
        op.f("ix_pcn_membership_practice_code"),
        "pcn_membership",
        ["practice_code"],
        unique=False,
    )
    op.create_index(
        op.f("ix_pcn_membership_upload_id"),
        "pcn_membership",
        ["upload_id"],
        unique=False,
    )
    op.create_table(
        "lmc_membership",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("upload_id", sa.Integer(), nullable=False),
        sa.Column("row", sa.Integer(), nullable=False),
        sa.Column("practice_code", sa.String(), nullable=False),
        sa.Column("lmc_name", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["lmc_name"], ["lmc.name"], name=op.f("fk_lmc_membership_lmc_name")
        ),
        sa.ForeignKeyConstraint(
            ["practice_code"],
            ["practice.ods_code"],
            name=op.f("fk_lmc_membership_practice_code"),
        ),
        sa.ForeignKeyConstraint(
            ["upload_id"], ["upload.id"], name=op.f("fk_lmc_membership_upload_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lmc_membership")),
    )
    op.create_index(
        op.f("ix_lmc_membership_practice_code"),
        "lmc_membership",
        ["practice_code"],
        unique=False,
    )
    op.create_index(
        op.f("ix_lmc_membership_upload_id"),
        "lmc_membership",
        ["upload_id"],
        unique=False,
    )
    op.create_table(
        "group_membership",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("upload_id", sa.Integer(), nullable=False),
        sa.Column("row", sa.Integer(), nullable=False),
        sa.Column("practice_code", sa.String(), nullable=False),
        sa.Column("group_name", sa.String(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=True),
        sa.Column("until_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["group_name"],
            ["practice_group.name"],
            name=op.f("fk_group_membership_group_name"),
        ),
        sa.ForeignKeyConstraint(
            ["practice_code"],
            ["practice.ods_code"],
            name=op.f("fk_group_membership_practice_code"),
        ),
        sa.ForeignKeyConstraint(
            ["upload_id"], ["upload.id"], name=op.f("fk_group_membership_upload_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_group_membership")),
    )
    op.create_index(
        op.f("ix_group_membership_practice_code"),
        "group_membership",
        ["practice_code"],
        unique=False,
    )
    op.create_index(
        op.f("ix_group_membership_upload_id"),
        "group_membership",
        ["upload_id"],
        unique=False,
    )


def downgrade() -> None:
    op.drop_table("group_membership")
    op.drop_table("lmc_membership")
    op.drop_table("pcn_membership")
    op.drop_table("hierarchy_entry")
    op.drop_table("register_entry")
