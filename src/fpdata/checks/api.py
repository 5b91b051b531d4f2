"""Check a package: the public function, its engines, and its report."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from fpdata.checks.columnar.limits import BLOCK_SIZE
from fpdata.checks.columnar.native import has_scan
from fpdata.checks.engine import Engine
from fpdata.checks.file_issues import fault_issue
from fpdata.checks.issue import Issue
from fpdata.checks.report import Report
from fpdata.checks.rows.engine import check_rows
from fpdata.package.locate import Package, PackageError, find_package, require_path

if TYPE_CHECKING:
    from fpdata.checks.columnar.engine import ExportSink
    from fpdata.checks.columnar.known_blocks import KnownBlocks

#: Bytes of tables from which the columnar engine is faster than the row engine, if it has the scan.
COLUMNAR_FROM = 128 << 10
#: Called with the name of each table before it is read, or of each step.
Progress = Callable[[str], None]


def check(
    path: Path | str = ".",
    *,
    engine: Engine | str | None = None,
    progress: Progress = lambda step: None,
    block_size: int = BLOCK_SIZE,
    today: date | None = None,
) -> Report:
    """Check the package at `path`, a folder or its datapackage.json, and return the report.

    `engine` is an `Engine` or its name; all find the same issues. Without it, a package is checked by column if it is
    large and the scan is installed (fpdata-scan), else by row. `progress` is called with the name of each table or
    step; `block_size` is how many bytes of a file the columnar and Spark engines read at a time. Days after `today`, by
    default the day of the check, are in the future: a package that passes once passes on every later day, and a given
    day repeats a check of that day.

    Faults in the package are issues of the report, never exceptions. Raises PackageError if there is no
    package at `path`, ValueError for an unknown engine, SparkError if Spark cannot be used.

    >>> report = check(".")
    >>> report.ok, report.tables, [str(issue.severity) for issue in report.errors]
    (True, 22, [])
    """
    require_path(path)
    if block_size < 1:
        raise ValueError(f"block_size is {block_size}; use a number of bytes, such as {BLOCK_SIZE}")
    chosen = Engine(engine) if engine is not None else None
    if chosen is Engine.SPARK:
        from fpdata.checks.spark.engine import check_spark  # an extra

        return check_spark(path, progress, block_size, today=today)

    def run(package: Package) -> Report:
        if (chosen or _faster_engine(package)) is Engine.COLUMNAR:
            return check_package(package, progress, block_size=block_size, today=today)
        return _check_rows(package, progress, today)

    return _at_one_time(path, run)


def _at_one_time(path: Path | str, run: Callable[[Package], Report]) -> Report:
    """Check a package as it is at one time: once more if a command has replaced files of it meanwhile, one after the other."""
    for last in (False, False, True):
        package = find_package(path)
        before = package.state
        try:
            report = run(package)
        except PackageError:
            if last or package.state == before:
                raise
        else:
            if last or package.state == before:
                break
    return report


def check_change(package: Package) -> Report:
    """Check a package of which little was changed: the same report as `check` returns, sooner.

    What earlier checks retained of blocks that are as they were is not computed again (`columnar.known_blocks`).
    """
    if package.size < COLUMNAR_FROM:
        return _check_rows(package)
    from fpdata.checks.columnar.known_blocks import KnownBlocks  # as slow to import as the engine

    return check_package(package, known=KnownBlocks.of(package))


def _check_rows(package: Package, progress: Progress = lambda step: None, today: date | None = None) -> Report:
    records, issues = check_rows(package, progress, today)
    rows = sum(len(table.raw) for table in records.values())
    return make_report(package, issues, rows, sum(table.complete for table in records.values()))


def _faster_engine(package: Package) -> Engine:
    return Engine.COLUMNAR if package.size >= COLUMNAR_FROM and has_scan() else Engine.ROWS


def check_package(
    package: Package,
    progress: Progress = lambda step: None,
    sink: ExportSink | None = None,
    block_size: int = BLOCK_SIZE,
    today: date | None = None,
    known: KnownBlocks | None = None,
) -> Report:
    """Check a package with the columnar engine; `sink` receives the rows of every valid block, if none is `known`."""
    from fpdata.checks.columnar.engine import check_columnar  # slow to import, and not needed for a small package

    indexes, issues = check_columnar(package, progress, sink, block_size, today, known)
    rows = sum(index.record_count for index in indexes.values())
    return make_report(package, issues, rows, sum(index.complete for index in indexes.values()))


def make_report(package: Package, issues: list[Issue], rows: int, tables: int) -> Report:
    """Return the report of a check; its issues include the faults of the package."""
    faults = [fault_issue(file, fault) for file, fault in package.faults]
    return Report(package, tuple(sorted([*issues, *faults])), rows, tables)
