"""References that wait until the keys they name are known, then are looked up many at a time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from typing import NamedTuple, Protocol

import pyarrow as pa
import pyarrow.compute as pc

from fpdata.checks.columnar import limits
from fpdata.checks.columnar.hash_join import anti_join


class Target(Protocol):
    """A table that is referred to."""

    complete: bool

    def keys(self) -> pa.ChunkedArray:
        """Return the key of every row."""

    def invalid_keys(self) -> pa.ChunkedArray:
        """Return the keys that failed validation."""


class References(NamedTuple):
    """One reference column of consecutive rows: the table, the number of the first row, and the ids."""

    table: str
    first: int
    ids: pa.StringArray


class PendingReferences:
    """The references of one table that have not been looked up yet, by the table that they refer to."""

    def __init__(self) -> None:
        self._pending: defaultdict[str, list[References]] = defaultdict(list)
        self._running: list[Future[list[tuple[str, int]]]] = []
        self._dangling: set[int] = set()

    def add(self, target: str, references: References) -> None:
        """Add references to a table."""
        self._pending[target].append(references)

    def submit(self, targets: Mapping[str, Target], pool: ThreadPoolExecutor) -> None:
        """Start looking up references to tables that are complete, if enough of them are pending."""
        complete = [name for name in self._pending if targets[name].complete]
        if sum(each.ids.nbytes for name in complete for each in self._pending[name]) > limits.PENDING_BYTES:
            self.dangling()  # one look-up at a time, to bound memory
            for name in complete:
                look_up = _look_up(targets[name], self._pending.pop(name))
                self._running.append(pool.submit(look_up))

    def dangling(self) -> set[int]:
        """Wait for the look-ups that were started; return the rows found to have a dangling reference."""
        for future in self._running:
            self._dangling.update(row for _, row in future.result())
        self._running.clear()
        return self._dangling

    def take(self) -> Iterator[tuple[str, References]]:
        """Yield the references that are still pending, with the table they refer to, and forget them."""
        while self._pending:
            target, references = self._pending.popitem()
            yield from ((target, each) for each in references)


def _look_up(target: Target, references: list[References]) -> Callable[[], list[tuple[str, int]]]:
    keys, invalid_keys = target.keys(), target.invalid_keys()
    return lambda: dangling_references(references, keys, invalid_keys)


def dangling_references(
    references: list[References], keys: pa.ChunkedArray, invalid_keys: pa.ChunkedArray
) -> list[tuple[str, int]]:
    """Return table and row of each reference to an id that is not a key, or is an invalid key."""
    missing = anti_join([each.ids for each in references], keys)
    dangling = pa.chunked_array([*missing.chunks, *invalid_keys.chunks], pa.string())
    if not len(dangling):
        return []
    rows = ((each, pc.indices_nonzero(pc.is_in(each.ids, dangling)).to_pylist()) for each in references)
    return [(each.table, each.first + row) for each, numbers in rows for row in numbers]
