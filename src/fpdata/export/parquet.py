"""Build the Parquet export: check the package and write every table and view, completely or not at all."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Collection
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress
from pathlib import Path, PurePath
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from fpdata.checks.api import check_package
from fpdata.checks.columnar.limits import BLOCK_SIZE
from fpdata.checks.render import count
from fpdata.checks.report import Report
from fpdata.export.parquet_writer import COMPRESSION_LEVEL, ExportWriter
from fpdata.generate.descriptor import PACKAGE, built_from, metadata_of
from fpdata.model.characters import SURROGATE
from fpdata.model.views import VIEWS
from fpdata.package.files import last_change, replace_folder
from fpdata.package.locate import DESCRIPTOR, Package, find_package, require_path
from fpdata.package.system_errors import not_written
from fpdata.package.transaction import STATE_FOLDER


class BuildError(Exception):
    """Nothing was exported; the message says why. `report` is the report of the check, if the package has errors."""

    def __init__(self, message: str, report: Report | None = None) -> None:
        super().__init__(message)
        self.report = report


def build(
    path: Path | str,
    to: Path | str,
    *,
    views: bool | Collection[str] = True,
    progress: Callable[[str], None] = lambda name: None,
    block_size: int = BLOCK_SIZE,
    compression_level: int = COMPRESSION_LEVEL,
) -> Report:
    """Check a package, write its Parquet export to a folder, and return the report of the check.

    `path` is the package: a folder or its datapackage.json. `to` is the folder to write: a new one, or an earlier
    export, which is replaced once the new one is complete. It gets one Parquet file for each table and view, with the
    columns and types that `load` describes, and a ``datapackage.json`` that describes them. The same package, fpdata
    and pyarrow give the same bytes.

    `views` says which views to write: all, none, which saves time and memory for large packages, or those named. `progress` is called with the
    name of each table and view before it is processed. `block_size` (bytes) is that of `check`.
    `compression_level` is that of zstd, from 1 to 22: a higher one takes longer and needs fewer bytes.

    Raises BuildError, with the folder unchanged, if the package has errors or the folder cannot be written or
    holds other files; PackageError if there is no package at `path`.

    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     report = build(".", f"{folder}/parquet", views=False)
    >>> report.ok, report.tables
    (True, 22)
    """
    require_path(to, "to")
    target = Path(to)
    package = find_package(path)
    require_replaceable(target, package.root)
    about = metadata_of(package.descriptor)
    try:
        with (
            replace_folder(target) as folder,
            ThreadPoolExecutor(1) as pool,
            closing(ExportWriter(folder, PACKAGE | about, pool, compression_level)) as export,
        ):
            begun = folder.stat().st_mtime_ns
            before = package.state
            report = check_package(package, progress, export, block_size)
            if not report.ok and package.state != before:  # it may have been read halfway through a change
                raise BuildError(
                    "the package was changed while it was read; nothing was exported; run it again", report
                )
            require_valid(report)
            unsorted = {issue.table for issue in report.issues if issue.code == "file-order"}
            export.finish(VIEWS if views is True else views or (), unsorted, _sources(package, begun), progress)
            # A table that is changed while it is exported is newer than the export.
            os.utime(folder / DESCRIPTOR, ns=(begun, begun))
            require_replaceable(target, package.root)  # as a check may take long
    except OSError as error:
        raise BuildError(not_written(target, error)) from error
    return report


def _sources(package: Package, begun: int) -> dict[str, dict[str, Any]]:
    """Return what describes the files that were built, by table: those that nobody has written to since it begun."""
    described = {name: built_from(package.relative(name), file) for name, file in package.files.items()}
    return {name: source for name, source in described.items() if last_change(package.files[name]) <= begun}


def require_valid(report: Report) -> None:
    """Raise BuildError if the package has errors."""
    if not report.ok:
        raise BuildError(f"the package has {count(len(report.errors), 'error')}; nothing was exported", report)


def require_replaceable(target: Path, root: Path) -> None:
    """Raise BuildError if the folder `target` must not be replaced, given the package at `root`."""
    place = Path(os.path.abspath(target))
    inside = place.is_relative_to(root)
    if "\0" in str(target):
        problem = "contains a NUL, which no file name can"
    elif SURROGATE.search(str(place)):
        problem = "is not UTF-8, so Arrow cannot write to it"
    # build/ may be a link that came with the package; where the user's own path leads is the user's business.
    elif target.is_symlink() or (inside and not target.resolve().is_relative_to(root)):
        problem = "is a symbolic link, or is reached through one of the package"
    elif inside and {part.casefold() for part in place.relative_to(root).parts} & {".git", STATE_FOLDER}:
        problem = "belongs to git or to fpdata"
    else:
        problem = _not_an_export(target) or ""
    if problem:
        raise BuildError(f"{target} {problem}; nothing was changed; use a new folder or an earlier export")


def _not_an_export(folder: Path) -> str | None:
    """Return why a folder must not be replaced: it is a file, or holds one that no export has written."""
    if not folder.exists():
        return None
    if not folder.is_dir():
        return "is a file"
    descriptor = _read_descriptor(folder / DESCRIPTOR)
    resources = descriptor.get("resources")
    paths = [item.get("path") for item in resources if isinstance(item, dict)] if isinstance(resources, list) else []
    # A table of a partitioned export has a list of files in a folder of its own.
    listed = {PurePath(str(path[0] if isinstance(path, list) and path else path)).parts[0] for path in paths if path}
    files = sorted(folder.iterdir())
    own = {file.name for file in files if file.name in listed and _is_exported(file, descriptor.get("name"))}
    own |= {DESCRIPTOR} if own else set()
    other = next((file.name for file in files if file.name not in own), None)
    return other and f"holds {other}, which is not part of an export"


def _read_descriptor(path: Path) -> dict[str, Any]:
    """Return a descriptor that any program may have written; empty if it is none."""
    with suppress(OSError, ValueError, RecursionError):
        if path.is_file() and not path.is_symlink():
            descriptor = json.loads(path.read_bytes())
            return descriptor if isinstance(descriptor, dict) else {}
    return {}


def _is_exported(file: Path, package: object) -> bool:
    """Whether `build` wrote a Parquet file, or a folder of them, for a package of this name: it marks each with that."""
    if file.is_dir() and not file.is_symlink():
        files = [*file.iterdir()]
        return bool(files) and all(each.is_file() and _is_exported(each, package) for each in files)
    if file.suffix != ".parquet" or file.is_symlink() or not file.is_file():
        return False
    try:
        marks = pq.read_schema(file).metadata or {}
    except (OSError, pa.ArrowException):
        return False
    return marks.get(b"package") == str(package).encode("utf-8", "replace") and b"table_schema" in marks
