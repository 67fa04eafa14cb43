"""Run by Alembic: the connection, and its transaction, are the caller's."""

from __future__ import annotations

from alembic import context

from onrecord.store.migrate import skip_search_tables
from onrecord.store.schema import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    include_object=skip_search_tables,
    transactional_ddl=True,
    compare_type=True,
)
context.run_migrations()
