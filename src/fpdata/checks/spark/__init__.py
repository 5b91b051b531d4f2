"""The Spark engine: the columnar check, spread over workers, for packages that are too large for one machine."""
