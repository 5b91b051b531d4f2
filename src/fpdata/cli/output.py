"""How commands print: tables and color on a terminal, plain text or JSON when piped."""

from __future__ import annotations

import csv
import io
import json
import os
import sys
import warnings
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Literal, NoReturn, TextIO, cast

from fpdata.access.errors import RedirectWarning, StaleDataWarning
from fpdata.cli.cells import cell_text, json_line
from fpdata.edit.terminal import escape_markup
from fpdata.edit.wrap import wrap_text
from fpdata.model.escape import escape_control, escape_csv, escape_json, escape_lines, is_command

if TYPE_CHECKING:
    from rich.console import Console

    from fpdata.checks.issue import Issue

#: What the command has changed so far, a clause each: a failure to print its report must not hide that.
changes: list[str] = []
#: Exit statuses: errors or differences were found, or a change was refused; the command failed.
FOUND, FAILED = 1, 2


#: Columns of days, which a table does not wrap.
_DAYS = ("date", "first", "last", "from", "to", "start", "end")
#: The room that any other column needs, unless its values are shorter.
_LEAST_WIDTH = 16


class _LazyConsole:
    """A console of rich, which is imported when something is printed: the help needs as little time as all of rich."""

    def __init__(self, name: str) -> None:
        self.__dict__["name"] = name

    def __getattr__(self, attribute: str) -> Any:
        return getattr(self._console(), attribute)

    def __setattr__(self, attribute: str, value: Any) -> None:
        setattr(self._console(), attribute, value)

    def _console(self) -> Console:
        if "console" not in self.__dict__:
            from fpdata.cli import console

            self.__dict__["console"] = getattr(console, self.name)
        return cast("Console", self.__dict__["console"])


out = cast("Console", _LazyConsole("out"))
err = cast("Console", _LazyConsole("err"))


class OutputError(OSError):
    """Standard output cannot be written, for example because the disk is full."""


class _StandardOutput(io.TextIOWrapper):
    """Standard output whose errors can be told from those of other files."""

    def write(self, text: str) -> int:
        with _output_errors():
            return super().write(text)

    def flush(self) -> None:
        with _output_errors():
            super().flush()


@contextmanager
def _output_errors() -> Iterator[None]:
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        raise OutputError(error.errno, error.strerror) from None


def use_utf_8() -> None:
    """Print and read UTF-8 whatever the code page of the system; what is not UTF-8 becomes lone surrogates."""
    options: dict[str, Any] = {"encoding": "utf-8", "errors": "backslashreplace"}
    if isinstance(sys.stdout, io.TextIOWrapper):
        on_terminal = sys.stdout.isatty()
        sys.stdout = _StandardOutput(sys.stdout.detach(), line_buffering=on_terminal, **options)
    if isinstance(sys.stderr, io.TextIOWrapper):
        sys.stderr.reconfigure(**options)
    if isinstance(sys.stdin, io.TextIOWrapper):
        sys.stdin.reconfigure(encoding="utf-8", errors="surrogateescape")


class TableFormat(StrEnum):
    """The format in which rows are printed."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"


def fail(message: str) -> NoReturn:
    """Print a message on standard error and exit with status 2."""
    with suppress(OSError):  # the status says it, too
        _print_headed("error", "bold red", message)
    raise SystemExit(FAILED)


def fail_to_print(error: OutputError) -> NoReturn:
    """Exit with status 2, and say that standard output cannot be written and which changes were made."""
    discard_output()
    made = f", but {'; '.join(changes)}" if changes else ""
    fail(f"standard output cannot be written: {error.strerror or error}{made}")


def discard_output() -> None:
    """Let standard output go nowhere, so that Python does not try to write the rest of it when it exits."""
    with suppress(OSError, ValueError):  # ValueError (UnsupportedOperation): it is not a file, as in tests
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)


def is_terminal() -> bool:
    """Whether standard output is a terminal, or rich is told to take it for one."""
    return _may_be_terminal(sys.stdout) and out.is_terminal


def _may_be_terminal(stream: TextIO) -> bool:
    """Return whether rich must be asked, which takes longer to import than most answers."""
    return stream.isatty() or any(name in os.environ for name in ("FORCE_COLOR", "TTY_COMPATIBLE"))


def print_line(text: str, console: Console = out, style: str | None = None, *, wrap: bool = True) -> None:
    """Print plain text, escaped, on a line of its own, or on several: as many as a terminal needs, unless told not to `wrap`."""
    stream = sys.stderr if console is err else sys.stdout
    if _may_be_terminal(stream):
        console.print(to_width(escape_lines(text), console) if wrap else escape_lines(text), markup=False, style=style)
    else:
        stream.write(escape_lines(text) + "\n")
        stream.flush()  # as rich does, so that both streams stay in order


def to_width(text: str, console: Console) -> str:
    """Return a text wrapped to the width of the terminal; as it is if it is printed to none."""
    return wrap_text(text, console.width) if console.is_terminal else text


def _print_headed(heading: str, style: str, message: str) -> None:
    """Print a message on standard error after a word in color."""
    from rich.text import Text

    text = Text(to_width(escape_lines(f"{heading}: {message}"), err))
    text.stylize(style, 0, len(heading) + 1)
    err.print(text)


def print_lines(lines: Iterable[str]) -> None:
    """Print lines that are escaped already: many, and without style."""
    sys.stdout.writelines(f"{line}\n" for line in lines)


def uses_table(format: TableFormat | None) -> bool:
    """Whether to print for a person: the default on a terminal."""
    return (format or (TableFormat.TABLE if is_terminal() else TableFormat.JSON)) is TableFormat.TABLE


def print_rows(columns: Sequence[str], rows: Sequence[Sequence[object]], format: TableFormat | None = None) -> None:
    """Print rows in a format: by default a table on a terminal, JSON when piped."""
    if uses_table(format):
        print_table(columns, rows)
    elif format is TableFormat.CSV:
        _print_csv([columns, *rows])
    else:
        _print_json_rows(columns, rows)


def _print_json_rows(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Print rows as one JSON array with a row a line: faster than a field a line, and to be searched by line."""
    lines = ",\n".join(json_line(columns, row) for row in rows)
    sys.stdout.write(escape_json(f"[\n{lines}\n]\n" if lines else "[]\n"))


