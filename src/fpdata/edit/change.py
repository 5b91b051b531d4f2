"""Change the records of a package: the result is checked as a whole, then written in one transaction.

A change is a function that alters rows in memory. Nothing is written if the result would have an error
that the package did not have before.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from fpdata.checks.api import check
from fpdata.checks.codes import Severity
from fpdata.checks.issue import Issue
from fpdata.checks.known_issues import known_issues, remember_issues
from fpdata.checks.new_issues import new_issues
from fpdata.checks.render import count_by_table, count_issues
from fpdata.checks.report import Report
from fpdata.edit.tables import EditError, Tables, TablesOnDemand, find_record, read_tables
from fpdata.generate.artifacts import artifacts
from fpdata.model.table import record_id
from fpdata.model.tables import TABLES
from fpdata.package.csv_writer import RowDict, render
from fpdata.package.files import temporary_folder, write_atomically
from fpdata.package.locate import DESCRIPTOR, RELEASED_IDS, Package, find_package
from fpdata.package.transaction import replace_files, write_lock


class RefusedError(EditError):
    """The result would have new errors; `issues` says which and where. Nothing was changed."""

    def __init__(self, issues: Sequence[Issue]) -> None:
        tables = f" ({count_by_table(issues)})" if len(issues) > 1 else ""
        super().__init__(f"the change would introduce {count_issues(issues, 'error')}{tables}")
        self.issues = tuple(issues)


@dataclass(frozen=True)
class ChangeResult:
    """What a change did: the files it wrote, the new warnings, and the report on the package as it is now."""

    files: tuple[str, ...]
    warnings: tuple[Issue, ...]
    report: Report


def change(path: Path | str, apply: Callable[[Tables], object], dry_run: bool = False) -> ChangeResult:
    """Apply a function to the rows of the package at `path`, check the result, and write it.

    Generated files that the package has, such as its descriptor, are regenerated, too. With `dry_run`,
    the result names the files that would be written, and nothing is. Raises RefusedError if the result
    would have new errors, EditError if a file that `apply` asks for cannot be read, and whatever `apply`
    raises; the package is then unchanged.
    """
    root = find_package(path).root
    with write_lock(root):
        package = find_package(root)
        before = read_tables(package)
        after = TablesOnDemand(before, lambda name: [row.copy() for row in before[name]])
        apply(after)
        changed = {
            package.relative(name): render(TABLES[name], rows)
            for name, rows in after.loaded.items()
            if rows != before[name]
        }
        if not changed:
            return ChangeResult((), (), check(root))
        with temporary_folder() as trial:
            _copy_package(package, trial, changed)
            report = check(trial)
            # If there are no issues, none is new, and those of the package as it was need not be known.
            issues = list(new_issues(known_issues(root), report.issues)) if report.issues else []
            if errors := [issue for issue in issues if issue.severity is Severity.ERROR]:
                raise RefusedError(errors)
            changed |= dict(_changed_artifacts(root, trial))
        if not dry_run:
            replace_files(root, changed)
            remember_issues(root, report.issues)
    return ChangeResult(tuple(changed), tuple(issues), report)


def update_record(path: Path | str, table: str, before: RowDict, after: RowDict) -> ChangeResult:
    """Replace the record `before` by `after`; returns and raises as `change` does.

    Also raises EditError if the id differs, or if the record is no longer equal to `before`.
    """
    id = record_id(TABLES[table], before)
    if len(TABLES[table].key) == 1 and record_id(TABLES[table], after) != id:
        raise EditError(f"ids are permanent; to change this one, run 'fpdata rename {id} NEW'")

    def replace(tables: Tables) -> None:
        _, row = find_record(tables, id, table)
        if row != before:
            raise EditError(f"another command changed {id} in the meantime; edit it again")
        row.update(after)

    return change(path, replace)


def _copy_package(package: Package, target: Path, changed: dict[str, bytes]) -> None:
    """Copy to `target` the files that a check reads, as changed, and an empty docs/ if there is one (see `artifacts`)."""
    faulty = {name for name, fault in package.faults if fault.code in ("package-path", "file-unreadable")}
    names = [name for name in (DESCRIPTOR, RELEASED_IDS) if name not in faulty]
    paths = [path for name in names if (path := package.root / name).is_file()]
    for path in (*paths, *package.files.values()):
        name = path.relative_to(package.root).as_posix()
        write_atomically(target / name, changed.get(name) or path.read_bytes())
    if (package.root / "docs").is_dir():
        (target / "docs").mkdir()


def _changed_artifacts(root: Path, trial: Path) -> Iterator[tuple[str, bytes]]:
    """Yield the generated files that the package has and that differ now; the descriptor even if it is missing."""
    for name, content in artifacts(trial).items():
        old = (root / name).read_bytes() if (root / name).is_file() else None
        if content != old and (old is not None or name == DESCRIPTOR):
            yield name, content
