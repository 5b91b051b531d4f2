"""The Spark engine: the columnar engine, whose blocks are checked by the workers of a cluster."""
