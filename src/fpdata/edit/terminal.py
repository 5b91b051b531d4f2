"""Questions to a person at the terminal: free answers with completion, and yes or no."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from typing import TYPE_CHECKING

from fpdata.edit.wrap import wrap_words
from fpdata.model.escape import escape_cell, escape_control

if TYPE_CHECKING:
    from rich.console import Console

_HINTS = "? help · < back"
#: So many cells are left for an answer on the last line of a prompt.
_ANSWER = 4


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

    def print_wrapped(self, text: str) -> None:
        """Print plain text as an explanation, wrapped at blanks to the width of the terminal."""
        for line in self._wrapped(text, 0):
            self.print(f"[dim] {escape_markup(line)}[/]")

    def print_problem(self, text: str) -> None:
        """Print why an answer is not taken, wrapped as an explanation."""
        for line in self._wrapped(text, 0):
            self.print(f"[red]{escape_markup(line)}[/]")

    def print_list(self, items: Iterable[tuple[str, str, str]], *, cut: bool = False) -> None:
        """Print lines of a number or mark, a text such as an id, and a note, which is wrapped beside it, or `cut`."""
        from rich.cells import cell_len

        listed = list(items)
        marks, texts = (max((cell_len(item[part]) for item in listed), default=0) for part in (0, 1))
        texts = min(texts, self._console.width // 2)
        for mark, text, note in listed:
            head = "".join(f"  {part:<{width}}" for part, width in ((mark, marks), (text, texts)) if width) + "  "
            indent = sum(width + 2 for width in (marks, texts) if width) + 2
            lines = self._wrapped(note, indent)
            if len(lines) > 1 and cut:
                lines = [f"{lines[0]} …"]
            if cell_len(head) > indent or not lines:
                self.print(escape_markup(head).rstrip())
                head = " " * indent
            for number, line in enumerate(lines):
                self.print(f"{escape_markup(head) if number == 0 else ' ' * indent}[dim]{escape_markup(line)}[/]")

    def _wrapped(self, text: str, indent: int) -> list[str]:
        room = max(self._console.width - indent - 2, 20)
        return wrap_words(" ".join(text.split()), room) if text.strip() else []

    def print_heading(self, text: str) -> None:
        """Print what the next questions are about, and at the end of the line what can be typed instead of an answer."""
        from rich.cells import cell_len

        room = self._console.width - cell_len(text) - cell_len(_HINTS)
        hints = f"{' ' * room}[dim]{_HINTS}[/]" if room > 1 else f"\n[dim]{_HINTS}[/]"
        self.print(f"\n[bold]{escape_markup(text)}[/]{hints}")

    def ask(self, prompt: str, options: Iterable[str] = ()) -> str:
        """Return the line that the person types, stripped; Tab completes it to one of `options`.

        Raises EOFError at the end of the input and KeyboardInterrupt on Ctrl-C.
        """
        *lines, prompt = self._lines_of_prompt(prompt)
        for line in lines:
            self.print(escape_markup(line))
        try:
            import readline  # not on every system
        except ImportError:
            return input(prompt).strip()
        ordered = sorted(options)
        readline.set_completer_delims("")

        @lru_cache(maxsize=1)  # readline asks for one match of a text after another
        def matches(text: str) -> list[str | None]:
            return [*(option for option in ordered if option.startswith(text)), None]

        readline.set_completer(lambda text, state: matches(text)[state])
        readline.parse_and_bind("tab: complete")
        return input(prompt).strip()

    def _lines_of_prompt(self, prompt: str) -> list[str]:
        """Return the lines of a prompt; the last one leaves room for a short answer and ends as the prompt does."""
        lines = wrap_words(escape_control(prompt), self._console.width - _ANSWER)
        return [*lines[:-1], lines[-1].rstrip() + prompt[len(prompt.rstrip()) :]]

    def confirm(self, question: str, default: bool) -> bool:
        """Return whether the person says yes; Enter means `default`."""
        answer = self.ask(f"{question} {'[Y/n]' if default else '[y/N]'} ").lower()
        return answer in ("y", "yes") if answer else default

    def choose(self, lines: Sequence[tuple[str, str]]) -> int:
        """Return the place of the text, each with a note, that the person chooses by its number. Raises CancelledError for no number."""
        self.print_list((str(number), line, note) for number, (line, note) in enumerate(lines, 1))
        answer = self.ask("Number, or Enter for none: ")
        if answer.isdecimal() and 1 <= int(answer) <= len(lines):
            return int(answer) - 1
        raise CancelledError("Nothing was changed.")


@contextmanager
def cancellable(kept: Callable[[], str] = str) -> Iterator[None]:
    """Raise CancelledError if the person presses Ctrl-C or the input ends; `kept` returns what is not lost."""
    try:
        yield
    except (KeyboardInterrupt, EOFError):
        raise CancelledError(f"\nNothing was changed. {kept()}".rstrip(" ")) from None
