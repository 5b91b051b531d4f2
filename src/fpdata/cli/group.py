"""A group of commands, and how each command's help is written."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any, TypeVar

import typer
from typer.core import TyperCommand

from fpdata.cli.pager import paged

Command = TypeVar("Command", bound=Callable[..., Any])


class _Command(TyperCommand):
    """A command whose help writes each argument in one way: NAME if it is required, else [NAME]."""

    def __init__(self, *arguments: Any, **settings: Any) -> None:
        super().__init__(*arguments, **settings)
        for parameter in self._arguments():
            several = "..." if (parameter.metavar or "").endswith("...") else ""
            name = (parameter.metavar or parameter.name or "").strip("[].")
            parameter.metavar = name.replace("_", "-").upper() + several

    def collect_usage_pieces(self, ctx: Any) -> list[str]:
        """Return the words of the usage line that follow the command's name."""
        named = [
            str(parameter.metavar if parameter.required else f"[{parameter.metavar}]")
            for parameter in self._arguments()
            if not getattr(parameter, "hidden", False)
        ]
        return [*super().collect_usage_pieces(ctx)[:1], *named]  # the first word is that for options

    def _arguments(self) -> list[Any]:
        return [parameter for parameter in self.params if parameter.param_type_name == "argument"]


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
            usual: dict[str, Any] = {"help": help, "epilog": epilog, "cls": _Command}
            self.command(name, **(usual | settings))(shown)
            return function

        return register
