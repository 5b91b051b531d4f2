"""A group of commands, and how each command's help is written."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any, TypeVar

import typer

Command = TypeVar("Command", bound=Callable[..., Any])


class CommandGroup(typer.Typer):
    """Commands of one module; fpdata.cli.app lists them in the help."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(rich_markup_mode=None, **settings)

    def add(self, *examples: str, name: str | None = None) -> Callable[[Command], Command]:
        """Add a function as a command: its docstring is the help, followed by `examples`, one per line."""

        def register(function: Command) -> Command:
            paragraphs = (inspect.getdoc(function) or "").split("\n\n")
            help = "\n\n".join(" ".join(paragraph.split()) for paragraph in paragraphs)  # the terminal wraps
            epilog = "\n".join(("\b", "Examples:", *(f"  {example}" for example in examples)))
            return self.command(name, help=help, epilog=epilog)(function)

        return register
