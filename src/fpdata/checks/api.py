"""Check a package: its files, every row, keys and references, the rules across rows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from fpdata.checks.codes import Severity
from fpdata.checks.columnar.engine import Sink, run_columnar
from fpdata.checks.file_issues import fault_issue
from fpdata.checks.issue import Issue
from fpdata.checks.rows.engine import check_records
from fpdata.package.blocks import BLOCK_SIZE
from fpdata.package.locate import Package, find_package

Progress = Callable[[str], None]


@dataclass(frozen=True)
class Report:
    """What a check found: the package, every issue in order of place, and how much was read."""

    package: Package
    issues: tuple[Issue, ...]
    rows: int
    """How many records were read."""
    tables: int
    """How many tables were read to their end."""
    notes: tuple[str, ...] = ()
    """What was found and is not listed, or could not be judged, because there is too much of it; one machine lists all."""
    whole: bool = True
    """Whether everything was judged."""

    @property
    def errors(self) -> tuple[Issue, ...]:
        """The issues that forbid an export."""
        return tuple(issue for issue in self.issues if issue.severity is Severity.ERROR)

    @property
    def ok(self) -> bool:
        """Whether everything was judged and the package has no error; it may have warnings."""
        return self.whole and not self.errors


def check(
    path: Path | str = ".",
    progress: Progress = lambda table: None,
    reference: bool = False,
    block_size: int = BLOCK_SIZE,
) -> Report:
    """Check the package at `path`, a folder or its datapackage.json, and return what was found.

    Never raises for what is in the package; raises PackageError where there is none. `progress` is
    called with the name of each table before it is read. `reference` takes the plain path, record by
    record: it finds the same, slowly. `block_size` is the bytes that the fast path reads at once.
    """
    package = find_package(path)
    if not reference:
        return check_package(package, progress, block_size=block_size)
    data, issues = check_records(package, progress)
    rows, tables = sum(len(table.raw) for table in data.values()), sum(table.complete for table in data.values())
    return _report(package, issues, rows, tables)


def check_package(
    package: Package, progress: Progress, sink: Sink | None = None, block_size: int = BLOCK_SIZE
) -> Report:
    """Check a package on the fast path; `sink` is given every record on the way, valid or not."""
    shelves, issues = run_columnar(package, progress, sink, block_size)
    rows, tables = sum(shelf.rows for shelf in shelves.values()), sum(shelf.complete for shelf in shelves.values())
    return _report(package, issues, rows, tables)


def _report(package: Package, issues: list[Issue], rows: int, tables: int) -> Report:
    issues += (fault_issue(file, fault) for file, fault in package.faults)
    return Report(package, tuple(sorted(issues)), rows, tables)
