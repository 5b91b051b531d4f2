"""Find the tables of a package: its folder, its descriptor, and the CSV file of each table.

The descriptor is `datapackage.json` of the Data Package standard (v2). It is not trusted: a path that
is absolute, remote, leaves the folder or passes through a symbolic link is reported and never opened.
Whatever is in the place of a file, it is a fault of the package, not an exception.
"""

from __future__ import annotations

import json
import os
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path, PurePosixPath
from typing import Any

from fpdata.model.characters import quote
from fpdata.model.tables import TABLES
from fpdata.package.csv_reader import FileFault
from fpdata.package.files import is_file, is_folder, path_problem
from fpdata.package.json_text import parse_json
from fpdata.package.transaction import TransactionError, recover

DESCRIPTOR = "datapackage.json"
TABLES_FOLDER = "datasets"
#: The ids of all releases; the file is missing before the first one.
RELEASED_IDS = "schema/released-ids.csv"
#: The descriptor of this data set has 140 kB; a hundred times that is no descriptor.
MAX_DESCRIPTOR_BYTES = 16 << 20
_METADATA = {"name": (str, "a text"), "version": (str, "a text"), "licenses": (list, "a list")}
_NOT_A_FILE = FileFault("file-unreadable", 0, "it is not a regular file")


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
    unreadable: dict[str, tuple[str, FileFault]] = field(default_factory=dict)
    """Path and fault of the file of each table that cannot be read, by table."""
    replaced: dict[str, Path] = field(default_factory=dict)
    """The tables of which `files` has another file (see `with_files`), with their own file."""

    def require_tables(self, optional: Collection[str] = ()) -> None:
        """Raise PackageError for a table that cannot be read, which would be taken for empty; `optional` may be missing."""
        for name, (file, fault) in self.unreadable.items():
            if name in optional and fault.code == "file-missing":
                continue
            raise PackageError(f"{file}: {fault.message}; run 'fpdata check' for details")

    @property
    def size(self) -> int:
        """The bytes of the files of all tables."""
        return sum(file.stat().st_size for file in self.files.values())

    @property
    def state(self) -> tuple[tuple[int, int, int] | None, ...]:
        """What changes when a file is written or replaced: the inode, size and time of each; None for one that is gone."""
        return tuple(map(_state_of, (self.root / DESCRIPTOR, *self.files.values())))

    def relative(self, table: str) -> str:
        """Return the path of the table's file relative to the package, with slashes."""
        return self.replaced.get(table, self.files[table]).relative_to(self.root).as_posix()

    def with_files(self, files: Mapping[str, Path]) -> Package:
        """Return the package as it would be if some tables had what is in other files, anywhere."""
        replaced = {name: self.files[name] for name in files}
        return replace(self, files=self.files | dict(files), replaced=replaced | self.replaced)


def _state_of(file: Path) -> tuple[int, int, int] | None:
    try:
        status = file.stat()
    except OSError:
        return None
    return status.st_ino, status.st_size, status.st_mtime_ns


def find_package(path: Path | str = ".") -> Package:
    """Return the package at `path`, a folder or its descriptor.

    A table that the descriptor does not list is looked for at ``datasets/<table>.csv``. An interrupted
    transaction is completed first. Raises PackageError if `path` has neither a descriptor nor a folder datasets/,
    or cannot be entered; ValueError for an empty path, TypeError for one that is not a path.
    """
    require_path(path)
    try:
        return _find_package(Path(path))
    except (OSError, ValueError) as error:
        raise PackageError(f"{str(path)!r} cannot be read: {getattr(error, 'strerror', None) or error}") from None


def require_path(path: object, name: str = "path") -> None:
    """Raise ValueError for an empty text, which would mean the current folder; TypeError for what is not a path."""
    if path == "":
        raise ValueError(f"{name} is empty; pass a folder ('.' is the current one)")
    if not isinstance(path, str | os.PathLike):
        raise TypeError(f"{name} must be a string or a Path, not {type(path).__name__}")


