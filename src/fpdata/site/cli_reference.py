"""The reference of the commands, made from the commands themselves."""

from __future__ import annotations

from typing import Any, NamedTuple

from markupsafe import Markup
from typer.main import get_command

from fpdata.cli.app import COMMANDS, application
from fpdata.site.markdown_docs import render_markdown


class Parameter(NamedTuple):
    """An argument or option of a command."""

    names: str
    help: str


class CommandEntry(NamedTuple):
    """A command: how it is called, what it does, with what, and examples."""

    name: str
    usage: str
    html: Markup
    parameters: list[Parameter]
    examples: list[str]


def cli_reference() -> list[tuple[str, list[CommandEntry]]]:
    """Return the commands under the headings of `fpdata --help`; commands within a command follow it."""
    root: Any = get_command(application())
    groups = []
    for heading, commands in COMMANDS.items():
        entries: list[CommandEntry] = []
        for name, (_, summary) in commands.items():
            if summary:
                entries.extend(_entries(root.commands[name], f"fpdata {name}"))
        groups.append((heading, entries))
    return groups


def _entries(command: Any, name: str) -> list[CommandEntry]:
    within = getattr(command, "commands", {})
    entries = [_entry(command, name)]
    for inner, subcommand in within.items():
        if not subcommand.hidden:
            entries += _entries(subcommand, f"{name} {inner}")
    return entries


def _entry(command: Any, name: str) -> CommandEntry:
    context = command.make_context(name, [], resilient_parsing=True)
    parameters = []
    for parameter in command.params:
        record = parameter.get_help_record(context)
        if record is None and getattr(parameter, "help", None):
            record = (parameter.make_metavar(context), parameter.help)
        if record and "--help" not in record[0]:
            parameters.append(Parameter(*record))
    epilog = (command.epilog or "").replace("\b", "").strip().splitlines()
    examples = [line.strip() for line in epilog if line.strip() and line.strip() != "Examples:"]
    usage = " ".join([name, *command.collect_usage_pieces(context)])
    return CommandEntry(name, usage, Markup(render_markdown(command.help or "")), parameters, examples)  # noqa: S704 - our own docs
