"""Warn of columns that had values at a git revision and have none now: a lost column passes every other check."""

from __future__ import annotations

from collections.abc import Iterator

from fpdata.checks.issue import Issue
from fpdata.model.tables import TABLES
from fpdata.package.csv_reader import CsvReader, CsvRow, read_csv
from fpdata.package.locate import Package
from fpdata.versioning.snapshot import SnapshotError, changed_tables


def emptied_columns(package: Package, revision: str = "HEAD") -> list[Issue]:
    """Return a warning for each column of a table that has values at a git revision, and none now.

    The list is empty if there is nothing to compare with: no repository, no such revision, or no git.
    """
    try:
        before = changed_tables(revision.removeprefix("rev:"), package)
        return [issue for table, content in before.items() for issue in _emptied(package, table, content, revision)]
    except (SnapshotError, OSError):
        return []


def _emptied(package: Package, table: str, before: bytes, revision: str) -> Iterator[Issue]:
    rows = (item.cells for item in read_csv(package.files[table]) if isinstance(item, CsvRow))
    header = next(rows, [])
    empty, number = set(header) & set(TABLES[table].names), 0
    for cells in rows:
        number += 1
        empty -= {name for name, cell in zip(header, cells, strict=False) if cell}
        if not empty:
            return
    if not number:
        return
    lines = before.decode("utf-8-sig", "surrogateescape").splitlines(keepends=True)
    old = (item.cells for item in CsvReader().read(lines) if isinstance(item, CsvRow))
    positions = {name: index for index, name in enumerate(next(old, [])) if name in empty}
    counts = dict.fromkeys(positions, 0)
    for cells in old:
        for name, index in positions.items():
            counts[name] += len(cells) > index and bool(cells[index])
    file = package.relative(table)
    for name, count in counts.items():
        if count:
            yield Issue(
                file,
                1,
                header.index(name) + 1,
                "file-emptied-column",
                table,
                field=name,
                message=f"{name} has {count:,} value{'' if count == 1 else 's'} at {revision}, and none now",
                hint=f"To take the file back as it was committed: git checkout {revision} -- {file}",
            )
