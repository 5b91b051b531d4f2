"""What was typed to run the command that is running; the command line sets it, and kept changes are named by it."""

from __future__ import annotations

from contextvars import ContextVar

#: Empty in a program that uses fpdata.
typed_command: ContextVar[str] = ContextVar("typed_command", default="")
