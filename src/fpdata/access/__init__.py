"""Read the exported tables: load, typed records, look-ups, tenures, travel, DuckDB."""
