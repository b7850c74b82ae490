"""What alembic runs: our connection, inside the transaction that is already open."""

from alembic import context

from lib.domain.tables import METADATA

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    render_as_batch=True,
)
context.run_migrations()
