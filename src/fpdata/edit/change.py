"""Change the records of a package: the result is checked, then written in one transaction.

A change is a function that alters rows in memory. Nothing is written if the result would have an error
that the package did not have before. What the change cannot touch is not checked again (`check_change`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from fpdata.checks.api import check_change
from fpdata.checks.codes import Severity
from fpdata.checks.issue import Issue
from fpdata.checks.known_issues import known_issues, remember_issues
from fpdata.checks.new_issues import new_issues
from fpdata.checks.render import count, count_by_table, count_issues
from fpdata.checks.report import Report
from fpdata.edit.tables import EditError, Tables, find_record, read_tables
from fpdata.generate.record_artifacts import record_artifacts
from fpdata.model.table import record_id
from fpdata.model.tables import TABLES
from fpdata.package.csv_writer import RowDict
from fpdata.package.files import file_hash, remember_hash, temporary_folder, write_atomically
from fpdata.package.locate import DESCRIPTOR, Package, find_package
from fpdata.package.transaction import replace_files, write_lock


class RefusedError(EditError):
    """The result would have new errors; `issues` says which and where. Nothing was changed.

    `problems` are those of the values given, which have no place in a table.
    """

    def __init__(self, issues: Sequence[Issue], problems: Sequence[EditError] = ()) -> None:
        tables = f" ({count_by_table(issues)})" if len(issues) > 1 else ""
        found = [f"the change would introduce {count_issues(issues, 'error')}{tables}"] if issues else []
        if problems:
            found.append(f"{count(len(problems), 'problem')} with what was given")
        super().__init__("; ".join(found))
        self.issues = tuple(issues)
        self.problems = tuple(problems)


def refuse_errors(errors: Sequence[Issue]) -> None:
    """Raise RefusedError if there are errors."""
    if errors:
        raise RefusedError(errors)


@dataclass(frozen=True)
class ChangeResult:
    """What a change did: the files it wrote, the new warnings, and the report on the package as it is now."""

    files: tuple[str, ...]
    warnings: tuple[Issue, ...]
    report: Report
    tidied: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """What was done to other records of a file, such as "put 2 rows in order"."""


def change(
    path: Path | str,
    apply: Callable[[Tables], object],
    dry_run: bool = False,
    refuse: Callable[[Sequence[Issue]], None] = refuse_errors,
) -> ChangeResult:
    """Apply a function to the rows of the package at `path`, check the result, and write it.

    Files that are generated from records, such as the descriptor, are regenerated, too. With `dry_run`, the result names
    the files that would be written, and nothing is. `refuse` is called with the new errors that the result would have,
    and raises if it is not to be written. Raises RefusedError if there are any, EditError if a file that `apply` asks for
    cannot be read, and whatever `apply` and `refuse` raise; the package is then unchanged.
    """
    root = find_package(path).root
    with write_lock(root):
        package = find_package(root)
        rows_by_table = read_tables(package)
        apply(rows_by_table)
        changes = {name: rows.changed_content() for name, rows in rows_by_table.items()}
        tables = {name: content for name, content in changes.items() if content is not None}
        if not tables:
            refuse([])
            return ChangeResult((), (), check_change(package))
        with temporary_folder() as folder:
            files = {name: folder / f"{name}.csv" for name in tables}
            for name, content in tables.items():
                write_atomically(files[name], content, sync=False)
            report = replace(check_change(package.with_files(files)), package=package)
            # If there are no issues, none is new, and those of the package as it was need not be known.
            issues = list(new_issues(known_issues(package, is_changed=True), report.issues)) if report.issues else []
            refuse([issue for issue in issues if issue.severity is Severity.ERROR])
            written = {package.relative(name): file for name, file in files.items()}
            changed: dict[str, bytes | Path] = {**written, **dict(_changed_artifacts(package, written))}
            if not dry_run:
                for name in tables:
                    if not rows_by_table[name].is_as_read():  # an editor saved it, which takes no lock
                        raise EditError(
                            f"{package.relative(name)} was saved in the meantime; nothing was changed: run this again"
                        )
                replace_files(root, changed)
                for name, file in files.items():
                    remember_hash(package.files[name], file_hash(file))
                remember_issues(package, report.issues)
    tidied = {package.relative(name): (*rows_by_table[name].tidied(content),) for name, content in tables.items()}
    return ChangeResult(tuple(changed), tuple(issues), report, tidied)


def update_record(
    path: Path | str,
    table: str,
    before: RowDict,
    after: RowDict,
    refuse: Callable[[Sequence[Issue]], None] = refuse_errors,
) -> ChangeResult:
    """Replace the record `before` by `after`; takes `refuse`, returns and raises as `change` does.

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

    return change(path, replace, refuse=refuse)


def _changed_artifacts(package: Package, changed: Mapping[str, Path]) -> Iterator[tuple[str, bytes]]:
    """Yield the files generated from records that the package has and that differ; the descriptor even if it is missing."""
    for name, content in record_artifacts(package, changed).items():
        file = package.root / name
        old = file.read_bytes() if file.is_file() else None
        if content != old and (old is not None or name == DESCRIPTOR):
            yield name, content
