"""Questions to a person at the terminal: free answers with completion, and yes or no."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import TYPE_CHECKING

from fpdata.model.escape import escape_cell, escape_control

if TYPE_CHECKING:
    from rich.console import Console


def escape_markup(text: str) -> str:
    """Return text to be printed on one line within rich markup; it is not read as markup itself."""
    from rich.markup import escape  # only where something is printed: the help of a command does not wait for it

    return escape(escape_cell(text))


class CancelledError(Exception):
    """The person cancelled; the message says that nothing was changed."""


class Terminal:
    """Prints to a console and reads answers from standard input."""

    def __init__(self, console: Console) -> None:
        self._console = console

    def print(self, markup: str = "") -> None:
        """Print a line of rich markup."""
        self._console.print(markup)

    def ask(self, prompt: str, options: Iterable[str] = ()) -> str:
        """Return the line that the person types, stripped; Tab completes it to one of `options`.

        Raises EOFError at the end of the input and KeyboardInterrupt on Ctrl-C.
        """
        try:
            import readline  # not on every system
        except ImportError:
            return input(escape_control(prompt)).strip()
        ordered = sorted(options)
        readline.set_completer_delims("")

        @lru_cache(maxsize=1)  # readline asks for one match of a text after another
        def matches(text: str) -> list[str | None]:
            return [*(option for option in ordered if option.startswith(text)), None]

        readline.set_completer(lambda text, state: matches(text)[state])
        readline.parse_and_bind("tab: complete")
        return input(escape_control(prompt)).strip()

    def confirm(self, question: str, default: bool) -> bool:
        """Return whether the person says yes; Enter means `default`."""
        answer = self.ask(f"{question} {'[Y/n]' if default else '[y/N]'} ").lower()
        return answer in ("y", "yes") if answer else default


@contextmanager
def cancellable() -> Iterator[None]:
    """Raise CancelledError if the person presses Ctrl-C or the input ends."""
    try:
        yield
    except (KeyboardInterrupt, EOFError):
        raise CancelledError("\nNothing was changed.") from None
