"""Turn the library's errors into messages and exit statuses, in one place for all commands."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import TYPE_CHECKING, NoReturn

import typer

from fpdata.cli import CANCELLED
from fpdata.cli.output import (
    FAILED,
    FOUND,
    OutputError,
    changes,
    err,
    fail,
    print_issue,
    print_line,
    print_styled,
    to_width,
)
from fpdata.edit.terminal import CancelledError
from fpdata.model.escape import escape_lines
from fpdata.package.system_errors import advice, reason

if TYPE_CHECKING:
    from fpdata.access.errors import UnknownIdError

_MAX_ISSUES = 20
_HEADING = "Error: "  # with which click prints an error of usage
_EXTRA_ARGUMENT = "Got unexpected extra argument"


@contextmanager
def report_errors() -> Iterator[None]:
    """Print an error of the library as a message, and exit: 1 if the data was refused, 2 if the command failed.

    The library's own exceptions and those of the operating system carry a message for the user. Any
    other exception is a bug and passes through, with its traceback.
    """
    changes.clear()
    try:
        yield
        sys.stdout.flush()  # here, where it is known which changes were made
    except BrokenPipeError:  # whatever reads the output, such as head, has exited
        if changes:
            print_line(f"the output was cut off, but {'; '.join(changes)}", err)
        raise
    except CancelledError as error:
        _exit(str(error), CANCELLED)
    except typer.Exit:
        sys.stdout.flush()
        raise
    except (OutputError, typer.BadParameter):
        raise
    except OSError as error:
        fail(_describe_failure(error))
    except Exception as error:
        if type(error).__module__.startswith("fpdata."):
            _report(error)
        raise


@contextmanager
def escaped_usage_errors() -> Iterator[None]:
    """Escape the arguments that an error of usage repeats: a branch or a file may have any name."""
    try:
        yield
    except typer.Exit:
        raise
    except Exception as error:
        if hasattr(error, "format_message") and isinstance(message := getattr(error, "message", None), str):
            if message.startswith(_EXTRA_ARGUMENT):  # such as "fpdata travel rubio"
                from fpdata.cli.options import person_hint

                message += person_hint(getattr(error, "ctx", None))
            error.message = escape_lines(message)  # type: ignore[attr-defined]
            shown = to_width(f"{_HEADING}{error.format_message()}", err).removeprefix(_HEADING)
            error.format_message = lambda: shown
        raise


def print_traceback(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """Print the traceback of a bug on standard error; its message may hold a cell, so it is escaped as all output."""
    import traceback

    sys.stderr.write(escape_lines("".join(traceback.format_exception(kind, error, trace))))


def _report(error: Exception) -> NoReturn:
    # Imported only now: a command that succeeds does not need them.
    from fpdata.access.errors import UnknownIdError
    from fpdata.checks.render import IssueFormat, count, describe_group, group_alike, render_issues
    from fpdata.edit.add import DuplicateError
    from fpdata.edit.change import RefusedError
    from fpdata.export.parquet import BuildError
    from fpdata.versioning.release_plan import ReleaseError

    match error:
        case RefusedError():
            groups = group_alike(error.issues)
            for group in groups[:_MAX_ISSUES]:
                print_issue(group[0])
                if len(group) > 1:
                    print_line(f"  {describe_group(group)}", err)
            if more := len(groups[_MAX_ISSUES:]):
                print_line(f"… and {count(more, 'more error')}", err)
            for problem in list(dict.fromkeys(map(str, error.problems)))[:_MAX_ISSUES]:
                print_line(f"error: {problem}", err)
            details = f" For details: fpdata explain {error.issues[0].code}" if error.issues else ""
            is_usage = not error.issues and not any(isinstance(each, DuplicateError) for each in error.problems)
            _exit(f"{error}; nothing was changed.{details}", FAILED if is_usage else FOUND)
        case DuplicateError():
            _exit(f"{error}. Nothing was changed.", FOUND)
        case UnknownIdError():
            fail(f"{error}{_how_to_search(error)}")
        case ReleaseError():
            _exit(str(error), FOUND)
        case BuildError() if error.report is not None and not error.report.ok:
            for line in render_issues(error.report, IssueFormat.TEXT):
                print_styled(line, err)
            _exit(str(error), FOUND)
        case _:
            fail(str(error))


def _how_to_search(error: UnknownIdError) -> str:
    """Return the command that searches for what is unknown, on a line of its own."""
    from fpdata.access.errors import AmbiguousNameError
    from fpdata.access.resolver import TABLE_OF_KIND
    from fpdata.model.characters import shorten
    from fpdata.model.slugs import fold

    words = fold(error.id)
    if error.kind not in TABLE_OF_KIND or not words or error.hint or shorten(words) != words:
        return ""
    table = TABLE_OF_KIND[error.kind]
    found = f" -n {len(error.candidates)}" if isinstance(error, AmbiguousNameError) else ""
    return f"\n  To search: fpdata find {words}" + (f" --in {table}" if table else "") + found


def _describe_failure(error: OSError) -> str:
    """Return what failed and what to do; an error of the operating system as a sentence, without its number."""
    if not error.strerror:
        return str(error)
    files = " and ".join(
        os.fsdecode(name) if isinstance(name, bytes) else str(name)
        for name in (error.filename, error.filename2)
        if name
    )
    todo = advice(error)
    if isinstance(error, PermissionError):
        todo = f"choose another path, or {todo}"
    return (f"{files}: " if files else "") + reason(error) + (f"; {todo}" if todo else "")


def _exit(message: str, status: int) -> NoReturn:
    print_line(message, err)
    raise typer.Exit(status)
