"""Using: load the exported tables as Arrow, as records, or in DuckDB; look one record up."""
