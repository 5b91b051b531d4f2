"""Print what a command has changed, and the issues that are new since."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from fpdata.cli.output import changes, print_issue, print_line

if TYPE_CHECKING:
    from fpdata.edit.change import ChangeResult
    from fpdata.package.csv_writer import RowDict


def new_lines(records: Iterable[tuple[str, RowDict]]) -> list[str]:
    """Return a line on each new record."""
    from fpdata.model.table import record_id
    from fpdata.model.tables import TABLES

    return [f"new {name} {record_id(TABLES[name], row)}" for name, row in records]


def print_change(result: ChangeResult, done: Sequence[str], dry_run: bool = False) -> None:
    """Print what was done, the files that were written, and the issues that the package did not have before."""
    from fpdata.checks.render import count

    if result.files and not dry_run:
        changes.append(f"the change was made: {', '.join(done)}; wrote {', '.join(result.files)}")
    for line in done:
        print_line(line)
    for issue in result.warnings:
        print_issue(issue)
    for name in result.files:
        also = "".join(f"; also {done}" for done in result.tidied.get(name, ()))
        print_line(f"{'would write' if dry_run else 'wrote'} {name}{also}")
    checked = f"{count(result.report.rows, 'record')} in {count(result.report.tables, 'table')}"
    new = count(len(result.warnings), "new warning") if result.warnings else "no new errors or warnings"
    # An error that the package had before does not block a change, but "no new errors" must not hide it.
    old = f"; {count(len(result.report.errors), 'error')} from before" if result.report.errors else ""
    print_line(f"{checked}: {new}{old}")
