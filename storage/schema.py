"""All tables together: for migrations, for telling and forgetting a person, for making two customers one."""

# Imported so that what they describe is in the metadata, whoever asks for it.
import storage.channel_tables
import storage.desk_tables
import storage.insight_tables
import storage.order_tables
import storage.search_events  # noqa: F401
from storage.tables import metadata

schema = metadata
