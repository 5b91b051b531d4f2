"""Find the files of a package whose tables may be partitioned into many.

A table is one file, as everywhere else, or a folder of its name: ``datasets/statements/`` with any number
of CSV or Parquet files, as Spark and other tools write them, in the order of their names. Large CSV files are read in
parts, each by another task.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

from fpdata.checks.issue import Issue
from fpdata.model.tables import TABLES
from fpdata.package.csv_reader import FileFault
from fpdata.package.locate import TABLES_FOLDER, Package, find_package

#: More lines than any file has. A position is partition number × stride + line, and sorts as the rows do.
PARTITION_STRIDE = 1 << 40
_SUFFIXES = {".csv", ".parquet"}


class Partition(NamedTuple):
    """One file of a table: its number among the table's files, path, name in issues, and size in bytes."""

    table: str
    number: int
    path: Path
    file: str
    size: int

    @property
    def offset(self) -> int:
        """What to add to a line of the file to get its position in the table."""
        return self.number * PARTITION_STRIDE

    def parts(self, size: int) -> list[FilePart]:
        """Return the parts of the file, of about `size` bytes each."""
        whole = range(max(self.size, 1))
        starts = whole[:1] if self.path.suffix == ".parquet" else whole[::size]
        ends = [*starts[1:], whole.stop]
        return [FilePart(self, range(start, end)) for start, end in zip(starts, ends, strict=True)]


class FilePart(NamedTuple):
    """What a worker reads at once: the lines of a file that begin at some of its bytes, or a whole Parquet file."""

    partition: Partition
    bytes: range


class PartitionedLine(int):
    """A position in a partitioned table, used as a line: sorts as a position, and prints as line and file."""

    line: int
    file: str

    def __new__(cls, position: int, file: str) -> PartitionedLine:
        """Make the line of a position in `file`."""
        line = super().__new__(cls, position)
        line.line, line.file = position % PARTITION_STRIDE, file
        return line

    def __str__(self) -> str:
        return f"{self.line} of {self.file}"


@dataclass(frozen=True)
class PartitionedPackage:
    """A package, and the files of each table that has any."""

    package: Package
    by_table: dict[str, list[Partition]]

    def file(self, table: str) -> str:
        """Return the name of a table in issues: its file, or the folder with its files."""
        partitions = self.by_table.get(table, [])
        return partitions[0].file if len(partitions) == 1 else f"{TABLES_FOLDER}/{table}/" if partitions else ""

    def line(self, table: str, position: int) -> int:
        """Return a position as a line: of the table's only file, or of one of many."""
        partitions = self.by_table[table]
        if len(partitions) == 1:
            return position
        return PartitionedLine(position, partitions[position // PARTITION_STRIDE].file)


def group_parts(parts: Iterable[FilePart], size: int) -> list[list[FilePart]]:
    """Return parts in groups, in order: large ones alone, small ones until they have `size` bytes together."""
    groups: list[list[FilePart]] = []
    free = 0
    for part in parts:
        if len(part.bytes) > free:
            groups.append([])
            free = size
        groups[-1].append(part)
        free -= len(part.bytes)
    return groups


def with_plain_line(issue: Issue) -> Issue:
    """Return an issue with the file and line that its `PartitionedLine` holds."""
    line = issue.line
    return replace(issue, file=line.file, line=line.line) if isinstance(line, PartitionedLine) else issue


def find_partitions(path: Path | str) -> PartitionedPackage:
    """Return the package at `path` with the files of its tables. Raises PackageError if there is none."""
    package = find_package(path)
    by_table = {name: [_partition(package, name, 0, file)] for name, file in package.files.items()}
    faults = package.faults
    for name in TABLES.keys() - by_table.keys():
        folder = package.root / TABLES_FOLDER / name
        if folder.is_dir() and folder.resolve() == folder:
            files = sorted(file for file in folder.iterdir() if file.suffix in _SUFFIXES and not _is_marker(file))
            links = [file for file in files if file.is_symlink() or not file.is_file()]
            # A writer's marker files, such as Spark's _SUCCESS, are neither tables nor extra files.
            expected = {
                f"{TABLES_FOLDER}/{name}/{file.name}"
                for file in folder.iterdir()
                if file.suffix in _SUFFIXES or _is_marker(file)
            }
            faults = [(file, fault) for file, fault in faults if not (fault.code == "file-extra" and file in expected)]
            link_fault = FileFault("package-path", 0, "the file is a symlink or not a regular file")
            faults += ((file.relative_to(package.root).as_posix(), link_fault) for file in links)
            if found := [file for file in files if file not in links]:
                missing = f"{TABLES_FOLDER}/{name}.csv"
                faults = [each for each in faults if each[1].code != "file-missing" or each[0] != missing]
                by_table[name] = [_partition(package, name, number, file) for number, file in enumerate(found)]
    ordered = {name: by_table[name] for name in TABLES if name in by_table}
    return PartitionedPackage(replace(package, faults=faults), ordered)


def _is_marker(file: Path) -> bool:
    return file.name.startswith(("_", "."))


def _partition(package: Package, table: str, number: int, path: Path) -> Partition:
    return Partition(table, number, path, path.relative_to(package.root).as_posix(), path.stat().st_size)
