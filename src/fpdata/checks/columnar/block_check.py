"""Look at a block of a table by itself: what is proved valid, the judge's issues with the rest, and what to keep.

Most of a file is looked at once and forgotten. What stays of a block is what other tables refer to
or the rules across records compare (`KEPT`), and where its rows are.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field

import pyarrow as pa
import pyarrow.compute as pc

from fpdata.checks.columnar.candidates import Rule, flags, retained_columns
from fpdata.checks.columnar.column_checks import ColumnBatch, proved_rows
from fpdata.checks.issue import Issue
from fpdata.checks.records import RawRow
from fpdata.checks.rows.validate import RowResult, validate_row
from fpdata.model.record import SURROGATE, Table
from fpdata.package.blocks import Block, parse_block, read_single_line
from fpdata.package.csv_reader import CsvRow

Prepare = Callable[[ColumnBatch], pa.Table]


@dataclass
class BlockResult:
    """What was seen in some rows of a table. Rows are numbered from 0, in file order."""

    lines: Sequence[int]
    """The line of the file on which each row begins."""
    columns: pa.Table
    """The cells of each row; a row that is no record of so many cells in UTF-8 is null throughout."""
    retained: pa.Table
    flagged: dict[Rule, list[int]]
    """For a rule that a row may break by itself: the rows that may."""
    issues: list[Issue] = field(default_factory=list)
    wrong: dict[int, frozenset[str]] = field(default_factory=dict)
    """The fields found wrong, by row."""
    odd: dict[int, RawRow | None] = field(default_factory=dict)
    """The rows that `columns` cannot show, None for a line that is empty and thus no row."""
    prepared: pa.Table | None = None
    """The rows in the form of an export, if that was asked for and all of them are right."""


def cells_of(columns: pa.Table, rows: Sequence[int]) -> list[list[str]]:
    """Return the cells of some rows, as the standard reader gives them."""
    if not rows:
        return []
    taken = [pc.coalesce(column.take(pa.array(rows, pa.int64())), "") for column in columns.columns]
    return [list(cells) for cells in zip(*(column.to_pylist() for column in taken), strict=True)]


def check_block(table: Table, file: str, block: Block, prepare: Prepare | None = None) -> BlockResult | None:
    """Look at a block; None where the standard reader has to read it (see `read.blocks.parse`)."""
    parsed = parse_block(table.names, block)
    if parsed is None:
        return None
    lines = range(block.line, block.line + block.lines)
    cells = ColumnBatch(table, parsed.columns)
    looked = check_columns(cells, file, lines, parsed.odd)
    for row, line in parsed.odd.items():
        item = read_single_line(line)
        if isinstance(item, CsvRow):
            judged = validate_row(table, file, lines[row], item.cells)
            _note(looked, row, judged)
            looked.odd[row] = judged.raw
        else:
            looked.issues.append(Issue(file, lines[row], 0, item.code, table.name, message=item.message))
            looked.odd[row] = None
    return _prepared(looked, cells, prepare)


def check_columns(cells: ColumnBatch, file: str, lines: Sequence[int], leave: Collection[int] = ()) -> BlockResult:
    """Look at rows that are columns already, but for those to `leave`; `lines` has the line of each."""
    proved = proved_rows(cells)
    looked = _looked(cells, lines)
    open_rows = pc.indices_nonzero(pc.invert(proved)).to_pylist() if proved.false_count else []
    for row, texts in zip(open_rows, cells_of(cells.columns, open_rows), strict=True):
        if row not in leave:
            _note(looked, row, validate_row(cells.table, file, lines[row], texts))
    return looked


def check_rows(table: Table, file: str, rows: Sequence[CsvRow], prepare: Prepare | None = None) -> BlockResult:
    """Look at rows that the standard reader has read."""
    width, odd = len(table.columns), {}
    shown = []
    for number, row in enumerate(rows):
        if len(row.cells) != width or any(SURROGATE.search(cell) for cell in row.cells if not cell.isascii()):
            odd[number] = row
        shown.append([None] * width if number in odd else [cell or None for cell in row.cells])
    cells = zip(*shown, strict=True) if shown else [()] * width
    columns = ColumnBatch(table, pa.table([pa.array(column, pa.string()) for column in cells], names=table.names))
    looked = _looked(columns, [row.line for row in rows])
    for number, row in enumerate(rows):
        judged = validate_row(table, file, row.line, row.cells)
        _note(looked, number, judged)
        if number in odd:
            looked.odd[number] = judged.raw
    return _prepared(looked, columns, prepare)


def _looked(cells: ColumnBatch, lines: Sequence[int]) -> BlockResult:
    table = cells.table
    return BlockResult(
        lines,
        cells.columns,
        pa.table({name: _kept(cells, name) for name in retained_columns(table)}),
        flags(cells),
    )


def _prepared(looked: BlockResult, cells: ColumnBatch, prepare: Prepare | None) -> BlockResult:
    if prepare is not None and not looked.wrong and not looked.odd:
        looked.prepared = prepare(cells)
    return looked


def _note(looked: BlockResult, row: int, judged: RowResult) -> None:
    looked.issues += judged.issues
    if judged.issues:
        looked.wrong[row] = judged.raw.wrong


def _kept(cells: ColumnBatch, name: str) -> pa.Array:
    """Return a column to keep: cells, or the first (``_min``) or last day (``_max``) of dates."""
    if name.endswith(("_min", "_max")):
        days = cells.days(name[:-4])
        return days.earliest if name.endswith("_min") else days.latest
    return cells[name]
