"""Build the Parquet export: check the package and write every table and view, completely or not at all."""

from __future__ import annotations

import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress
from pathlib import Path

from fpdata.checks.api import check_package
from fpdata.checks.render import count
from fpdata.checks.report import Report
from fpdata.export.parquet_writer import ExportWriter
from fpdata.generate.descriptor import PACKAGE
from fpdata.model.tables import TABLES
from fpdata.model.views import VIEWS
from fpdata.package.blocks import BLOCK_SIZE
from fpdata.package.files import replace_folder
from fpdata.package.locate import DESCRIPTOR, find_package


class BuildError(Exception):
    """Nothing was exported; the message says why. `report` is the report of the check, if the package has errors."""

    def __init__(self, message: str, report: Report | None = None) -> None:
        super().__init__(message)
        self.report = report


def build(
    path: Path | str,
    to: Path | str,
    *,
    views: bool = True,
    progress: Callable[[str], None] = lambda name: None,
    block_size: int = BLOCK_SIZE,
) -> Report:
    """Check a package, write its Parquet export to a folder, and return the report of the check.

    `path` is the package: a folder or its datapackage.json. `to` is the folder to write: a new one, or an earlier
    export, which is replaced once the new one is complete. It gets one Parquet file for each table and view, with the
    columns and types that `load` describes, and a ``datapackage.json`` that describes them. The same package, fpdata
    and pyarrow give the same bytes.

    `views=False` leaves the views out, which saves time and memory for large packages. `progress` is called with the
    name of each table and view before it is processed. `block_size` (bytes) is that of `check`.

    Raises BuildError, with the folder unchanged, if the package has errors or the folder cannot be written or
    holds other files; PackageError if there is no package at `path`.

    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     report = build(".", f"{folder}/parquet", views=False)
    >>> report.ok, report.tables
    (True, 20)
    """
    target = Path(to)
    if problem := _not_an_export(target):
        raise BuildError(f"{target} {problem}; use a new folder or an earlier export")
    package = find_package(path)
    about = {name: value for name, value in package.descriptor.items() if name != "resources"}
    try:
        with (
            replace_folder(target) as folder,
            ThreadPoolExecutor(1) as pool,
            closing(ExportWriter(folder, PACKAGE | about, pool)) as export,
        ):
            report = check_package(package, progress, export, block_size)
            _require_valid(report)
            unsorted = {issue.table for issue in report.issues if issue.code == "file-order"}
            export.finish(views, unsorted, progress)
    except OSError as error:
        raise BuildError(f"{error.filename or target}: {error.strerror or error}; nothing was changed") from error
    return report


def _require_valid(report: Report) -> None:
    if not report.ok:
        raise BuildError(f"the package has {count(len(report.errors), 'error')}; nothing was exported", report)


def _not_an_export(folder: Path) -> str | None:
    """Return why a folder must not be replaced: it is a file, or holds one that no export has written."""
    if not folder.exists():
        return None
    if not folder.is_dir():
        return "is a file"
    own = {DESCRIPTOR, *(f"{name}.parquet" for name in TABLES | VIEWS)}
    with suppress(OSError, ValueError, KeyError, TypeError):  # without a descriptor, it is not an export
        own |= {str(resource["path"]) for resource in json.loads((folder / DESCRIPTOR).read_bytes())["resources"]}
    other = next((file.name for file in sorted(folder.iterdir()) if file.name not in own), None)
    return other and f"holds {other}, which is not part of an export"