def _find_package(root: Path) -> Package:
    if root.name == DESCRIPTOR and not is_folder(root):
        root = root.parent
    if is_file(root):
        raise PackageError(f"{root} is a file; use a folder that contains {DESCRIPTOR}")
    if not is_folder(root):
        raise PackageError(f"there is no folder {root}; use a folder that contains {DESCRIPTOR}")
    root = root.resolve()
    if not is_file(root / DESCRIPTOR) and not is_folder(root / TABLES_FOLDER):
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
    files, unreadable = {}, {}
    for name in TABLES:
        file = placed.get(name, root / TABLES_FOLDER / f"{name}.csv")
        missing = FileFault("file-missing", 0, f"the file of table {name} is missing")
        if (fault := _file_fault(root, file, missing)) is None:
            files[name] = file
        else:
            unreadable[name] = file.relative_to(root).as_posix(), fault
    faults += unreadable.values()
    if fault := released_ids_fault(root):
        faults.append((RELEASED_IDS, fault))
    faults += (
        (extra, FileFault("file-extra", 0, f"{quote(PurePosixPath(extra).name)} is not a table of the package"))
        for extra in _extra_files(root, placed)
    )
    return Package(root, descriptor, files, faults, unreadable)


@lru_cache(maxsize=4)
def _parse(content: bytes) -> Any:
    """Return the value of a descriptor, which a command finds several times; nobody may change it."""
    return parse_json(content)


def _read_descriptor(path: Path, faults: list[tuple[str, FileFault]]) -> dict[str, Any]:
    def fault(message: str, line: int = 0) -> dict[str, Any]:
        faults.append((DESCRIPTOR, FileFault("package-descriptor", line, message)))
        return {}

    problem = _file_fault(path.parent, path, _NOT_A_FILE)
    if problem is _NOT_A_FILE and not path.exists():
        return fault("the descriptor is missing")
    if problem is not None:
        faults.append((DESCRIPTOR, problem))
        return {}
    try:
        with path.open("rb") as file:
            content = file.read(MAX_DESCRIPTOR_BYTES + 1)
        if len(content) > MAX_DESCRIPTOR_BYTES:
            return fault(f"larger than {MAX_DESCRIPTOR_BYTES >> 20} MB, the limit of a descriptor")
        descriptor = _parse(content)
    except json.JSONDecodeError as error:
        return fault(f"not JSON: {error.msg}", error.lineno)
    except ValueError as error:
        return fault(f"the descriptor cannot be used: {error}")
    except OSError as error:
        faults.append((DESCRIPTOR, FileFault("file-unreadable", 0, error.strerror or str(error))))
        return {}
    if not isinstance(descriptor, dict) or not isinstance(descriptor.get("resources"), list):
        return fault("not a data package descriptor: it must be an object with a list of resources")
    for name, (kind, noun) in _METADATA.items():
        if name in descriptor and not isinstance(descriptor[name], kind):
            return fault(f"not a data package descriptor: its {name} must be {noun}")
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
    problem = "is remote; it was not fetched" if "://" in path else path_problem(path)
    return f"its path ({path}) {problem}" if problem else None


def resources_by_name(descriptor: object) -> dict[str, dict[str, Any]]:
    """Return the resources of a descriptor by name: the objects in its list of resources that have a text as name."""
    resources = descriptor.get("resources") if isinstance(descriptor, dict) else None
    return {
        resource["name"]: resource
        for resource in (resources if isinstance(resources, list) else ())
        if isinstance(resource, dict) and isinstance(resource.get("name"), str)
    }


def released_ids_fault(root: Path) -> FileFault | None:
    """Return why the list of released ids must not or cannot be read; None if it can, or if there is none."""
    path = root / RELEASED_IDS
    fault = _file_fault(root, path, _NOT_A_FILE)
    if fault is _NOT_A_FILE and not path.exists():
        return None
    if fault is None and not os.access(path, os.R_OK):
        return FileFault("file-unreadable", 0, "Permission denied")
    return fault


def _file_fault(root: Path, file: Path, no_file: FileFault) -> FileFault | None:
    """Return why a file of the package must not or cannot be read; `no_file` if there is no regular file."""
    try:
        # No part of the path from `root` to `file` may be a symbolic link.
        if file.resolve() != root / file.relative_to(root):
            return FileFault("package-path", 0, "the file is a symbolic link, or is reached through one")
        return None if is_file(file) else no_file
    except (OSError, ValueError, RuntimeError) as error:  # no permission, a name too long, a circle of links
        return FileFault("file-unreadable", 0, getattr(error, "strerror", None) or str(error))


def _extra_files(root: Path, placed: dict[str, Path]) -> list[str]:
    folder = root / TABLES_FOLDER
    if folder.is_symlink():
        return []  # every table is reported as reached through it
    known = {folder / f"{name}.csv" for name in TABLES} | set(placed.values())
    # Not rglob: it asks for the status of every file, which a folder without permission to enter refuses.
    found = (Path(place) / name for place, _, names in os.walk(folder) for name in names)
    return sorted(file.relative_to(root).as_posix() for file in found if file not in known)
