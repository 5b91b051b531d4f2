"""Follow the keys of one file from block to block, and find rows whose key is less than the one before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pyarrow.compute as pc

from fpdata.checks.columnar.block_check import BlockResult
from fpdata.checks.columnar.key_order import is_ascending
from fpdata.checks.spark.partitions import Partition
from fpdata.checks.spark.text import to_json
from fpdata.model.tables import TABLES

_Key = tuple[tuple[str, ...], int]


class Descents:
    """Finds the rows of a file at which the keys descend."""

    def __init__(self, partition: Partition) -> None:
        self._partition = partition
        self._table = TABLES[partition.table]
        self._first: _Key | None = None
        self._last: _Key | None = None

    @property
    def ends(self) -> str:
        """The first and the last key, with their positions, as JSON."""
        return to_json([self._first, self._last])

    def add(self, result: BlockResult) -> Iterator[tuple[int, int]]:
        """Yield, for each row whose key is less than the key before, its position and that of the row before."""
        for key, position in self._ends_if_ascending(result) or self._all_keys(result):
            if self._last and key < self._last[0]:
                yield position, self._last[1]
            self._first = self._first or (key, position)
            self._last = (key, position)

    def _ends_if_ascending(self, result: BlockResult) -> list[_Key]:
        """Return the first and the last key if the keys between ascend."""
        if result.malformed or not len(result.lines):
            return []
        parts = [pc.coalesce(result.retained.column(name), "").combine_chunks() for name in self._table.key]
        if not pc.all(is_ascending(parts), min_count=0).as_py():
            return []
        return [
            (tuple(part[row].as_py() for part in parts), self._partition.offset + result.lines[row])
            for row in (0, len(result.lines) - 1)
        ]

    def _all_keys(self, result: BlockResult) -> Iterable[_Key]:
        columns = [pc.coalesce(result.retained.column(name), "").to_pylist() for name in self._table.key]
        indexes = [self._table.names.index(name) for name in self._table.key]
        for row, (line, key) in enumerate(zip(result.lines, zip(*columns, strict=True), strict=True)):
            raw = result.malformed.get(row)
            if row not in result.malformed:
                yield key, self._partition.offset + line
            elif raw and len(raw.cells) > max(indexes):
                yield tuple(raw.cells[index] for index in indexes), self._partition.offset + line
