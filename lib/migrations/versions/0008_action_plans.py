"""Action plans: their versions, milestones and section reviews."""

import sqlalchemy as sa
from alembic import op

from lib.domain.base import UTCDateTime

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    op.create_table(
        "action_plan",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("episode_id", sa.Integer(), nullable=False),
        sa.Column("practice_code", sa.String(), nullable=False),
        sa.Column("icb_code", sa.String(), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "required, not requested",
                "requested",
                "received",
                "in review",
                "changes requested",
                "agreed",
                "in delivery",
                "complete",
                "closed, below the threshold",
                "extension agreed",
                "declined, citing BMA or LMC advice",
                "DPIA or opt-in position",
                "exempt, closed or merged practice",
                "request withdrawn",
                name="status",
                native_enum=False,
                create_constraint=True,
                length=48,
            ),
            nullable=False,
        ),
        sa.Column(
            "before",
            sa.Enum(
                "required, not requested",
                "requested",
                "received",
                "in review",
                "changes requested",
                "agreed",
                "in delivery",
                "complete",
                "closed, below the threshold",
                "extension agreed",
                "declined, citing BMA or LMC advice",
                "DPIA or opt-in position",
                "exempt, closed or merged practice",
                "request withdrawn",
                name="before",
                native_enum=False,
                create_constraint=True,
                length=48,
            ),
            nullable=True,
        ),
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
            nullable=True,
        ),
        sa.Column("requested_on", sa.Date(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("agreed_on", sa.Date(), nullable=True),
        sa.Column("extension_agreed_by", sa.String(), nullable=False),
        sa.Column("moved_on", sa.Date(), nullable=False),
        sa.Column("last_editor", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["episode_id"], ["episode.id"], name=op.f("fk_action_plan_episode_id")
        ),
        sa.ForeignKeyConstraint(
            ["icb_code"], ["icb.code"], name=op.f("fk_action_plan_icb_code")
        ),
        sa.ForeignKeyConstraint(
            ["practice_code"],
            ["practice.ods_code"],
            name=op.f("fk_action_plan_practice_code"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_action_plan")),
        sa.UniqueConstraint("episode_id", name=op.f("uq_action_plan_episode_id")),
    )
    op.create_index(
        op.f("ix_action_plan_icb_code"), "action_plan", ["icb_code"], unique=False
    )
    op.create_index(
        op.f("ix_action_plan_practice_code"),
        "action_plan",
        ["practice_code"],
        unique=False,
    )
    op.create_table(
        "plan_version",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column(
            "method",
            sa.Enum(
                "one by one",
                "106 in bulk, then 104 again for people at risk",
                "search for people at risk, review those only",
                name="method",
                native_enum=False,
                create_constraint=True,
                length=64,
            ),
            nullable=True,
        ),
        sa.Column("lead", sa.String(), nullable=False),
        sa.Column("reviews_per_week", sa.Integer(), nullable=True),
        sa.Column("minutes_per_review", sa.Integer(), nullable=True),
        sa.Column("staff", sa.Integer(), nullable=True),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("below_on", sa.Date(), nullable=True),
        sa.Column("finishes_on", sa.Date(), nullable=True),
        sa.Column("safeguarding", sa.String(), nullable=False),
        sa.Column(
            "dpia",
            sa.Enum(
                "done",
                "in progress",
                "not done",
                name="dpia",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=True,
        ),
        sa.Column("dpia_on", sa.Date(), nullable=True),
        sa.Column(
            "access_model",
            sa.Enum(
                "opt-in",
                "opt-out",
                "undecided",
                name="access_model",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=True,
        ),
        sa.Column("new_registrations", sa.String(), nullable=False),
        sa.Column("communications", sa.String(), nullable=False),
        sa.Column("training", sa.String(), nullable=False),
        sa.Column("support", sa.String(), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=True),
        sa.Column("received_from", sa.String(), nullable=False),
        sa.Column("agreed_on", sa.Date(), nullable=True),
        sa.Column("edited_by", sa.String(), nullable=False),
        sa.Column("edited_at", UTCDateTime(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "minutes_per_review IS NULL OR (minutes_per_review = CAST(minutes_per_review AS INTEGER) AND minutes_per_review BETWEEN 0 AND 999)",
            name=op.f("ck_plan_version_minutes_per_review_whole"),
        ),
        sa.CheckConstraint(
            "reviews_per_week IS NULL OR (reviews_per_week = CAST(reviews_per_week AS INTEGER) AND reviews_per_week BETWEEN 0 AND 99999)",
            name=op.f("ck_plan_version_reviews_per_week_whole"),
        ),
        sa.CheckConstraint(
            "staff IS NULL OR (staff = CAST(staff AS INTEGER) AND staff BETWEEN 0 AND 999)",
            name=op.f("ck_plan_version_staff_whole"),
        ),
        sa.ForeignKeyConstraint(
            ["plan_id"], ["action_plan.id"], name=op.f("fk_plan_version_plan_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_version")),
        sa.UniqueConstraint(
            "plan_id", "number", name=op.f("uq_plan_version_plan_id_number")
        ),
    )
    op.create_index(
        op.f("ix_plan_version_plan_id"), "plan_version", ["plan_id"], unique=False
    )
    op.create_table(
        "milestone",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("plan_version_id", sa.Integer(), nullable=False),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("owner", sa.String(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["plan_version_id"],
            ["plan_version.id"],
            name=op.f("fk_milestone_plan_version_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_milestone")),
    )
    op.create_index(
        op.f("ix_milestone_plan_version_id"),
        "milestone",
        ["plan_version_id"],
        unique=False,
    )
    op.create_table(
        "section_review",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("plan_version_id", sa.Integer(), nullable=False),
        sa.Column(
            "section",
            sa.Enum(
                "How the records will be reviewed",
                "Who, how many and by when",
                "How people at risk are found first",
                "DPIA and access model",
                "New patients, communications and training",
                "Support wanted",
                "Milestones",
                name="section",
                native_enum=False,
                create_constraint=True,
                length=64,
            ),
            nullable=False,
        ),
        sa.Column("accepted", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("reviewed_by", sa.String(), nullable=False),
        sa.Column("reviewed_at", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["plan_version_id"],
            ["plan_version.id"],
            name=op.f("fk_section_review_plan_version_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_section_review")),
    )
    op.create_index(
        op.f("ix_section_review_plan_version_id"),
        "section_review",
        ["plan_version_id"],
        unique=False,
    )


def downgrade() -> None:
    op.drop_table("section_review")
    op.drop_table("milestone")
    op.drop_table("plan_version")
    op.drop_table("action_plan")
