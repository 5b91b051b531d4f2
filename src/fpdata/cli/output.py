"""How commands print: tables and color on a terminal, plain text or JSON when piped."""

from __future__ import annotations

import csv
import json
import sys
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from enum import StrEnum
from typing import TYPE_CHECKING, Any, NoReturn

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from fpdata.access.errors import RedirectWarning

if TYPE_CHECKING:
    from fpdata.checks.issue import Issue

#: Exit statuses: errors or differences were found, or a change was refused; the command failed.
FOUND, FAILED = 1, 2

out = Console(highlight=False, soft_wrap=True)
err = Console(highlight=False, soft_wrap=True, stderr=True)


class TableFormat(StrEnum):
    """The format in which rows are printed."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"


def fail(message: str) -> NoReturn:
    """Print a message on standard error and exit with status 2."""
    err.print(f"[bold red]error:[/] {escape(message)}")
    raise SystemExit(FAILED)


def is_terminal() -> bool:
    """Whether standard output is a terminal."""
    return out.is_terminal


def print_rows(columns: Sequence[str], rows: Sequence[Sequence[object]], format: TableFormat | None = None) -> None:
    """Print rows in a format: by default a table on a terminal, JSON when piped."""
    match format or (TableFormat.TABLE if is_terminal() else TableFormat.JSON):
        case TableFormat.TABLE:
            print_table(columns, rows)
        case TableFormat.JSON:
            print_json([dict(zip(columns, row, strict=True)) for row in rows])
        case TableFormat.CSV:
            writer = csv.writer(sys.stdout, lineterminator="\n")
            writer.writerow(columns)
            writer.writerows(rows)


def print_table(columns: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """Print rows as a table that wraps to the terminal's width; values are not read as markup."""
    table = Table(box=SIMPLE_HEAD, header_style="bold", pad_edge=False)
    for column in columns:
        table.add_column(escape(column), overflow="fold")
    for row in rows:
        table.add_row(*("" if value is None else escape(str(value)) for value in row))
    out.print(table, soft_wrap=False)


def print_json(value: Any) -> None:
    """Print a value as JSON; dates become strings."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=2, default=str) + "\n")


def print_styled(line: str, console: Console = out) -> None:
    """Print a line of a report as text, with the headings of errors and warnings in color."""
    style = "bold red" if line.startswith("error ") else "bold yellow" if line.startswith("warning ") else None
    console.print(line, markup=False, style=style)


def print_issue(issue: Issue) -> None:
    """Print an issue on one line of standard error."""
    from fpdata.checks.issue import escape_control

    shown = issue.to_dict()
    where = f"{issue.table} {escape_control(issue.record)}.{issue.field}" if issue.field else escape_control(issue.file)
    err.print(f"{shown['severity']} {shown['code']}: {where}: {shown['message']}. {shown['hint']}", markup=False)


@contextmanager
def warnings_as_messages() -> Iterator[None]:
    """Print each Python warning as one line on standard error, without its place in the code."""
    with warnings.catch_warnings():
        warnings.simplefilter("always", RedirectWarning)
        warnings.showwarning = lambda message, *_, **__: err.print(f"[bold yellow]warning:[/] {escape(str(message))}")
        yield


@contextmanager
def progress(verb: str) -> Iterator[Callable[[str], None]]:
    """Yield a function that shows the current step after `verb`; it shows nothing when piped."""
    if not err.is_terminal:
        yield lambda step: None
        return
    with err.status(f"{verb} …") as status:
        yield lambda step: status.update(f"{verb} {escape(step)} …")
