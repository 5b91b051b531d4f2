"""Show long output page by page on a terminal, as git does; what is piped is never paged."""

from __future__ import annotations

import io
import os
import shlex
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress

#: less leaves at once if one screen suffices, keeps colors and links, and the text on the screen.
_LESS = "FRX"


class _Page(io.StringIO):
    """What is printed while it is collected: for those who print, still the terminal."""

    def isatty(self) -> bool:
        return True


@contextmanager
def paged() -> Iterator[None]:
    """Show what is printed within page by page if it is longer than the terminal: in $PAGER, or in less.

    Nothing is paged if the output or the input is no terminal, if PAGER is empty or "cat", or if there is no such program.
    What was printed before an error is shown, too.
    """
    pager = shlex.split(os.environ.get("PAGER", "less"))
    if not (sys.stdout.isatty() and sys.stdin.isatty()) or not pager or pager[0] == "cat":
        yield
        return
    output, page = sys.stdout, _Page()
    sys.stdout = page
    try:
        yield
    finally:
        sys.stdout = output
        text = page.getvalue()
        if text.count("\n") < shutil.get_terminal_size().lines or not _show(pager, text):
            output.write(text)


def _show(pager: list[str], text: str) -> bool:
    """Return whether a program showed the text, be it in part."""
    import subprocess  # only for what is long

    environment = {"LESS": _LESS, "LESSCHARSET": "utf-8"} | os.environ
    try:
        process = subprocess.Popen(pager, stdin=subprocess.PIPE, env=environment)  # noqa: S603 - the user's own
    except OSError:
        return False
    with suppress(BrokenPipeError):  # whoever has read enough leaves
        process.communicate(text.encode("utf-8", "backslashreplace"))
    while True:
        try:
            process.wait()
        except KeyboardInterrupt:  # is the pager's, too: it stops a search
            continue
        return True
