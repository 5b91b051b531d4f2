"""Key order: whether the keys of a table ascend, followed block by block."""

from __future__ import annotations

import pyarrow as pa
import pyarrow.compute as pc

from fpdata.checks.columnar.block_check import BlockResult
from fpdata.package.arrow_scalars import FALSE


class KeyOrder:
    """Follows the keys of a table block by block: whether they strictly ascend, so that none is duplicated."""

    def __init__(self, key: tuple[str, ...]) -> None:
        self._key = key
        self._last: tuple[str, ...] | None = None
        self.ascends = True

    def add(self, result: BlockResult) -> None:
        """Follow the next rows."""
        if self.ascends and result.lines:
            parts = [result.retained.column(part).chunk(0) for part in self._key]
            first, last = (tuple(part[row].as_py() or "" for part in parts) for row in (0, -1))
            ascends = pc.all(
                is_ascending([pc.coalesce(part, "") if part.null_count else part for part in parts]), min_count=0
            ).as_py()
            self.ascends = ascends and not result.malformed and (self._last is None or self._last < first)
            self._last = last


def is_ascending(parts: list[pa.Array]) -> pa.Array:
    """Return, for each key but the first, whether it is greater than the key before, compared part by part."""
    ascending = FALSE
    for part in reversed(parts):
        before, after = part[:-1], part[1:]
        ascending = pc.or_(pc.less(before, after), pc.and_(pc.equal(before, after), ascending))
    return ascending
