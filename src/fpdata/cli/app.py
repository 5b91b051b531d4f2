"""The application: the version, the groups of commands, and what every command has in common."""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import import_module
from typing import Annotated, Any, ClassVar

import typer
from typer.core import TyperGroup
from typer.main import get_group

from fpdata._version import __version__
from fpdata.cli.errors import escaped_usage_errors, report_errors
from fpdata.cli.output import out, warnings_as_messages
from fpdata.package.typed_command import typed_command

#: The commands by heading of the help, each with its module and what it does in a line, "" for another name of one: the help needs no module.
COMMANDS = {
    "Look up": {
        "find": ("find", "Find records by words of their names, titles and summaries."),
        "tables": ("query", "List the tables and views, or the columns of one."),
        "show": ("query", "Show a record and everything that refers to it."),
        "query": ("query", "Run an SQL query on the data (needs the extra 'duckdb')."),
        "as-of": ("query", "Show who held what on a day: certain, presumed or possible."),
        "office": ("query", "List the holders of an office in turn, with the gaps."),
        "travel": ("query", "List trips abroad and visits of foreign leaders."),
        "coverage": ("query", "Show what each source covers, and what is missing."),
        "letters": ("contacts", "List letters and telegrams by sender and recipient."),
        "correspondence": ("contacts", ""),
        "room": ("contacts", "List who met or spoke with a person, the most frequent first."),
        "timeline": ("accounts", "List what happened, was said and written, by date."),
        "chain": ("accounts", "Show who reports what somebody said, and who responds to it."),
        "contested": ("accounts", "Show on what sources disagree, and who says what."),
        "denials": ("accounts", "List who denied what, by date."),
        "power": ("accounts", "Show who led and who was left out, by whose account."),
        "sample": ("sample", "Draw cells at random to check against their sources."),
        "quality": ("sample", "Print the quality report of a package."),
    },
    "Take out": {
        "serve": ("serve", "Show the data in a browser (needs the extra 'datasette')."),
        "export": ("reuse", "Write tables and views in the format of another program."),
        "plot": ("plot", "Draw figures for papers and talks (needs the extra 'plot')."),
        "cite": ("reuse", "Print how to cite the data set, or a record with its source."),
        "data-path": ("reuse", "Print the folder of the Parquet files that all commands read."),
    },
    "Check and build": {
        "check": ("check", "Check a package: files, rows, keys, references and rules."),
        "explain": ("check", "Explain an issue code: the rule, why, examples, the fix."),
        "build": ("build", "Check a package and export it to Parquet and SQLite."),
        "schema": ("build", "Generate datapackage.json, schema/ and the data dictionary."),
        "fmt": ("build", "Rewrite the CSV files in canonical form."),
        "verify": ("build", "Verify that files match their descriptor."),
    },
    "Edit": {
        "new": ("new", "Add records from prompts, --set, JSON or YAML."),
        "edit": ("edit", "Edit a record in $EDITOR."),
        "rename": ("edit", "Change a record's id; references follow, the old id redirects."),
        "merge": ("edit", "Merge two records; references follow, the first id redirects."),
        "withdraw": ("edit", "Remove a record; its id and the reason stay on record."),
        "undo": ("undo", "Take back the last change that a command made."),
    },
    "Review and release": {
        "diff": ("review", "Show which records and fields differ between two versions."),
        "setup-git": ("review", "Set up git: merge tables by record, check before commits."),
        "pre-commit": ("review", "Check a package as the pre-commit hook does."),
        "merge-driver": ("review", "Merge a table by record; git runs it after 'setup-git'."),
        "release": ("release", "Prepare a release: version, changelog, released ids."),
    },
    "Import": {
        "import": ("imports", "Import a public data set, or update what was imported."),
    },
}


@cache
def _group(module: str) -> Any:
    return get_group(import_module(f"fpdata.cli.{module}").app)


class _LazyCommands(Mapping[str, Any]):
    """The commands by name; the module of one is imported when the command is asked for."""

    _modules: ClassVar = {name: module for group in COMMANDS.values() for name, (module, _) in group.items()}

    def __iter__(self) -> Iterator[str]:
        return iter(self._modules)

    def __len__(self) -> int:
        return len(self._modules)

    def __getitem__(self, name: str) -> Any:
        group = _group(self._modules[name])
        return group if group.name == name else group.commands[name]


class _Group(TyperGroup):
    """Prints the library's errors and warnings as messages, whichever command raises them."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        self.commands: Any = _LazyCommands()

    def list_commands(self, _context: Any) -> list[str]:
        return list(self.commands)

    def format_commands(self, _context: Any, formatter: Any) -> None:
        width = max(map(len, self.commands))
        for heading, commands in COMMANDS.items():
            with formatter.section(heading):
                formatter.write_dl([(name.ljust(width), summary) for name, (_, summary) in commands.items() if summary])

    def make_context(self, info_name: str | None, args: list[str], *others: Any, **kwargs: Any) -> Any:
        typed_command.set(shlex.join(args))
        with escaped_usage_errors():
            return super().make_context(info_name, args, *others, **kwargs)

    def invoke(self, ctx: Any) -> Any:
        try:
            with escaped_usage_errors(), warnings_as_messages(), report_errors():
                return super().invoke(ctx)
        finally:
            typed_command.set("")


def application() -> typer.Typer:
    """Return the application."""
    app = typer.Typer(
        name="fpdata",
        cls=_Group,
        invoke_without_command=True,
        rich_markup_mode=None,  # rich takes longer to import than all else that the help needs
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
        epilog="Start with: fpdata find rubio · fpdata show marco-rubio · fpdata check",
    )
    app.callback()(_fpdata)
    return app


def _print_version(requested: bool) -> None:
    if requested:
        out.print(f"fpdata {__version__}")
        raise typer.Exit


_START = """
[bold]fpdata[/]: who makes U.S. foreign policy, on the record.

 fpdata find witkof                   people, offices, events … by words
 fpdata show marco-rubio              one record, and what refers to it
 fpdata as-of 1962-10-22              who held what on a day
 fpdata contested plan-28 authored    on what the sources disagree
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
