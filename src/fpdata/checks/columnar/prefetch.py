"""Split the files of tables into blocks, and check several blocks ahead of the reader."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future

from fpdata.checks.columnar.block_check import BlockResult
from fpdata.checks.columnar.table_index import TableIndex
from fpdata.package.blocks import Block

#: Starts the check of a block; the result is None if the block needs the CSV reader.
Submit = Callable[[TableIndex, Block], "Future[BlockResult | None]"]
#: Splits a table's file into its header and blocks.
Split = Callable[[TableIndex], Iterator[Block]]


class BlockPrefetcher:
    """The blocks of tables in order, up to `depth` of them submitted in advance."""

    def __init__(
        self,
        tables: Sequence[TableIndex],
        submit: Submit,
        depth: int,
        split: Split,
        progress: Callable[[str], None] = lambda table: None,
    ) -> None:
        self._blocks = self._split(tables, split, progress)
        self._submit = submit
        self._depth = depth
        self._queue: deque[tuple[TableIndex, Block | OSError, Future[BlockResult | None] | None]] = deque()
        self._fill()

    @property
    def table(self) -> TableIndex | None:
        """The table of the next block; None if there are no more."""
        return self._queue[0][0] if self._queue else None

    def next(self) -> tuple[Block | OSError, Future[BlockResult | None] | None]:
        """Return the next block and its pending result (None for a header); the error for an unreadable file."""
        _, block, future = self._queue.popleft()
        self._fill()
        return block, future

    def _fill(self) -> None:
        while len(self._queue) < self._depth and (item := next(self._blocks, None)) is not None:
            table, block = item
            future = None
            if isinstance(block, Block) and block.line > 1:  # line 1 is the header
                future = self._submit(table, block)
            self._queue.append((table, block, future))

    def _split(
        self, tables: Sequence[TableIndex], split: Split, progress: Callable[[str], None]
    ) -> Iterator[tuple[TableIndex, Block | OSError]]:
        for table in tables:
            progress(table.table.name)
            is_empty = True
            try:
                for block in split(table):
                    is_empty = False
                    yield table, block
            except OSError as error:
                yield table, error
            if is_empty:
                yield table, Block(1, 0, 0, 0, b"")
