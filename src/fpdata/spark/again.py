"""Read rows again whose place is known: those that a rule is to judge, or to see."""

from __future__ import annotations

import json
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterator

import pyarrow as pa

from fpdata.check.look import cells_of
from fpdata.model.tables import TABLES
from fpdata.read.blocks import cut, parse
from fpdata.read.package import PackageError
from fpdata.spark.found import Batches, Found
from fpdata.spark.parts import LINES, Part
from fpdata.spark.reading import batches
from fpdata.spark.scan import to_json

#: Rows with their cells as JSON; null where these were kept (see `scan`).
ROWS = pa.schema([("tab", pa.string()), ("at", pa.int64()), ("cells", pa.string())])

Rows = dict[str, dict[int, list[str]]]


def read_again(part: Part, size: int, wanted: Callable[[int, int], bool]) -> Iterator[tuple[int, pa.Table]]:
    """Yield the columns of the blocks of a file that are `wanted`, asked with the first line and the line after the last."""
    if part.path.suffix == ".parquet":
        yield from ((first, columns) for first, columns in batches(part) if wanted(first, first + len(columns)))
        return
    for block in cut(part.path, size):
        if wanted(block.line, block.line + block.lines):
            parsed = parse(TABLES[part.table].names, block)
            if parsed is None:
                raise PackageError(f"{part.path} was changed while it was checked; check again")
            yield block.line, parsed.columns


def rows_of(part: Part, first: int, columns: pa.Table, rows: list[int]) -> pa.Table:
    """Return some rows of a block with their cells; `first` is its first line."""
    places = [part.first + first + row for row in rows]
    texts = [to_json(cells) for cells in cells_of(columns, rows)]
    return pa.table([[part.table] * len(rows), places, texts], schema=ROWS)


def fetch(found: Found, wanted: dict[str, set[int]]) -> Rows:
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
            lines[table, at // LINES].append(at % LINES)
    if lines:
        size = found.size

        def work(parts: list[Part]) -> Batches:
            for part in parts:
                yield from _some(part, size, lines[part.table, part.number])

        parts = [found.parts.by_table[table][number] for table, number in lines]
        _add(rows, found.run(parts, work, ROWS).toArrow())
    return rows


def _some(part: Part, size: int, lines: list[int]) -> Batches:
    """Yield the rows that begin on some lines of a file, in order."""

    def here(first: int, end: int) -> slice:
        return slice(bisect_left(lines, first), bisect_left(lines, end))

    for first, columns in read_again(part, size, lambda first, end: bool(lines[here(first, end)])):
        rows = [line - first for line in lines[here(first, first + len(columns))]]
        yield from rows_of(part, first, columns, rows).to_batches()


def _add(rows: Rows, found: pa.Table) -> None:
    for table, at, cells in zip(*(column.to_pylist() for column in found.columns), strict=True):
        rows[table][at] = json.loads(cells)
