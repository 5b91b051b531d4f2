"""Find the files of a package whose tables may be cut into many: the parts of a table, and places in them.

A table is one file, as everywhere, or a folder of its name: ``datasets/statements/`` with any number of
CSV or Parquet files, as Spark and others write them. Their order is that of their names.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

from fpdata.checks.issue import Issue
from fpdata.model.tables import TABLES
from fpdata.package.csv_reader import FileFault
from fpdata.package.locate import TABLES_FOLDER, Package, find_package

#: More lines than any file has: part and line make one number, which sorts as the rows do.
PARTITION_STRIDE = 1 << 40
_SUFFIXES = {".csv", ".parquet"}


class Partition(NamedTuple):
    """A file of a table: the table, the place among its files, where it is, how issues name it, and its bytes."""

    table: str
    number: int
    path: Path
    file: str
    size: int

    @property
    def first(self) -> int:
        """What to add to a line of the file, to have its place in the table."""
        return self.number * PARTITION_STRIDE


class PartitionedLine(int):
    """A line of a table that is cut into files: sorts as the rows do, and reads as line and file."""

    line: int
    file: str

    def __new__(cls, at: int, file: str) -> PartitionedLine:
        """Make the place `at` (see `Part.first`), which is in `file`."""
        place = super().__new__(cls, at)
        place.line, place.file = at % PARTITION_STRIDE, file
        return place

    def __str__(self) -> str:
        return f"{self.line} of {self.file}"


@dataclass(frozen=True)
class PartitionedPackage:
    """A package, and the files of each table that has any."""

    package: Package
    by_table: dict[str, list[Partition]]

    def file(self, table: str) -> str:
        """Return how issues name the table as a whole: its file, or the folder with its files."""
        parts = self.by_table.get(table, [])
        return parts[0].file if len(parts) == 1 else f"{TABLES_FOLDER}/{table}/" if parts else ""

    def part(self, table: str, at: int) -> Partition:
        """Return the file in which a place is."""
        return self.by_table[table][at // PARTITION_STRIDE]

    def place(self, table: str, at: int) -> int:
        """Return a place as a line: of the only file, or of one of many."""
        return at if len(self.by_table[table]) == 1 else PartitionedLine(at, self.part(table, at).file)

    def __iter__(self) -> Iterator[Partition]:
        return (part for parts in self.by_table.values() for part in parts)


def resolve_place(issue: Issue) -> Issue:
    """Return an issue with the file and line of its place."""
    return (
        replace(issue, file=issue.line.file, line=issue.line.line) if isinstance(issue.line, PartitionedLine) else issue
    )


def find_partitions(path: Path | str) -> PartitionedPackage:
    """Return the package at `path`, and the files of its tables; raises PackageError where there is none."""
    package = find_package(path)
    by_table = {name: [_part(package, name, 0, file)] for name, file in package.files.items()}
    faults = package.faults
    for name in TABLES.keys() - by_table.keys():
        folder = package.root / TABLES_FOLDER / name
        if folder.is_dir() and folder.resolve() == folder:
            files = sorted(file for file in folder.iterdir() if file.suffix in _SUFFIXES and _counts(file))
            links = [file for file in files if file.is_symlink() or not file.is_file()]
            # What a writer leaves beside its parts, as Spark's _SUCCESS, is no table and no file too many.
            known = {
                f"{TABLES_FOLDER}/{name}/{file.name}"
                for file in (*files, *folder.iterdir())
                if file in files or not _counts(file)
            }
            faults = [(file, fault) for file, fault in faults if not (fault.code == "file-extra" and file in known)]
            faults += (
                (
                    file.relative_to(package.root).as_posix(),
                    FileFault("package-path", 0, "the file is a symbolic link or no file"),
                )
                for file in links
            )
            if found := [file for file in files if file not in links]:
                faults = [
                    each
                    for each in faults
                    if each[1].code != "file-missing" or each[0] != f"{TABLES_FOLDER}/{name}.csv"
                ]
                by_table[name] = [_part(package, name, number, file) for number, file in enumerate(found)]
    ordered = {name: by_table[name] for name in TABLES if name in by_table}
    return PartitionedPackage(replace(package, faults=faults), ordered)


def _counts(file: Path) -> bool:
    return not file.name.startswith(("_", "."))


def _part(package: Package, table: str, number: int, path: Path) -> Partition:
    return Partition(table, number, path, path.relative_to(package.root).as_posix(), path.stat().st_size)
