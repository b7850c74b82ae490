"""How often figures may have changed, beside how often anything did."""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"


def upgrade() -> None:
    op.add_column(
        "ledger",
        sa.Column("figures_version", sa.Integer(), server_default="0", nullable=False),
    )
    op.execute("UPDATE ledger SET figures_version = data_version")


def downgrade() -> None:
    op.drop_column("ledger", "figures_version")
