"""Every id that was ever released still resolves: the list of them is kept with the package."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from fpdata.checks.issue import Issue
from fpdata.checks.records import PackageRecords
from fpdata.model.tables import TABLES
from fpdata.package.csv_reader import CsvRow, read_csv
from fpdata.package.locate import RELEASED_IDS

HEADER = ["table", "id"]


def read_released(path: Path) -> Iterator[tuple[int, str, str]]:
    """Yield line, table and id of every id released, both empty for a line that is none.

    Nothing where there is no such file, or only a link to one.
    """
    if path.is_file() and not path.is_symlink() and not path.parent.is_symlink():
        for item in read_csv(path):
            cells = item.cells if isinstance(item, CsvRow) and len(item.cells) == len(HEADER) else ["", ""]
            if cells != HEADER:
                yield item.line, cells[0], cells[1]


def check_released(root: Path, data: PackageRecords) -> Iterator[Issue]:
    """Yield an issue for every released id that is neither in use nor retired by a redirect."""
    for line, table, id in read_released(root / RELEASED_IDS):
        if table not in TABLES or (
            data[table].complete and id not in data[table].lines and (table, id) not in data.redirects
        ):
            message = f"{id!r} of {table} was released, and is neither there nor redirected"
            yield Issue(RELEASED_IDS, line, HEADER.index("id") + 1, "key-lost", table, id, "", id, message)
