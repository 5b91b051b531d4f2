"""Why nothing is drawn, or not everything as it should."""

from __future__ import annotations


class NothingToDrawError(LookupError, ValueError):
    """The answer is empty; the message says why."""


class TooMuchToDrawError(ValueError):
    """The figure would be unreadable in its size; the message says how to ask for less, or for more room."""


class MissingFontWarning(UserWarning):
    """No installed font has some of the characters of a figure; the message says which."""
