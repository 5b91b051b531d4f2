"""Every id that was ever released still resolves: the list of them is kept with the package."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from fpdata.check.data import Data
from fpdata.check.issue import Issue
from fpdata.model.tables import TABLES
from fpdata.read.csvfile import Row, read_csv
from fpdata.read.package import RELEASED

HEADER = ["table", "id"]


def read_released(path: Path) -> Iterator[tuple[int, str, str]]:
    """Yield line, table and id of every id released, both empty for a line that is none.

    Nothing where there is no such file, or only a link to one.
    """
    if path.is_file() and not path.is_symlink() and not path.parent.is_symlink():
        for item in read_csv(path):
            cells = item.cells if isinstance(item, Row) and len(item.cells) == len(HEADER) else ["", ""]
            if cells != HEADER:
                yield item.line, cells[0], cells[1]


def check_released(root: Path, data: Data) -> Iterator[Issue]:
    """Yield an issue for every released id that is neither in use nor retired by a redirect."""
    for line, table, id in read_released(root / RELEASED):
        if table not in TABLES or (
            data[table].complete and id not in data[table].lines and (table, id) not in data.redirects
        ):
            message = f"{id!r} of {table} was released, and is neither there nor redirected"
            yield Issue(RELEASED, line, HEADER.index("id") + 1, "key-released", table, id, "", id, message)
