"""Importers: bring public data sets into the package, idempotently."""
