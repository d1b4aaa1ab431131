"""All tables together: for migrations, for telling and forgetting a person, for making two customers one."""

# Imported so that what they describe is in the metadata, whoever asks for it.
from storage.tables import metadata

schema = metadata
