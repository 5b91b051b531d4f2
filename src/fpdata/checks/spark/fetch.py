"""Fetch the cells of rows by position, from the scan or from their files."""

from __future__ import annotations

import json
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterator

import pyarrow as pa

from fpdata.checks.rule_runner import Positions
from fpdata.checks.spark.parquet_reader import as_block, read_batches
from fpdata.checks.spark.partitions import PARTITION_STRIDE, Partition
from fpdata.checks.spark.scan_result import Batches, ScanResult
from fpdata.checks.spark.text import to_json
from fpdata.model.tables import TABLES
from fpdata.package.blocks import Block, read_block_rows, split_blocks
from fpdata.package.locate import PackageError

#: Rows with their cells as JSON; null if the scan stored them.
CELL_SCHEMA = pa.schema([("tab", pa.string()), ("at", pa.int64()), ("cells", pa.string())])

#: Cells by table and position.
CellsByPosition = dict[str, dict[int, list[str]]]


def reload_blocks(partition: Partition, block_size: int, is_needed: Callable[[int, int], bool]) -> Iterator[Block]:
    """Yield each block that `is_needed`, by its first line and the line after its last."""
    blocks: Iterator[Block]
    if partition.path.suffix == ".parquet":
        blocks = (as_block(first, columns) for first, columns in read_batches(partition))
    else:
        blocks = split_blocks(partition.path, block_size)
    return (block for block in blocks if is_needed(block.line, block.line + block.lines))


def rows_with_cells(partition: Partition, block: Block, rows: list[int]) -> pa.Table:
    """Return some rows of a block (`CELL_SCHEMA`). Raises PackageError if the file has changed."""
    positions = [partition.offset + block.line + row for row in rows]
    try:
        texts = [to_json(cells) for cells in read_block_rows(block, rows)]
    except IndexError:
        raise PackageError(f"{partition.path} changed during the check; run it again") from None
    return pa.table([[partition.table] * len(rows), positions, texts], schema=CELL_SCHEMA)


def fetch_cells(found: ScanResult, needed: Positions) -> CellsByPosition:
    """Return the cells of rows: from the scan if it stored them, else from their files."""
    cells: CellsByPosition = {table: {} for table in TABLES}
    missing = {table: set(positions) for table, positions in needed.items() if positions}
    if missing and found.has_cells:
        stored = found.kind("row").filter("cells is not null").select("tab", "at", "cells")
        _add(cells, stored.join(found.send_positions(missing), ["tab", "at"], "left_semi").toArrow())
        missing = {table: positions - cells[table].keys() for table, positions in missing.items()}
    lines: dict[tuple[str, int], list[int]] = defaultdict(list)
    for table, positions in missing.items():
        for at in sorted(positions):
            lines[table, at // PARTITION_STRIDE].append(at % PARTITION_STRIDE)
    if lines:
        block_size = found.block_size

        def work(partitions: list[Partition]) -> Batches:
            for partition in partitions:
                yield from _reload_rows(partition, block_size, lines[partition.table, partition.number])

        partitions = [found.package.by_table[table][number] for table, number in lines]
        _add(cells, found.run(partitions, work, CELL_SCHEMA).toArrow())
    return cells


def _reload_rows(partition: Partition, block_size: int, lines: list[int]) -> Batches:
    """Yield the rows that begin on some lines of a file, in order."""

    def within(first: int, end: int) -> slice:
        return slice(bisect_left(lines, first), bisect_left(lines, end))

    for block in reload_blocks(partition, block_size, lambda first, end: bool(lines[within(first, end)])):
        rows = [line - block.line for line in lines[within(block.line, block.line + block.lines)]]
        yield from rows_with_cells(partition, block, rows).to_batches()


def _add(cells: CellsByPosition, found: pa.Table) -> None:
    for table, at, text in zip(*(column.to_pylist() for column in found.columns), strict=True):
        cells[table][at] = json.loads(text)
