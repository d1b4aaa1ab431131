"""How Alembic reaches the database: by the engine that it is handed."""

from alembic import context

from intake.all_tables import schema

engine = context.config.attributes["engine"]

with engine.connect() as connection:
    context.configure(connection=connection, target_metadata=schema, render_as_batch=True)
    with context.begin_transaction():
        context.run_migrations()
    connection.commit()
