"""Ask before a command does what it has shown."""

from __future__ import annotations

import sys

from fpdata.cli.output import err, fail
from fpdata.edit.terminal import CancelledError, Terminal, cancellable


def on_terminal() -> bool:
    """Whether a person can be asked."""
    return sys.stdin.isatty()


def require_yes(question: str, default: bool, option: str) -> None:
    """Return if the person says yes; Enter means `default`.

    Raises CancelledError for a no. Without a terminal, exits with status 2 and names the option that allows it.
    """
    if not on_terminal():
        fail(f"nothing was changed, as nobody can be asked without a terminal; to go on, add {option}")
    with cancellable():
        if not Terminal(err).confirm(question, default=default):
            raise CancelledError("Nothing was changed.")
