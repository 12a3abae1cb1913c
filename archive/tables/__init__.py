"""The schema, and what reads and writes a table."""
