"""Check one block of a table: prove rows valid by column checks, validate the others, retain columns.

A block is read once and then dropped, except for the retained columns and the position of its rows in
the file.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field

import pyarrow as pa
import pyarrow.compute as pc

from fpdata.checks.columnar.block_candidates import block_candidates
from fpdata.checks.columnar.column_checks import ColumnBatch, proved_rows
from fpdata.checks.columnar.retained import retain
from fpdata.checks.issue import Issue
from fpdata.checks.records import RawRow
from fpdata.checks.rows.validate import RowResult, validate_row
from fpdata.checks.rule import Rule
from fpdata.model.characters import SURROGATE
from fpdata.model.table import Table
from fpdata.package.arrow_scalars import EMPTY
from fpdata.package.blocks import Block, parse_block, read_single_line
from fpdata.package.csv_reader import CsvRow

#: Converts valid rows to the form in which an export writes them.
Prepare = Callable[[ColumnBatch], pa.Table]


@dataclass
class BlockResult:
    """What a check found in some rows of a table. Rows are numbered from 0, in file order."""

    lines: Sequence[int]
    """The line of the file on which each row begins."""
    columns: pa.Table
    """The cells of each row. A malformed row is null throughout."""
    retained: pa.Table
    candidates: dict[Rule, list[int]]
    """For each rule about single records, the rows that may break it."""
    issues: list[Issue] = field(default_factory=list)
    invalid_fields: dict[int, frozenset[str]] = field(default_factory=dict)
    """The fields that failed validation, by row."""
    malformed: dict[int, RawRow | None] = field(default_factory=dict)
    """Rows with the wrong number of cells or not in UTF-8; None for a blank line, which is not a row."""
    has_cells: bool = True
    """Whether `columns` has all cells; of a known block, it has only the references to other tables."""
    prepared: pa.Table | None = None
    """The rows as an export writes them, if that was asked for and all of them are valid."""

    def add(self, row: int, result: RowResult) -> None:
        """Add a validated row."""
        self.issues += result.issues
        if result.issues:
            self.invalid_fields[row] = result.raw.invalid_fields


def read_cells(columns: pa.Table, rows: Sequence[int]) -> list[list[str]]:
    """Return the cells of some rows, as the CSV reader gives them: an empty text for null."""
    if not rows:
        return []
    taken = [pc.coalesce(column.take(pa.array(rows, pa.int64())), EMPTY) for column in columns.columns]
    return [list(cells) for cells in zip(*(column.to_pylist() for column in taken), strict=True)]


def check_block(table: Table, file: str, block: Block, prepare: Prepare | None = None) -> BlockResult | None:
    """Check a block. Returns None if only the CSV reader can read it (see `package.blocks.parse_block`)."""
    parsed = parse_block(table.names, block)
    if parsed is None:
        return None
    lines = range(block.line, block.line + block.lines)
    batch = ColumnBatch(table, parsed.columns)
    result = check_columns(batch, file, lines, parsed.malformed)
    for row, line in parsed.malformed.items():
        item = read_single_line(line)
        if isinstance(item, CsvRow):
            validated = validate_row(table, file, lines[row], item.cells)
            result.add(row, validated)
            result.malformed[row] = validated.raw
        else:
            result.issues.append(Issue(file, lines[row], 0, item.code, table.name, message=item.message))
            result.malformed[row] = None
    return _prepared(result, batch, prepare)


def check_columns(batch: ColumnBatch, file: str, lines: Sequence[int], skip: Collection[int] = ()) -> BlockResult:
    """Check rows given as columns, except those to `skip`; `lines` has the line of each."""
    proved = proved_rows(batch)
    result = _result(batch, lines)
    unproved = pc.indices_nonzero(pc.invert(proved)).to_pylist() if proved.false_count else []
    for row, cells in zip(unproved, read_cells(batch.columns, unproved), strict=True):
        if row not in skip:
            result.add(row, validate_row(batch.table, file, lines[row], cells))
    return result


def check_csv_rows(table: Table, file: str, rows: Sequence[CsvRow], prepare: Prepare | None = None) -> BlockResult:
    """Check rows that the CSV reader has read."""
    width, malformed = len(table.columns), {}
    texts = []
    for number, row in enumerate(rows):
        if len(row.cells) != width or any(SURROGATE.search(cell) for cell in row.cells if not cell.isascii()):
            malformed[number] = row
        texts.append([None] * width if number in malformed else [cell or None for cell in row.cells])
    cells = zip(*texts, strict=True) if texts else [()] * width
    batch = ColumnBatch(table, pa.table([pa.array(column, pa.string()) for column in cells], names=table.names))
    result = _result(batch, [row.line for row in rows])
    for number, row in enumerate(rows):
        validated = validate_row(table, file, row.line, row.cells)
        result.add(number, validated)
        if number in malformed:
            result.malformed[number] = validated.raw
    return _prepared(result, batch, prepare)


def _result(batch: ColumnBatch, lines: Sequence[int]) -> BlockResult:
    return BlockResult(lines, batch.columns, retain(batch), block_candidates(batch))


def _prepared(result: BlockResult, batch: ColumnBatch, prepare: Prepare | None) -> BlockResult:
    if prepare is not None and not result.invalid_fields and not result.malformed:
        result.prepared = prepare(batch)
    return result