def _print_csv(rows: Iterable[Sequence[object]]) -> None:
    minimal = csv.writer(sys.stdout, lineterminator="\n")
    quoted = csv.writer(sys.stdout, lineterminator="\n", quoting=csv.QUOTE_ALL)
    for row in rows:
        cells = escape_csv(map(cell_text, row))
        (quoted if is_command(cells[0]) else minimal).writerow(cells)


def print_table(
    columns: Sequence[str], rows: Sequence[Sequence[object]], *, counts: Collection[str] = (), lift: bool = False
) -> None:
    """Print rows as a table that wraps to the terminal's width, but not ids and days; values are not read as markup.

    If the width does not suffice, or with `lift`, what all rows have in common stands above the table; if that leaves too
    little room, there is one field a line. The numbers in the columns `counts` get separators.
    """
    fields = {
        column: [column, *(f"{row[index]:,}" if column in counts else cell_text(row[index]) for row in rows)]
        for index, column in enumerate(columns)
    }
    numbers = {column for index, column in enumerate(columns) if _are_numbers([row[index] for row in rows])}
    if len(rows) > 1 and (lift or _width(fields, None) > out.width):
        common = {column: cells[1] for column, cells in fields.items() if len(set(cells[1:])) == 1}
        if line := " · ".join(f"{column}: {value}" for column, value in common.items() if value):
            print_line(line)
        fields = {column: cells for column, cells in fields.items() if column not in common} or fields
    if rows and _width(fields, _LEAST_WIDTH) > out.width:
        _print_fields(fields)
        return
    from rich.box import SIMPLE_HEAD
    from rich.table import Table

    table = Table(box=SIMPLE_HEAD, header_style="bold", pad_edge=False)
    for column in fields:
        justify: Literal["left", "right"] = "right" if column in numbers else "left"
        table.add_column(escape_markup(column), overflow="fold", no_wrap=_is_whole(column), justify=justify)
    for cells in zip(*(cells[1:] for cells in fields.values()), strict=True):
        table.add_row(*map(escape_markup, cells))
    out.print(table, soft_wrap=False)


def _are_numbers(values: Iterable[object]) -> bool:
    """Whether all values are numbers, except those that are empty."""
    given = [value for value in values if value is not None]
    return bool(given) and all(isinstance(value, int | float) and not isinstance(value, bool) for value in given)


def _is_whole(column: str) -> bool:
    """Whether a table does not wrap the cells of a column: ids and days."""
    return column.endswith("_id") or column in _DAYS


def _width(fields: Mapping[str, list[str]], limit: int | None) -> int:
    """Return the width of a table whose other columns take at most `limit`."""
    from rich.cells import cell_len

    widths = {column: max(map(cell_len, cells)) for column, cells in fields.items()}
    limited = (width if limit is None or _is_whole(column) else min(width, limit) for column, width in widths.items())
    return sum(limited) + 3 * len(fields)


def _print_fields(fields: Mapping[str, list[str]]) -> None:
    """Print rows with one field a line and a blank line between them; empty fields are left out."""
    from rich.table import Table

    for row in zip(*(cells[1:] for cells in fields.values()), strict=True):
        lines = Table.grid(padding=(0, 2))
        lines.add_column(style="bold", no_wrap=True, min_width=max(map(len, fields)))
        lines.add_column(overflow="fold")
        for column, value in zip(fields, row, strict=True):
            if value:
                lines.add_row(escape_markup(column), escape_markup(value))
        out.print(lines, soft_wrap=False)
        out.print()


def print_json(value: Any) -> None:
    """Print a value as JSON; dates become strings."""
    sys.stdout.write(escape_json(json.dumps(value, ensure_ascii=False, indent=2, default=str)) + "\n")


def print_styled(line: str, console: Console = out) -> None:
    """Print a line of a report as text, with the headings of errors and warnings in color."""
    style = "bold red" if line.startswith("error ") else "bold yellow" if line.startswith("warning ") else None
    print_line(line, console, style)


def print_issue(issue: Issue) -> None:
    """Print an issue on one line of standard error."""
    shown = issue.to_dict()
    record = " ".join(filter(None, (shown["table"], shown["record"])))
    where = f"{record}.{shown['field']}" if issue.field else shown["file"]
    line = f"{shown['severity']} {shown['code']}: {where}: {shown['message']}. {shown['hint']}"
    print_line(escape_control(line, 3000), err)


@contextmanager
def warnings_as_messages() -> Iterator[None]:
    """Print each Python warning as one line on standard error, without its place in the code."""
    with warnings.catch_warnings():
        for category in (RedirectWarning, StaleDataWarning):
            warnings.simplefilter("always", category)
        warnings.showwarning = lambda message, *_, **__: _print_headed("warning", "bold yellow", str(message))
        yield


@contextmanager
def progress(verb: str) -> Iterator[Callable[[str], None]]:
    """Yield a function that shows the current step after `verb`; it shows nothing when piped."""
    if not (_may_be_terminal(sys.stderr) and err.is_terminal):
        yield lambda step: None
        return
    with err.status(f"{verb} …") as status:
        yield lambda step: status.update(f"{verb} {escape_markup(step)} …")
