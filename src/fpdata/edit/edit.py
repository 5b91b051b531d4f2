"""Change the records of a package: the result is checked as a whole, then written as one.

A change is a function that alters rows in memory. Nothing is written where the result would have an
error that the package did not have before.
"""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path

from fpdata.checks.api import check
from fpdata.checks.codes import Severity
from fpdata.checks.issue import Issue
from fpdata.checks.render import count
from fpdata.checks.report import Report
from fpdata.checks.rows.validate import record_id
from fpdata.checks.suggest import Suggester
from fpdata.generate.artifacts import artifacts
from fpdata.model.tables import TABLES
from fpdata.package.csv_writer import FormatError, read_table, render
from fpdata.package.files import write_atomically
from fpdata.package.locate import DESCRIPTOR, RELEASED_IDS, Package, find_package
from fpdata.package.transaction import replace_files, write_lock

Row = dict[str, str | None]
Tables = dict[str, list[Row]]


class EditError(Exception):
    """The change makes no sense; the message says why. Nothing was changed."""


class RefusedError(EditError):
    """The result would break rules; `issues` says which and where. Nothing was changed."""

    def __init__(self, issues: Sequence[Issue]) -> None:
        super().__init__(f"the change would make {count(len(issues), 'error')}")
        self.issues = tuple(issues)


@dataclass(frozen=True)
class ChangeResult:
    """What a change did: the files written, and the warnings that it brought."""

    files: tuple[str, ...]
    warnings: tuple[Issue, ...]
    report: Report


def change(path: Path | str, edit: Callable[[Tables], object], dry_run: bool = False) -> ChangeResult:
    """Apply `edit` to the rows of the package at `path`, check the result, and write it.

    The descriptor and whatever else is generated follow. A dry run does all but write. Raises RefusedError where the result would
    have new errors, EditError where a file cannot be understood; whatever `edit` raises passes through.
    Nothing is then written.
    """
    root = find_package(path).root
    with write_lock(root):
        package = find_package(root)
        before = read_tables(package)
        after = deepcopy(before)
        edit(after)
        changed = {
            package.relative(name): render(TABLES[name], rows) for name, rows in after.items() if rows != before[name]
        }
        if not changed:
            return ChangeResult((), (), check(root))
        with tempfile.TemporaryDirectory() as folder:
            trial = Path(folder).resolve()
            _copy(package, trial, changed)
            report = check(trial)
            found = list(new_issues(check(root) if report.issues else report, report))
            if errors := [issue for issue in found if issue.severity is Severity.ERROR]:
                raise RefusedError(errors)
            changed |= dict(_generated(root, trial))
        if not dry_run:
            replace_files(root, changed)
    return ChangeResult(tuple(changed), tuple(found), report)


def update_record(path: Path | str, table: str, before: Row, after: Row) -> ChangeResult:
    """Write `after` in the place of the record `before`; raises as `change`, and where another was quicker."""
    id = record_id(TABLES[table], before)
    if len(TABLES[table].key) == 1 and record_id(TABLES[table], after) != id:
        raise EditError(f"an id is permanent; to change it, run 'fpdata rename {id} NEW'")

    def replace(tables: Tables) -> None:
        _, row = find_record(tables, id, table)
        if row != before:
            raise EditError(f"{id} was changed by another command meanwhile; edit it again")
        row.update(after)

    return change(path, replace)


def read_tables(package: Package) -> Tables:
    """Return the rows of every table of a package. Raises EditError where a file cannot be understood."""
    try:
        return {name: read_table(TABLES[name], path) for name, path in package.files.items()}
    except (FormatError, OSError) as error:
        raise EditError(f"{error}; 'fpdata check' says more") from None


def find_record(tables: Tables, id: str, table: str | None = None) -> tuple[str, Row]:
    """Return the table and the row of the record with that id. Raises EditError where it is none, or several."""
    names = [table] if table else list(tables)
    if table and table not in tables:
        raise EditError(f"there is no table {table!r}; the tables are {', '.join(tables)}")
    found = [(name, row) for name in names for row in tables[name] if record_id(TABLES[name], row) == id]
    if not found:
        known = (record_id(TABLES[name], row) for name in names for row in tables[name])
        moved = next((row for row in tables["redirects"] if row["old_id"] == id and row["table"] in names), None)
        close = moved["new_id"] if moved else Suggester(known).closest(id)
        raise EditError(f"there is no record {id!r}" + (f"; did you mean {close!r}?" if close else ""))
    if len(found) > 1:
        raise EditError(f"{id!r} is in {' and '.join(name for name, _ in found)}; say which with --table")
    return found[0]


def _copy(package: Package, target: Path, changed: dict[str, bytes]) -> None:
    """Copy to `target` what a check reads, and what decides which files are generated."""
    paths = [path for path in (package.root / DESCRIPTOR, package.root / RELEASED_IDS) if path.is_file()]
    for path in (*paths, *package.files.values()):
        name = path.relative_to(package.root).as_posix()
        write_atomically(target / name, changed.get(name) or path.read_bytes())
    if (package.root / "docs").is_dir():
        (target / "docs").mkdir()


def new_issues(before: Report, after: Report) -> Iterator[Issue]:
    """Yield the issues that were not there before, wherever their line is now."""
    known = Counter(map(_what, before.issues)) if before is not after else Counter()
    for issue in after.issues:
        if known[_what(issue)]:
            known[_what(issue)] -= 1
        else:
            yield issue


def _what(issue: Issue) -> tuple[str, ...]:
    return issue.code, issue.file, issue.record, issue.field, issue.value, issue.message


def _generated(root: Path, trial: Path) -> Iterator[tuple[str, bytes]]:
    """Yield the generated files that the package has and that differ now; the descriptor in any case."""
    for name, content in artifacts(trial).items():
        old = (root / name).read_bytes() if (root / name).is_file() else None
        if content != old and (old is not None or name == DESCRIPTOR):
            yield name, content
