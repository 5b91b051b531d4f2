"""The application: the version, the groups of commands, and what every command has in common."""

from __future__ import annotations

from importlib import import_module
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from fpdata._version import __version__
from fpdata.cli.errors import escaped_usage_errors, report_errors
from fpdata.cli.output import out, warnings_as_messages


class _Group(TyperGroup):
    """Prints the library's errors and warnings as messages, whichever command raises them."""

    def make_context(self, *args: Any, **kwargs: Any) -> Any:
        with escaped_usage_errors():
            return super().make_context(*args, **kwargs)

    def invoke(self, ctx: Any) -> Any:
        with escaped_usage_errors(), warnings_as_messages(), report_errors():
            return super().invoke(ctx)


#: The commands of each module, in the order of the help.
MODULES = {
    "find": ("find",),
    "query": ("tables", "show", "query", "as-of", "office", "travel", "coverage"),
    "contacts": ("letters", "correspondence", "room"),
    "accounts": ("timeline", "chain", "contested"),
    "plot": ("plot",),
    "sample": ("sample", "quality"),
    "reuse": ("export", "cite", "data-path"),
    "check": ("check", "explain"),
    "build": ("build", "schema", "fmt", "verify"),
    "edit": ("new", "edit", "rename", "merge", "withdraw"),
    "review": ("diff", "setup-git", "pre-commit", "merge-driver"),
    "release": ("release",),
    "imports": ("import",),
}


def application(command: str | None = None) -> typer.Typer:
    """Return the application, with all its commands unless `command` is one: then with those of its module.

    A command does not wait for the modules of the others.
    """
    app = typer.Typer(
        name="fpdata",
        cls=_Group,
        invoke_without_command=True,
        rich_markup_mode="rich",
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
        epilog="Start with: fpdata find rubio · fpdata show marco-rubio · fpdata check",
    )
    app.callback()(_fpdata)
    modules = [name for name, commands in MODULES.items() if command in commands] or MODULES
    for name in modules:
        group = import_module(f"fpdata.cli.{name}").app
        app.add_typer(group, rich_help_panel=group.panel)
    return app


def _print_version(requested: bool) -> None:
    if requested:
        out.print(f"fpdata {__version__}")
        raise typer.Exit


_START = """
[bold]fpdata[/]: who makes U.S. foreign policy, on the record.

 fpdata find witkof                     people, offices, events, statements by words
 fpdata show marco-rubio                one record, and everything that refers to it
 fpdata as-of 1962-10-22                who held what on a day
 fpdata contested plan-28 authored      on what the sources disagree
 fpdata timeline --person witkoff --from 2025-10     what happened, day by day

All commands: fpdata --help. One of them: fpdata show --help.
What is covered, and what is not: fpdata coverage."""


def _fpdata(
    context: typer.Context,
    _version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Show the version and exit.")
    ] = False,
) -> None:
    """Who makes U.S. foreign policy, on the record: look it up, check it, build it."""
    if context.invoked_subcommand is None:
        out.print(_START.strip())
