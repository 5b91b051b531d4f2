"""A group of commands, and how each command's help is written."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any, TypeVar

import typer
from typer.core import TyperArgument, TyperCommand

from fpdata.cli.pager import paged

Command = TypeVar("Command", bound=Callable[..., Any])


class _Command(TyperCommand):
    """A command whose help writes every argument in one way: FOLDER if it is required, else [FOLDER]."""

    def __init__(self, *names: Any, **settings: Any) -> None:
        super().__init__(*names, **settings)
        for parameter in self.params:
            if isinstance(parameter, TyperArgument) and not parameter.metavar:
                parameter.metavar = f"{parameter.name or ''}{'' if parameter.nargs == 1 else '...'}".upper()

    def collect_usage_pieces(self, ctx: Any) -> list[str]:
        return [piece.strip("{}") for piece in super().collect_usage_pieces(ctx)]


class CommandGroup(typer.Typer):
    """Commands of one module; fpdata.cli.app lists them in the help."""

    def __init__(self, *, pages: bool = False, **settings: Any) -> None:
        """Make a group; with `pages`, what its commands print is shown page by page on a terminal."""
        super().__init__(rich_markup_mode=None, **settings)
        self._pages = pages

    def add(
        self, *examples: str, name: str | None = None, pages: bool = False, **settings: Any
    ) -> Callable[[Command], Command]:
        """Add a function as a command: its docstring is the help, followed by `examples`, one per line.

        With `pages`, what it prints is shown page by page on a terminal.
        """

        def register(function: Command) -> Command:
            paragraphs = (inspect.getdoc(function) or "").split("\n\n")
            help = "\n\n".join(" ".join(paragraph.split()) for paragraph in paragraphs)  # the terminal wraps
            epilog = "\n".join(("\b", "Examples:", *(f"  {example}" for example in examples)))
            shown = paged()(function) if pages or self._pages else function
            self.command(name, cls=_Command, **({"help": help, "epilog": epilog} | settings))(shown)
            return function

        return register
