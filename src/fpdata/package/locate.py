"""Find the tables of a package: its folder, its descriptor, and the CSV file of each table.

The descriptor is `datapackage.json` of the Data Package standard (v2). It is not trusted: a path that
is absolute, remote, leaves the folder or passes through a symbolic link is reported and never opened.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any

from fpdata.model.tables import TABLES
from fpdata.package.csv_reader import FileFault
from fpdata.package.transaction import TransactionError, recover

DESCRIPTOR = "datapackage.json"
TABLES_FOLDER = "datasets"
#: The ids of all releases; the file is missing before the first one.
RELEASED_IDS = "schema/released-ids.csv"


class PackageError(Exception):
    """No package was found, or it cannot be read; the message says what was looked for and where."""


@dataclass(frozen=True)
class Package:
    """A folder with a descriptor and one CSV file per table.

    `files` has the path of each table's file, for the tables that can be read.
    """

    root: Path
    descriptor: dict[str, Any]
    files: dict[str, Path]
    faults: list[tuple[str, FileFault]] = field(default_factory=list)
    """Faults of the package as a whole, each with the path of the file it concerns."""

    def relative(self, table: str) -> str:
        """Return the path of the table's file relative to the package, with slashes."""
        return self.files[table].relative_to(self.root).as_posix()


def find_package(path: Path | str = ".") -> Package:
    """Return the package at `path`, a folder or its descriptor.

    A table that the descriptor does not list is looked for at ``datasets/<table>.csv``. An interrupted
    transaction is completed first. Raises PackageError if `path` has neither a descriptor nor a folder datasets/.
    """
    root = Path(path)
    if root.name == DESCRIPTOR and not root.is_dir():
        root = root.parent
    if not root.is_dir():
        raise PackageError(f"there is no folder {root}; use a folder that contains {DESCRIPTOR}")
    root = root.resolve()
    if not (root / DESCRIPTOR).is_file() and not (root / TABLES_FOLDER).is_dir():
        raise PackageError(
            f"{root} contains neither {DESCRIPTOR} nor a folder {TABLES_FOLDER}/; use the folder of a package"
        )
    try:
        recover(root)
    except (TransactionError, OSError) as error:
        raise PackageError(f"a change to {root} was interrupted and cannot be completed: {error}") from None
    faults: list[tuple[str, FileFault]] = []
    descriptor = _read_descriptor(root / DESCRIPTOR, faults)
    placed = dict(_place_resources(root, descriptor, faults))
    files = {}
    for name in TABLES:
        file = placed.get(name, root / TABLES_FOLDER / f"{name}.csv")
        relative = file.relative_to(root).as_posix()
        if not _is_inside(root, file):
            faults.append(
                (relative, FileFault("package-path", 0, "the file is a symbolic link, or is reached through one"))
            )
        elif not file.is_file():
            faults.append((relative, FileFault("file-missing", 0, f"the file of table {name} is missing")))
        else:
            files[name] = file
    faults += (
        (extra, FileFault("file-extra", 0, "this file is not a table of the package"))
        for extra in _extra_files(root, placed)
    )
    return Package(root, descriptor, files, faults)


def _read_descriptor(path: Path, faults: list[tuple[str, FileFault]]) -> dict[str, Any]:
    def fault(message: str, line: int = 0) -> dict[str, Any]:
        faults.append((DESCRIPTOR, FileFault("package-descriptor", line, message)))
        return {}

    if not path.exists():
        return fault("the descriptor is missing")
    try:
        descriptor = json.loads(path.read_bytes())
    except json.JSONDecodeError as error:
        return fault(f"not JSON: {error.msg}", error.lineno)
    except (UnicodeDecodeError, RecursionError):
        return fault("not JSON in UTF-8, or nested too deeply")
    if not isinstance(descriptor, dict) or not isinstance(descriptor.get("resources"), list):
        return fault("not a data package descriptor: it must be an object with a list of resources")
    return descriptor


def _place_resources(
    root: Path, descriptor: dict[str, Any], faults: list[tuple[str, FileFault]]
) -> Iterator[tuple[str, Path]]:
    """Yield name and path of every resource that is a known table and has a valid path; report the others."""
    seen: set[str] = set()
    for position, resource in enumerate(descriptor.get("resources", [])):
        if not isinstance(resource, dict) or not isinstance(name := resource.get("name"), str):
            faults.append((DESCRIPTOR, FileFault("package-descriptor", 0, f"resource {position + 1} has no name")))
        elif name not in TABLES:
            faults.append(
                (DESCRIPTOR, FileFault("package-resource", 0, f"resource {name!r} is not a table of the package"))
            )
        elif name in seen:
            faults.append((DESCRIPTOR, FileFault("package-resource", 0, f"resource {name!r} is duplicated")))
        elif (problem := _path_problem(resource.get("path"))) is not None:
            faults.append((DESCRIPTOR, FileFault("package-path", 0, f"resource {name!r}: {problem}")))
        else:
            yield name, root / PurePosixPath(resource["path"])
        if isinstance(resource, dict):
            seen.add(str(resource.get("name")))
    if descriptor:
        for name in TABLES.keys() - seen:
            faults.append((DESCRIPTOR, FileFault("package-resource", 0, f"table {name!r} has no resource")))


def _path_problem(path: object) -> str | None:
    if not isinstance(path, str) or not path:
        return "its path must be a single relative path"
    if "://" in path:
        return f"its path ({path}) is remote; it was not fetched"
    if path.startswith(("/", "~")) or "\\" in path or ":" in path or ".." in path.split("/"):
        return f"its path ({path}) is absolute or leaves the folder"
    return None


def _is_inside(root: Path, file: Path) -> bool:
    """Whether no part of the path from `root` to `file` is a symbolic link."""
    return file.resolve() == root / file.relative_to(root)


def _extra_files(root: Path, placed: dict[str, Path]) -> list[str]:
    folder = root / TABLES_FOLDER
    if not folder.is_dir():
        return []
    known = {folder / f"{name}.csv" for name in TABLES} | set(placed.values())
    return sorted(
        file.relative_to(root).as_posix() for file in folder.rglob("*") if not file.is_dir() and file not in known
    )
