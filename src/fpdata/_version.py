"""The version of the data and of the code: one number, defined only here, with what each release states beside it."""

__version__ = "0.2.0"
#: The day of that release.
RELEASED = "2026-11-26"
#: The last release that changed tables, columns, types, keys or codes.
SCHEMA_VERSION = "0.2.0"
