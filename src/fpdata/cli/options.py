"""Arguments and options that several commands share."""

from __future__ import annotations

import re
import sys
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from fpdata.cli.output import TableFormat, err, print_line
from fpdata.model.characters import shorten
from fpdata.model.escape import escape_control

#: The options that take a person.
_OF_PERSONS = ("--person", "--with", "--from")
_PERIOD = re.compile(r"\d{4}(-\d\d?){0,2}(/.*)?")
#: A message names so many tables.
_NAMED_TABLES = 5


class TravelKind(StrEnum):
    """The kinds of travel."""

    TRIP = "trip"
    VISIT = "visit"


class EntryKind(StrEnum):
    """The kinds of entries of the timeline."""

    EVENT = "event"
    STATEMENT = "statement"
    DOCUMENT = "document"
    ROLE_START = "role-start"
    ROLE_END = "role-end"


class NotAPeriodError(typer.BadParameter):
    """An option takes a day, month or year, and another text was given: a person, if the command has an option for one."""

    def __init__(self, text: str) -> None:
        self.text = text
        super().__init__(
            f"{escape_control(repr(shorten(text)))} is not a day, month or year; "
            "use an existing one as YYYY-MM-DD, YYYY-MM or YYYY"
        )

    def format_message(self) -> str:
        """Return the message, with the option that takes a person if the text may be a name."""
        return super().format_message() + (person_hint(self.ctx) if self.text[:1].isalpha() else "")


def person_hint(context: Any) -> str:
    """Return which option of a command takes a person, as the end of a message; "" if none does."""
    options = {option for parameter in context.command.params for option in parameter.opts} if context else set()
    option = next((option for option in _OF_PERSONS if option in options), None)
    return f"; for a person, use {option}" if option else ""


def existing_period(text: str) -> str:
    """Return the day, month or year that an option gives. Raises BadParameter for another text."""
    _period(text)
    return text


def first_day(text: str) -> date:
    """Return the first day of the day, month or year that an option gives. Raises BadParameter for another text."""
    return _period(text)[0]


def last_day(text: str) -> date:
    """Return the last day of the day, month or year that an option gives. Raises BadParameter for another text."""
    return _period(text)[1]


def _period(text: str) -> tuple[date, date]:
    from fpdata.access.days import to_period

    try:
        return to_period("", text)
    except ValueError:
        raise NotAPeriodError(text) from None


def not_a_period(text: str) -> str:
    """Return the text of an option that takes an actor. Raises BadParameter for a day, month or year."""
    if _PERIOD.fullmatch(text):
        raise typer.BadParameter(
            f"--from and --to take a person or other actor here, not {text}; for a period, use --since and --until"
        )
    return text


def require_order(start: date | None, end: date | None, first: str, last: str) -> None:
    """Raise BadParameter if the day of the option `first` is after that of the option `last`."""
    if start and end and start > end:
        raise typer.BadParameter(f"{start} is after {end}, the day of {last}", param_hint=first)


def _current_data(context: typer.Context, data: Path | None) -> Path | None:
    """Return the data to read: in a clone, its tables as they are now; say in a line what the last build lacks."""
    if context.resilient_parsing:
        return data
    if sys.stderr.isatty():
        from fpdata.access.lookup_file import announce_preparation

        announce_preparation(lambda: print_line("preparing the look-up (once) …", err, "dim"))
    if data is not None:
        return data
    from fpdata.access import locate

    if (root := locate.clone_folder()) is None:
        return None
    from fpdata.access.current import hold_export

    export = hold_export(root)
    changed = export.changed_tables()
    if not changed:
        return export.built
    if export.is_built:
        names = ", ".join(changed) if len(changed) <= _NAMED_TABLES else f"{len(changed)} tables"
        print_line(
            f"newer than the last build, so read from the CSV files: {names} ('fpdata build' ends this)", err, "dim"
        )
    else:
        print_line("there is no build, so the CSV files are read; 'fpdata build' makes this faster", err, "dim")
    return root


PackageArgument = Annotated[Path, typer.Argument(help="The package: a folder or its datapackage.json.")]
PackageOption = Annotated[Path, typer.Option("--package", "-p", help="The package: a folder or its datapackage.json.")]
DataOption = Annotated[
    Path | None,
    typer.Option(
        "--data",
        callback=_current_data,
        help="A folder that 'fpdata build' wrote, or a package (default: the clone around this folder, else the installed data).",
    ),
]
TableFormatOption = Annotated[
    TableFormat | None,
    typer.Option("--format", "-f", help="Output format (default: a table on a terminal, JSON when piped)."),
]
DryRunOption = Annotated[bool, typer.Option("--dry-run", help="Show what would be written; write nothing.")]
FromOption = Annotated[
    date | None,
    typer.Option("--from", "--since", metavar="DAY", parser=first_day, help="On or after this day, month or year."),
]
ToOption = Annotated[
    date | None,
    typer.Option("--to", "--until", metavar="DAY", parser=last_day, help="On or before this day, month or year."),
]
