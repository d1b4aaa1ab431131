"""How Alembic reaches the database: by the engine that it is handed."""

from alembic import context

import storage.desk_tables
import storage.insight_tables
import storage.search_events  # noqa: F401  # their tables belong to the same metadata
from storage.tables import metadata

engine = context.config.attributes["engine"]

with engine.connect() as connection:
    context.configure(connection=connection, target_metadata=metadata, render_as_batch=True)
    with context.begin_transaction():
        context.run_migrations()
    connection.commit()
