"""Show long output page by page on a terminal, as git does; what is piped is never paged."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from fpdata.cli.output import out

#: less leaves at once if one screen suffices, keeps colors and links, and the text on the screen.
_LESS = "FRX"


@contextmanager
def paged() -> Iterator[None]:
    """Show what is printed within page by page if it is longer than the terminal: in $PAGER, or in less.

    Nothing is paged if the output or the input is no terminal, if PAGER is empty or "cat", or if there is no such program.
    """
    pager = shlex.split(os.environ.get("PAGER", "less"))
    if not (sys.stdout.isatty() and sys.stdin.isatty()) or not pager or pager[0] == "cat":
        yield
        return
    with out.capture() as captured:
        yield
    text = captured.get()
    if text.count("\n") < out.height or not _show(pager, text):
        sys.stdout.write(text)


def _show(pager: list[str], text: str) -> bool:
    """Return whether a program showed the text, be it in part."""
    environment = {"LESS": _LESS, "LESSCHARSET": "utf-8"} | os.environ
    try:
        process = subprocess.Popen(pager, stdin=subprocess.PIPE, env=environment)  # noqa: S603 - the user's own
    except OSError:
        return False
    with suppress(BrokenPipeError):  # whoever has read enough leaves
        process.communicate(text.encode())
    while True:
        try:
            process.wait()
        except KeyboardInterrupt:  # is the pager's, too: it stops a search
            continue
        return True
