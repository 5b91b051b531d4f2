"""How commands show things: tables and colour on a terminal, plain text or JSON when piped."""

from __future__ import annotations

import csv
import json
import sys
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from enum import StrEnum
from typing import Any, NoReturn

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from fpdata.access.errors import RedirectWarning

#: Exit statuses: issues of severity error were found; the run itself failed.
FOUND, FAILED = 1, 2

out = Console(highlight=False, soft_wrap=True)
err = Console(highlight=False, soft_wrap=True, stderr=True)


def fail(message: str) -> NoReturn:
    """End the run with a message on standard error, and exit status 2."""
    err.print(f"[bold red]error:[/] {escape(message)}")
    raise SystemExit(FAILED)


@contextmanager
def warnings_as_messages() -> Iterator[None]:
    """Print each Python warning as one line on standard error, without the place in the code."""
    with warnings.catch_warnings():
        warnings.simplefilter("always", RedirectWarning)
        warnings.showwarning = lambda message, *_, **__: err.print(f"[bold yellow]warning:[/] {escape(str(message))}")
        yield


def print_table(columns: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """Print rows as a table that wraps to the terminal; no value is read as markup."""
    table = Table(box=SIMPLE_HEAD, header_style="bold", pad_edge=False)
    for column in columns:
        table.add_column(escape(column), overflow="fold")
    for row in rows:
        table.add_row(*("" if value is None else escape(str(value)) for value in row))
    Console(highlight=False).print(table)


class TableFormat(StrEnum):
    """In which form rows are shown."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"


def print_rows(columns: Sequence[str], rows: Sequence[Sequence[object]], format: TableFormat | None = None) -> None:
    """Print rows in a form: as a table on a terminal and as JSON when piped, where none is asked for."""
    match format or (TableFormat.TABLE if is_terminal() else TableFormat.JSON):
        case TableFormat.TABLE:
            print_table(columns, rows)
        case TableFormat.JSON:
            print_json([dict(zip(columns, row, strict=True)) for row in rows])
        case TableFormat.CSV:
            writer = csv.writer(sys.stdout, lineterminator="\n")
            writer.writerow(columns)
            writer.writerows(rows)


def print_json(value: Any) -> None:
    """Print a value as JSON; days as text."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=2, default=str) + "\n")


def is_terminal() -> bool:
    """Whether a person reads standard output."""
    return out.is_terminal


@contextmanager
def progress(what: str) -> Iterator[Callable[[str], None]]:
    """Yield a function that shows which step is being done; it shows nothing when piped."""
    if not err.is_terminal:
        yield lambda step: None
        return
    with err.status(f"{what} …") as status:
        yield lambda step: status.update(f"{what} {escape(step)} …")
