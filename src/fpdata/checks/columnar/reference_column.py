"""The references of one column: ids until they are looked up, then the numbers of the records that they name.

The number of a record is its row; an id that no record has gets a negative one. So ids are equal where their numbers are.
Numbers take less memory than ids, and no rule has to look up a reference again.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Lock
from typing import NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from fpdata.checks.columnar.keys import Keys

#: Gives the keys of the table that is referred to.
TargetKeys = Callable[[], Keys]


class _Chunk(NamedTuple):
    first: int
    ids: pa.StringArray


class ReferenceColumn:
    """References to one table. Numbers are kept if the column `is_followed`."""

    def __init__(self, is_followed: bool) -> None:
        self._is_followed = is_followed
        self._pending: list[_Chunk] = []
        self._numbers: dict[int, pa.Int32Array] = {}
        self._dangling: list[int] = []
        self._running: list[Future[None]] = []
        self._lock = Lock()

    def add(self, first: int, ids: pa.StringArray) -> None:
        """Add the references of the rows from `first` on."""
        self._pending.append(_Chunk(first, ids))

    def submit(self, keys: TargetKeys, pool: ThreadPoolExecutor) -> None:
        """Start to look up what is pending, in keys that are complete."""
        pending, self._pending = self._pending, []
        self._running += (pool.submit(self._look_up, chunk, keys) for chunk in pending)

    def numbers(self, keys: TargetKeys) -> pa.ChunkedArray:
        """Return the number of each reference; null if it is empty. Looks up what is pending."""
        self._complete(keys)
        return pa.chunked_array([self._numbers[first] for first in sorted(self._numbers)], pa.int32())

    def dangling(self, keys: TargetKeys) -> list[int]:
        """Return the rows whose reference has no record. Looks up what is pending."""
        self._complete(keys)
        return self._dangling

    def _complete(self, keys: TargetKeys) -> None:
        with self._lock:
            for future in self._running:
                future.result()
            while self._pending:
                self._look_up(self._pending.pop(), keys)

    def _look_up(self, chunk: _Chunk, keys: TargetKeys) -> None:
        known = keys()
        numbers = known.rows_of(chunk.ids)
        if numbers.null_count > chunk.ids.null_count:
            missing = pc.and_(pc.is_null(numbers), pc.is_valid(chunk.ids))
            self._dangling += (chunk.first + row for row in pc.indices_nonzero(missing).to_pylist())
            ids = chunk.ids.filter(missing).to_pylist()
            numbers = pc.replace_with_mask(numbers, missing, pa.array(map(known.unknown.number_of, ids), pa.int32()))
        if self._is_followed:
            self._numbers[chunk.first] = numbers
