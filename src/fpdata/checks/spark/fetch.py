"""Read rows again whose place is known: those that a rule is to judge, or to see."""

from __future__ import annotations

import json
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterator

import pyarrow as pa

from fpdata.checks.columnar.block_check import cells_of
from fpdata.checks.spark.partitions import PARTITION_STRIDE, Partition
from fpdata.checks.spark.reader import batches
from fpdata.checks.spark.scan import to_json
from fpdata.checks.spark.scan_result import Batches, ScanResult
from fpdata.model.tables import TABLES
from fpdata.package.blocks import parse_block, split_blocks
from fpdata.package.locate import PackageError

#: Rows with their cells as JSON; null where these were kept (see `scan`).
ROW_SCHEMA = pa.schema([("tab", pa.string()), ("at", pa.int64()), ("cells", pa.string())])

Rows = dict[str, dict[int, list[str]]]


def reread_blocks(part: Partition, size: int, wanted: Callable[[int, int], bool]) -> Iterator[tuple[int, pa.Table]]:
    """Yield the columns of the blocks of a file that are `wanted`, asked with the first line and the line after the last."""
    if part.path.suffix == ".parquet":
        yield from ((first, columns) for first, columns in batches(part) if wanted(first, first + len(columns)))
        return
    for block in split_blocks(part.path, size):
        if wanted(block.line, block.line + block.lines):
            parsed = parse_block(TABLES[part.table].names, block)
            if parsed is None:
                raise PackageError(f"{part.path} was changed while it was checked; check again")
            yield block.line, parsed.columns


def rows_of(part: Partition, first: int, columns: pa.Table, rows: list[int]) -> pa.Table:
    """Return some rows of a block with their cells; `first` is its first line."""
    places = [part.first + first + row for row in rows]
    texts = [to_json(cells) for cells in cells_of(columns, rows)]
    return pa.table([[part.table] * len(rows), places, texts], schema=ROW_SCHEMA)


def fetch(found: ScanResult, wanted: dict[str, set[int]]) -> Rows:
    """Return the cells of rows, by table and place."""
    rows: Rows = {table: {} for table in TABLES}
    wanted = {table: set(places) for table, places in wanted.items() if places}
    if wanted and found.holds_cells:
        held = found.kind("row").filter("cells is not null").select("tab", "at", "cells")
        _add(rows, held.join(found.places(wanted), ["tab", "at"], "left_semi").toArrow())
        wanted = {table: places - rows[table].keys() for table, places in wanted.items()}
    lines: dict[tuple[str, int], list[int]] = defaultdict(list)
    for table, places in wanted.items():
        for at in sorted(places):
            lines[table, at // PARTITION_STRIDE].append(at % PARTITION_STRIDE)
    if lines:
        size = found.size

        def work(parts: list[Partition]) -> Batches:
            for part in parts:
                yield from _some(part, size, lines[part.table, part.number])

        parts = [found.parts.by_table[table][number] for table, number in lines]
        _add(rows, found.run(parts, work, ROW_SCHEMA).toArrow())
    return rows


def _some(part: Partition, size: int, lines: list[int]) -> Batches:
    """Yield the rows that begin on some lines of a file, in order."""

    def here(first: int, end: int) -> slice:
        return slice(bisect_left(lines, first), bisect_left(lines, end))

    for first, columns in reread_blocks(part, size, lambda first, end: bool(lines[here(first, end)])):
        rows = [line - first for line in lines[here(first, first + len(columns))]]
        yield from rows_of(part, first, columns, rows).to_batches()


def _add(rows: Rows, found: pa.Table) -> None:
    for table, at, cells in zip(*(column.to_pylist() for column in found.columns), strict=True):
        rows[table][at] = json.loads(cells)
