"""A shop, a folder a subject: rules in pure files, tables, the SQL in stores, the use cases in services."""
