"""Run by Alembic: the connection comes from `lumbar.storage.revision.migrate`, in its transaction."""

from alembic import context

from lumbar.storage.tables import metadata

context.configure(
    connection=context.config.attributes["connection"], target_metadata=metadata, render_as_batch=True
)
context.run_migrations()
