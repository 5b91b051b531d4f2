"""Reload rows of a table by number: from memory if they are few, else from their block in the file."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from itertools import chain, groupby
from pathlib import Path
from typing import NamedTuple

from fpdata.checks.columnar import limits
from fpdata.checks.columnar.block_check import BlockResult
from fpdata.package.blocks import Block, read_block_rows, reload_rows
from fpdata.package.locate import PackageError


class RowSpan(NamedTuple):
    """Consecutive rows: the number of the first, the lines of all, and a function that gives the cells of some."""

    first: int
    lines: Sequence[int]
    read: Callable[[Sequence[int]], list[list[str]]]


@dataclass
class RowStore:
    """The well-formed rows of a table, numbered from 0 in file order."""

    path: Path
    width: int
    """The number of cells of a row."""
    keeps_blocks: bool = False
    """Whether blocks stay in memory, so that all rows are as they were when the file was read."""
    line_at: Callable[[int], int] = int
    """What makes the line of a row of the number that its span has for it."""
    size: int = 0
    """The number of rows, malformed ones and blank lines included."""
    spans: list[RowSpan] = field(default_factory=list)
    _cached_bytes: int = 0

    def add(self, result: BlockResult, block: Block | None, path: Path | None = None) -> None:
        """Add the next rows; `block` is where they can be reloaded from, in the file at `path` if not in that of all."""
        if block is None:
            read = result.read
        elif block.content and (self.keeps_blocks or self._cached_bytes + block.size <= limits.ROW_CACHE_BYTES):
            self._cached_bytes += block.size
            read = partial(read_block_rows, block)
        else:
            read = partial(self._reload, path or self.path, block._replace(content=b"", starts=result.starts))
        self.spans.append(RowSpan(self.size, result.lines, read))
        self.size += len(result.lines)

    def line(self, row: int) -> int:
        """Return the line of the file on which a row begins."""
        span = self.spans[self._span_of(row)]
        return self.line_at(span.lines[row - span.first])

    def read(self, rows: Iterable[int], pool: ThreadPoolExecutor) -> dict[int, list[str]]:
        """Return the cells of `rows`, given in ascending order, by row. Several threads reload the blocks."""
        groups = [list(group) for _, group in groupby(rows, self._span_of)]
        return dict(chain(*pool.map(self._read_span, groups)))

    def _read_span(self, rows: list[int]) -> list[tuple[int, list[str]]]:
        span = self.spans[self._span_of(rows[0])]
        return [*zip(rows, span.read([row - span.first for row in rows]), strict=True)]

    def _span_of(self, row: int) -> int:
        return bisect_right(self.spans, row, key=lambda span: span.first) - 1

    def _reload(self, path: Path, block: Block, rows: Sequence[int]) -> list[list[str]]:
        changed = PackageError(f"{path} changed during the check; run it again")
        try:
            found = reload_rows(path, block, rows)
        except (IndexError, ValueError):
            raise changed from None
        if len(found) != len(rows) or any(len(cells) != self.width for cells in found):
            raise changed
        return found
