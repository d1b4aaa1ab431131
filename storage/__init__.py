"""The database: one writer, upsert, work done once, the audit log, migrations. No business."""
