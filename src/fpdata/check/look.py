"""Look at a block of a table by itself: what is proved valid, the judge's issues with the rest, and what to keep.

Most of a file is looked at once and forgotten. What stays of a block is what other tables refer to
or the rules across records compare (`KEPT`), and where its rows are.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field

import pyarrow as pa
import pyarrow.compute as pc

from fpdata.check.accept import Cells, accept
from fpdata.check.data import Raw
from fpdata.check.issue import Issue
from fpdata.check.nominate import Rule, flags, kept
from fpdata.check.rows import Judged, judge_row
from fpdata.model.record import SURROGATE, Table
from fpdata.read.blocks import Block, parse, read_line
from fpdata.read.csvfile import Row

Prepare = Callable[[Cells], pa.Table]


@dataclass
class Looked:
    """What was seen in some rows of a table. Rows are numbered from 0, in file order."""

    lines: Sequence[int]
    """The line of the file on which each row begins."""
    columns: pa.Table
    """The cells of each row; a row that is no record of so many cells in UTF-8 is null throughout."""
    kept: pa.Table
    flagged: dict[Rule, list[int]]
    """For a rule that a row may break by itself: the rows that may."""
    issues: list[Issue] = field(default_factory=list)
    wrong: dict[int, frozenset[str]] = field(default_factory=dict)
    """The fields found wrong, by row."""
    odd: dict[int, Raw | None] = field(default_factory=dict)
    """The rows that `columns` cannot show, None for a line that is empty and thus no row."""
    prepared: pa.Table | None = None
    """The rows in the form of an export, if that was asked for and all of them are right."""


def cells_of(columns: pa.Table, rows: Sequence[int]) -> list[list[str]]:
    """Return the cells of some rows, as the standard reader gives them."""
    if not rows:
        return []
    taken = [pc.coalesce(column.take(pa.array(rows, pa.int64())), "") for column in columns.columns]
    return [list(cells) for cells in zip(*(column.to_pylist() for column in taken), strict=True)]


def look(table: Table, file: str, block: Block, prepare: Prepare | None = None) -> Looked | None:
    """Look at a block; None where the standard reader has to read it (see `read.blocks.parse`)."""
    parsed = parse(table.names, block)
    if parsed is None:
        return None
    lines = range(block.line, block.line + block.lines)
    cells = Cells(table, parsed.columns)
    looked = look_at_cells(cells, file, lines, parsed.odd)
    for row, line in parsed.odd.items():
        item = read_line(line)
        if isinstance(item, Row):
            judged = judge_row(table, file, lines[row], item.cells)
            _note(looked, row, judged)
            looked.odd[row] = judged.raw
        else:
            looked.issues.append(Issue(file, lines[row], 0, item.code, table.name, message=item.message))
            looked.odd[row] = None
    return _prepared(looked, cells, prepare)


def look_at_cells(cells: Cells, file: str, lines: Sequence[int], leave: Collection[int] = ()) -> Looked:
    """Look at rows that are columns already, but for those to `leave`; `lines` has the line of each."""
    proved = accept(cells)
    looked = _looked(cells, lines)
    open_rows = pc.indices_nonzero(pc.invert(proved)).to_pylist() if proved.false_count else []
    for row, texts in zip(open_rows, cells_of(cells.columns, open_rows), strict=True):
        if row not in leave:
            _note(looked, row, judge_row(cells.table, file, lines[row], texts))
    return looked


def look_at_rows(table: Table, file: str, rows: Sequence[Row], prepare: Prepare | None = None) -> Looked:
    """Look at rows that the standard reader has read."""
    width, odd = len(table.columns), {}
    shown = []
    for number, row in enumerate(rows):
        if len(row.cells) != width or any(SURROGATE.search(cell) for cell in row.cells if not cell.isascii()):
            odd[number] = row
        shown.append([None] * width if number in odd else [cell or None for cell in row.cells])
    cells = zip(*shown, strict=True) if shown else [()] * width
    columns = Cells(table, pa.table([pa.array(column, pa.string()) for column in cells], names=table.names))
    looked = _looked(columns, [row.line for row in rows])
    for number, row in enumerate(rows):
        judged = judge_row(table, file, row.line, row.cells)
        _note(looked, number, judged)
        if number in odd:
            looked.odd[number] = judged.raw
    return _prepared(looked, columns, prepare)


def _looked(cells: Cells, lines: Sequence[int]) -> Looked:
    table = cells.table
    return Looked(
        lines,
        cells.columns,
        pa.table({name: _kept(cells, name) for name in kept(table)}),
        flags(cells),
    )


def _prepared(looked: Looked, cells: Cells, prepare: Prepare | None) -> Looked:
    if prepare is not None and not looked.wrong and not looked.odd:
        looked.prepared = prepare(cells)
    return looked


def _note(looked: Looked, row: int, judged: Judged) -> None:
    looked.issues += judged.issues
    if judged.issues:
        looked.wrong[row] = judged.raw.wrong


def _kept(cells: Cells, name: str) -> pa.Array:
    """Return a column to keep: cells, or the first (``_min``) or last day (``_max``) of dates."""
    if name.endswith(("_min", "_max")):
        days = cells.days(name[:-4])
        return days.earliest if name.endswith("_min") else days.latest
    return cells[name]
