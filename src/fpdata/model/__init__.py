"""The model: every field of every table, described once."""
