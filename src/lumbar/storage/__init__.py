"""The Store port over SQL: SQLite as shipped."""
