"""List sizes, counts and online access."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.create_table(
        "list_size",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("upload_id", sa.Integer(), nullable=False),
        sa.Column("row", sa.Integer(), nullable=False),
        sa.Column("practice_code", sa.String(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
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
        sa.Column("sex", sa.String(), nullable=False),
        sa.Column("patients", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "sex IN ('all', 'female', 'male')", name=op.f("ck_list_size_sex")
        ),
        sa.CheckConstraint(
            "patients IS NULL OR (patients = CAST(patients AS INTEGER) AND patients BETWEEN 0 AND 9999999)",
            name=op.f("ck_list_size_patients_whole"),
        ),
        sa.ForeignKeyConstraint(
            ["practice_code"],
            ["practice.ods_code"],
            name=op.f("fk_list_size_practice_code"),
        ),
        sa.ForeignKeyConstraint(
            ["upload_id"], ["upload.id"], name=op.f("fk_list_size_upload_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_list_size")),
    )
    op.create_index(op.f("ix_list_size_on"), "list_size", ["on"], unique=False)
    op.create_index(
        op.f("ix_list_size_practice_code"), "list_size", ["practice_code"], unique=False
    )
    op.create_index(
        "ix_list_size_practice_code_on",
        "list_size",
        ["practice_code", "on"],
        unique=False,
    )
    op.create_index(
        op.f("ix_list_size_upload_id"), "list_size", ["upload_id"], unique=False
    )
    op.create_table(
        "exclusion_count",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("upload_id", sa.Integer(), nullable=False),
        sa.Column("row", sa.Integer(), nullable=False),
        sa.Column("practice_code", sa.String(), nullable=False),
        sa.Column("period", sa.Date(), nullable=False),
        sa.Column(
            "measure",
            sa.Enum(
                "104",
                "106",
                "103",
                "added",
                "superseded",
                name="measure",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("value", sa.Integer(), nullable=True),
        sa.Column("suppressed", sa.Boolean(), nullable=False),
        sa.Column("list_size", sa.Integer(), nullable=True),
        sa.Column("run_on", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "measure <> '104' OR list_size IS NULL OR value <= list_size",
            name=op.f("ck_exclusion_count_within_list"),
        ),
        sa.CheckConstraint(
            "(value IS NULL) = suppressed", name=op.f("ck_exclusion_count_suppressed")
        ),
        sa.CheckConstraint(
            "list_size IS NULL OR (list_size = CAST(list_size AS INTEGER) AND list_size BETWEEN 0 AND 9999999)",
            name=op.f("ck_exclusion_count_list_size_whole"),
        ),
        sa.CheckConstraint(
            "value IS NULL OR (value = CAST(value AS INTEGER) AND value BETWEEN 0 AND 9999999)",
            name=op.f("ck_exclusion_count_value_whole"),
        ),
        sa.ForeignKeyConstraint(
            ["practice_code"],
            ["practice.ods_code"],
            name=op.f("fk_exclusion_count_practice_code"),
        ),
        sa.ForeignKeyConstraint(
            ["upload_id"], ["upload.id"], name=op.f("fk_exclusion_count_upload_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_exclusion_count")),
    )
    op.create_index(
        "ix_exclusion_count_period_measure",
        "exclusion_count",
        ["period", "measure"],
        unique=False,
    )
    op.create_index(
        op.f("ix_exclusion_count_practice_code"),
        "exclusion_count",
        ["practice_code"],
        unique=False,
    )
    op.create_index(
        "ix_exclusion_count_practice_period",
        "exclusion_count",
        ["practice_code", "period"],
        unique=False,
    )
    op.create_index(
        op.f("ix_exclusion_count_upload_id"),
        "exclusion_count",
        ["upload_id"],
        unique=False,
    )
    op.create_table(
        "online_access",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("upload_id", sa.Integer(), nullable=False),
        sa.Column("row", sa.Integer(), nullable=False),
        sa.Column("practice_code", sa.String(), nullable=False),
        sa.Column("period", sa.Date(), nullable=False),
        sa.Column("supplier", sa.String(), nullable=True),
        sa.Column("patient_list_size", sa.Integer(), nullable=True),
        sa.Column("total_pat_enbld", sa.Integer(), nullable=True),
        sa.Column("new_pat_enbld", sa.Integer(), nullable=True),
        sa.Column("total_use", sa.Integer(), nullable=True),
        sa.Column("sys_appts_enbld", sa.Integer(), nullable=True),
        sa.Column("sys_presc_enbld", sa.Integer(), nullable=True),
        sa.Column("sys_detcoderec_enbld", sa.Integer(), nullable=True),
        sa.Column("pat_appts_enbld", sa.Integer(), nullable=True),
        sa.Column("pat_presc_enbld", sa.Integer(), nullable=True),
        sa.Column("pat_detcoderec_enbld", sa.Integer(), nullable=True),
        sa.Column("pat_appts_use", sa.Integer(), nullable=True),
        sa.Column("pat_presc_use", sa.Integer(), nullable=True),
        sa.Column("pat_detcoderec_use", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "new_pat_enbld IS NULL OR (new_pat_enbld = CAST(new_pat_enbld AS INTEGER) AND new_pat_enbld BETWEEN 0 AND 9999999)",
            name=op.f("ck_online_access_new_pat_enbld_whole"),
        ),
        sa.CheckConstraint(
            "pat_appts_enbld IS NULL OR (pat_appts_enbld = CAST(pat_appts_enbld AS INTEGER) AND pat_appts_enbld BETWEEN 0 AND 9999999)",
            name=op.f("ck_online_access_pat_appts_enbld_whole"),
        ),
        sa.CheckConstraint(
            "pat_appts_use IS NULL OR (pat_appts_use = CAST(pat_appts_use AS INTEGER) AND pat_appts_use BETWEEN 0 AND 9999999)",
            name=op.f("ck_online_access_pat_appts_use_whole"),
        ),
        sa.CheckConstraint(
            "pat_detcoderec_enbld IS NULL OR (pat_detcoderec_enbld = CAST(pat_detcoderec_enbld AS INTEGER) AND pat_detcoderec_enbld BETWEEN 0 AND 9999999)",
            name=op.f("ck_online_access_pat_detcoderec_enbld_whole"),
        ),
        sa.CheckConstraint(
            "pat_detcoderec_use IS NULL OR (pat_detcoderec_use = CAST(pat_detcoderec_use AS INTEGER) AND pat_detcoderec_use BETWEEN 0 AND 9999999)",
            name=op.f("ck_online_access_pat_detcoderec_use_whole"),
        ),
        sa.CheckConstraint(
            "pat_presc_enbld IS NULL OR (pat_presc_enbld = CAST(pat_presc_enbld AS INTEGER) AND pat_presc_enbld BETWEEN 0 AND 9999999)",
            name=op.f("ck_online_access_pat_presc_enbld_whole"),
        ),
        sa.CheckConstraint(
            "pat_presc_use IS NULL OR (pat_presc_use = CAST(pat_presc_use AS INTEGER) AND pat_presc_use BETWEEN 0 AND 9999999)",
            name=op.f("ck_online_access_pat_presc_use_whole"),
        ),
        sa.CheckConstraint(
            "patient_list_size IS NULL OR (patient_list_size = CAST(patient_list_size AS INTEGER) AND patient_list_size BETWEEN 0 AND 9999999)",
            name=op.f("ck_online_access_patient_list_size_whole"),
        ),
        sa.CheckConstraint(
            "sys_appts_enbld IS NULL OR (sys_appts_enbld = CAST(sys_appts_enbld AS INTEGER) AND sys_appts_enbld BETWEEN 0 AND 9999999)",
            name=op.f("ck_online_access_sys_appts_enbld_whole"),
        ),
        sa.CheckConstraint(
            "sys_detcoderec_enbld IS NULL OR (sys_detcoderec_enbld = CAST(sys_detcoderec_enbld AS INTEGER) AND sys_detcoderec_enbld BETWEEN 0 AND 9999999)",
            name=op.f("ck_online_access_sys_detcoderec_enbld_whole"),
        ),
        sa.CheckConstraint(
            "sys_presc_enbld IS NULL OR (sys_presc_enbld = CAST(sys_presc_enbld AS INTEGER) AND sys_presc_enbld BETWEEN 0 AND 9999999)",
            name=op.f("ck_online_access_sys_presc_enbld_whole"),
        ),
        sa.CheckConstraint(
            "total_pat_enbld IS NULL OR (total_pat_enbld = CAST(total_pat_enbld AS INTEGER) AND total_pat_enbld BETWEEN 0 AND 9999999)",
            name=op.f("ck_online_access_total_pat_enbld_whole"),
        ),
        sa.CheckConstraint(
            "total_use IS NULL OR (total_use = CAST(total_use AS INTEGER) AND total_use BETWEEN 0 AND 9999999)",
            name=op.f("ck_online_access_total_use_whole"),
        ),
        sa.ForeignKeyConstraint(
            ["practice_code"],
            ["practice.ods_code"],
            name=op.f("fk_online_access_practice_code"),
        ),
        sa.ForeignKeyConstraint(
            ["upload_id"], ["upload.id"], name=op.f("fk_online_access_upload_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_online_access")),
    )
    op.create_index(
        op.f("ix_online_access_period"), "online_access", ["period"], unique=False
    )
    op.create_index(
        op.f("ix_online_access_practice_code"),
        "online_access",
        ["practice_code"],
        unique=False,
    )
    op.create_index(
        op.f("ix_online_access_upload_id"), "online_access", ["upload_id"], unique=False
    )


def downgrade() -> None:
    op.drop_table("online_access")
    op.drop_table("exclusion_count")
    op.drop_table("list_size")
