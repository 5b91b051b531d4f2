"""Exporting: Parquet for everyone downstream, and every schema, generated from the models."""
