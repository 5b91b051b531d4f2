"""The model: every table and field of the package, described once."""
