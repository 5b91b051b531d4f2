"""Check a package column by column, at about the speed at which Arrow reads it.

Every block of every table is looked at (`look`), several at a time; what is proved valid is
forgotten, but for what other records may ask about (`shelf`). Then keys, references and rules are
checked: whole columns tell which records may be wrong, and those are read again and judged by the
same functions that judge all records on the plain path (`reference`). So both find the same.
"""

from __future__ import annotations

import os
import sys
from collections import Counter, deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from io import StringIO
from pathlib import Path
from typing import Protocol

import pyarrow as pa

from fpdata.checks.columnar.across import AcrossRunner, TableIndexes
from fpdata.checks.columnar.block_check import BlockResult, Prepare, check_block, check_rows
from fpdata.checks.columnar.column_checks import ColumnBatch
from fpdata.checks.columnar.table_index import TableIndex
from fpdata.checks.file_issues import fault_issue, header_fault, no_header, unreadable
from fpdata.checks.issue import Issue
from fpdata.model.record import Table
from fpdata.model.tables import TABLES
from fpdata.package.blocks import BLOCK_SIZE, Block, split_blocks
from fpdata.package.csv_reader import CsvReader, CsvRow, FileFault
from fpdata.package.locate import Package


def _order() -> Iterator[str]:
    """Yield the tables, each after those that it refers to, as far as they do not refer to each other."""
    left = {name: {column.references for column in table.references} - {name} for name, table in TABLES.items()}
    asked = Counter(name for names in left.values() for name in names)
    while left:
        name = min(left, key=lambda name: (len(left[name] & left.keys()), -asked[name]))
        yield name
        del left[name]


class Sink(Protocol):
    """Takes the records of every table while they are checked."""

    def prepare(self, cells: ColumnBatch) -> pa.Table:
        """Return records in the form to be written; runs beside others."""

    def write(self, table: str, records: pa.Table) -> None:
        """Take the next records of a table, in file order."""


def run_columnar(
    package: Package, progress: Callable[[str], None], sink: Sink | None = None, size: int = BLOCK_SIZE
) -> tuple[TableIndexes, list[Issue]]:
    """Look at every block of a package; return what stays of each table, and all issues but those of the package."""
    shelves = {
        name: TableIndex(
            table, package.relative(name) if name in package.files else "", package.files.get(name, Path())
        )
        for name, table in TABLES.items()
    }
    issues: list[Issue] = []
    workers = processors()
    with _allocator(), ThreadPoolExecutor(workers) as pool:
        prepare = sink.prepare if sink else None
        present = [shelves[name] for name in _order() if name in package.files]

        def submit(table: Table, file: str, block: Block) -> Future[BlockResult | None]:
            return pool.submit(check_block, table, file, block, prepare)

        ahead = BlockPrefetcher(present, submit, workers + 1, size, progress)
        while (shelf := ahead.shelf) is not None:
            for looked, block in read_table(shelf, ahead, issues, prepare):
                issues += looked.issues
                shelf.add(looked, block)
                shelf.settle(shelves, pool)
                if sink is not None and looked.prepared is not None:
                    sink.write(shelf.table.name, looked.prepared)
        issues += AcrossRunner(package.root, shelves, pool).check()
    return shelves, issues


@contextmanager
def _allocator() -> Iterator[None]:
    """Let Arrow take memory from jemalloc where it has that: here a tenth faster than mimalloc, and less is left over."""
    before = pa.default_memory_pool()
    with suppress(NotImplementedError):
        pa.set_memory_pool(pa.jemalloc_memory_pool())
    try:
        yield
    finally:
        pa.set_memory_pool(before)


def processors() -> int:
    """Return how many processors this process may use."""
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1


class BlockPrefetcher:
    """The blocks of some tables in order, which others look at meanwhile."""

    def __init__(
        self,
        shelves: list[TableIndex],
        submit: Callable[[Table, str, Block], Future[BlockResult | None]],
        depth: int,
        size: int,
        progress: Callable[[str], None] = lambda table: None,
    ) -> None:
        self._blocks = self._cut(shelves, size, progress)
        self._submit = submit
        self._depth = depth
        self._queue: deque[tuple[TableIndex, Block | OSError, Future[BlockResult | None] | None]] = deque()
        self._fill()

    @property
    def shelf(self) -> TableIndex | None:
        """The table of the next block; None where there is no more."""
        return self._queue[0][0] if self._queue else None

    def next(self) -> tuple[Block | OSError, Future[BlockResult | None] | None]:
        """Return the next block and what is seen in it; for a file that cannot be read on the error."""
        _, block, future = self._queue.popleft()
        self._fill()
        return block, future

    def _fill(self) -> None:
        while len(self._queue) < self._depth and (item := next(self._blocks, None)) is not None:
            shelf, block = item
            future = None
            if isinstance(block, Block) and block.line > 1:  # the first line is the header's
                future = self._submit(shelf.table, shelf.file, block)
            self._queue.append((shelf, block, future))

    def _cut(
        self, shelves: list[TableIndex], size: int, progress: Callable[[str], None]
    ) -> Iterator[tuple[TableIndex, Block | OSError]]:
        for shelf in shelves:
            progress(shelf.table.name)
            some = False
            try:
                for block in split_blocks(shelf.path, size):
                    some = True
                    yield shelf, block
            except OSError as error:
                yield shelf, error
            if not some:
                yield shelf, Block(1, 0, 0, 0, b"")


def read_table(
    shelf: TableIndex, ahead: BlockPrefetcher, issues: list[Issue], prepare: Prepare | None
) -> Iterator[tuple[BlockResult, Block | None]]:
    """Yield what is seen in a table, with the block in which it can be read again; add what is wrong with the file to `issues`."""
    table, records, header, broken = shelf.table, CsvReader(), False, False
    plain_header = (",".join(table.names) + "\n").encode()

    def note(fault: FileFault) -> None:
        issues.append(fault_issue(shelf.file, fault, table.name))

    while ahead.shelf is shelf:
        block, future = ahead.next()
        if broken:
            continue
        if isinstance(block, OSError):
            note(unreadable(block))
            broken = True
        elif block.content == plain_header and not header:
            records.skip(1)
            header = True
        elif header and future is not None and (looked := future.result()) is not None:
            yield looked, block
            records.skip(block.lines)
        else:
            rows = []
            for item in _read_plainly(records, block, shelf, ahead):
                if isinstance(item, FileFault):
                    note(item)
                    if item.code in ("file-quotes", "file-unreadable"):
                        broken = True
                        break
                elif header:
                    rows.append(item)
                else:
                    header = True
                    if fault := header_fault(table, item.line, item.cells):
                        note(fault)
                        broken = True
                        break
            if rows:
                yield check_rows(table, shelf.file, rows, prepare), None
    if not header and not broken:
        note(no_header())
    shelf.complete = header and not broken


def _read_plainly(
    records: CsvReader, block: Block, shelf: TableIndex, ahead: BlockPrefetcher
) -> Iterator[CsvRow | FileFault]:
    """Read records as the standard reader does, from this block on to the first end of a block that is the end of a record."""
    end = records.line

    def lines() -> Iterator[str]:
        nonlocal end
        following: Block | OSError = block
        while True:
            if isinstance(following, OSError):
                raise following
            end += following.lines
            yield from StringIO(following.content.decode("utf-8", "surrogateescape"), newline="\n")
            if ahead.shelf is not shelf:
                return
            following, _ = ahead.next()

    try:
        for item in records.read(lines()):
            yield item
            if records.line == end and (isinstance(item, CsvRow) or item.code == "row-blank-line"):
                return
    except OSError as error:
        yield unreadable(error)
