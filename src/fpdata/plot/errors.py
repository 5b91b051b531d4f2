"""Why nothing is drawn."""

from __future__ import annotations


class NothingToDrawError(LookupError, ValueError):
    """The answer is empty; the message says why."""


class TooMuchToDrawError(ValueError):
    """The figure would be unreadable in its size; the message says how to ask for less, or for more room."""
