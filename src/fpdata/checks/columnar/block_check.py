"""Check one block of a table: the scan proves rows valid, pydantic validates the others, some columns are retained.

A block is read once and then dropped, except for the retained columns and the position of its rows in the file.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

import pyarrow as pa

from fpdata.checks.columnar.batch import ColumnBatch, RowBatch, RowMark
from fpdata.checks.columnar.block_candidates import condition_candidates, text_candidates
from fpdata.checks.columnar.native import has_scan
from fpdata.checks.columnar.retained import retain
from fpdata.checks.file_issues import repeated_header
from fpdata.checks.issue import Issue
from fpdata.checks.records import RawRow
from fpdata.checks.rows.quality import no_placeholder_dates
from fpdata.checks.rows.validate import RowResult, validate_row
from fpdata.checks.rule import Rule
from fpdata.model.characters import SURROGATE
from fpdata.model.table import Table
from fpdata.package.blocks import Block, is_plain, read_block_rows, read_lines
from fpdata.package.csv_reader import CsvRow, FileFault

if TYPE_CHECKING:
    from fpdata.checks.columnar.scan import ScannedBatch

#: Converts valid rows to the form in which an export writes them.
Prepare = Callable[[ColumnBatch], pa.Table]

_IN_TEXT = RowMark.LABEL | RowMark.SPOILED | RowMark.TRACKED
_NEEDS_CELLS = RowMark.OPEN | RowMark.UNDIGESTED | _IN_TEXT


class Cells(Protocol):
    """The cells of some rows."""

    def __getitem__(self, row: int, /) -> list[str]:
        """Return the cells of a row."""


@dataclass
class BlockResult:
    """What a check found in some rows of a table. Rows are numbered from 0, in file order; a malformed row is null."""

    lines: Sequence[int]
    """The line of the file on which each row begins."""
    block: Block | None = None
    """Where the rows are, if each is a line."""
    references: Mapping[str, pa.StringArray] = field(default_factory=dict)
    """The columns that refer to other records."""
    retained: pa.Table = field(default_factory=lambda: pa.table({}))
    candidates: dict[Rule, list[int]] = field(default_factory=dict)
    """For each rule about single records, the rows that may break it."""
    issues: list[Issue] = field(default_factory=list)
    invalid_fields: dict[int, frozenset[str]] = field(default_factory=dict)
    """The fields that failed validation, by row."""
    malformed: dict[int, RawRow | None] = field(default_factory=dict)
    """Rows with the wrong number of cells or not in UTF-8; None for a blank line or a header, which is not a row."""
    is_known: bool = False
    """Whether an earlier check found this, see `known_blocks`."""
    cells: Cells | None = None
    """The cells of all rows, if they cannot be read again from a block."""
    open_rows: int = 0
    """How many rows the scan did not prove valid."""
    starts: Sequence[int] = ()
    """Where lines of the block begin, as in `Block`."""
    prepared: pa.Table | None = None
    """The rows as an export writes them, if that was asked for and all of them are valid."""

    def validate(self, table: Table, file: str, row: int, cells: list[str]) -> RowResult:
        """Validate a row, and add its issues."""
        result = validate_row(table, file, self.lines[row], cells)
        self.issues += result.issues
        if result.issues:
            self.invalid_fields[row] = result.raw.invalid_fields
        return result

    def add_blank(self, table: Table, file: str, row: int, fault: FileFault) -> None:
        """Add a line that is no row."""
        self.issues.append(Issue(file, self.lines[row], 0, fault.code, table.name, message=fault.message))
        self.malformed[row] = None

    def add_candidates(self, table: Table, row: int, cells: list[str]) -> None:
        """Add a row to the candidates of the rules that its text may break, if it is valid."""
        if row not in self.invalid_fields:
            for rule in text_candidates(table, cells):
                self.candidates.setdefault(rule, []).append(row)

    def read(self, rows: Sequence[int]) -> list[list[str]]:
        """Return the cells of some rows, as the CSV reader gives them; of a blank line, none."""
        if self.cells is not None:
            return [self.cells[row] for row in rows]
        if self.block is None:
            raise ValueError("the cells of these rows are not kept")
        return read_block_rows(self.block, rows)


def check_block(
    table: Table, file: str, block: Block, prepare: Prepare | None = None, scanning: bool = True
) -> BlockResult | None:
    """Check a block. Returns None if a line of it is perhaps no record, so that only the CSV reader can read it.

    Without `scanning`, or where the scan is not there, pydantic reads all rows; the result is the same.
    """
    if not is_plain(block.content):
        return None
    if not (scanning and has_scan()):
        return _check_lines(table, file, block, prepare)
    from fpdata.checks.columnar.scan import scan_block  # an extra

    batch = scan_block(table, block, whole=prepare is not None)
    return _check_scanned(batch, file, block, prepare) if batch is not None else None


def _check_scanned(batch: ScannedBatch, file: str, block: Block, prepare: Prepare | None) -> BlockResult | None:
    table, result = batch.table, BlockResult(range(block.line, block.line + block.lines), block)
    read = {row: marks for row, marks in batch.marked.items() if marks & _NEEDS_CELLS}
    for (row, marks), item in zip(read.items(), read_lines(map(batch.line, read)), strict=True):
        if isinstance(item, FileFault):
            result.add_blank(table, file, row, item)
            continue
        if repeated_header(table, 0, item.cells):
            return None
        validated = result.validate(table, file, row, item.cells) if marks & RowMark.OPEN else None
        if validated and marks & RowMark.MALFORMED:
            result.malformed[row] = validated.raw
            continue
        if row not in result.invalid_fields:
            batch.complete(row, item.cells)
        if marks & _IN_TEXT:
            result.add_candidates(table, row, item.cells)
    for row, marks in batch.marked.items():
        if marks & RowMark.YEAR_END and row not in result.invalid_fields:
            result.candidates.setdefault(no_placeholder_dates, []).append(row)
    result.open_rows, result.starts = len(read), batch.starts()
    return _completed(result, batch, prepare)


def _check_lines(table: Table, file: str, block: Block, prepare: Prepare | None) -> BlockResult | None:
    """Check a block of lines each of which is a record, row by row; None if one may be none."""
    items = [*read_lines(block.content.splitlines(keepends=True))]
    blank = {row: item for row, item in enumerate(items) if isinstance(item, FileFault)}
    if len(items) != block.lines or any(item.code != "row-blank-line" for item in blank.values()):
        return None
    if any(isinstance(item, CsvRow) and repeated_header(table, item.line, item.cells) for item in items):
        return None
    result = BlockResult(range(block.line, block.line + block.lines), block)
    for row, item in blank.items():
        result.add_blank(table, file, row, item)
    return _check_cells(
        table, file, result, [item.cells if isinstance(item, CsvRow) else None for item in items], prepare
    )


def check_rows(table: Table, file: str, rows: Sequence[CsvRow], prepare: Prepare | None = None) -> BlockResult:
    """Check rows that the CSV reader has read."""
    cells = [row.cells for row in rows]
    result = BlockResult([row.line for row in rows], cells=cells)
    headers = {row: fault for row, (line, read) in enumerate(rows) if (fault := repeated_header(table, line, read))}
    for row, fault in headers.items():
        result.add_blank(table, file, row, fault)
    return _check_cells(
        table, file, result, [None if row in headers else read for row, read in enumerate(cells)], prepare
    )


def _check_cells(
    table: Table, file: str, result: BlockResult, rows: Sequence[list[str] | None], prepare: Prepare | None
) -> BlockResult:
    well_formed = [*rows]
    for row, cells in enumerate(rows):
        if cells is None:
            continue
        validated = result.validate(table, file, row, cells)
        if len(cells) != len(table.columns) or any(SURROGATE.search(cell) for cell in cells if not cell.isascii()):
            result.malformed[row] = validated.raw
            well_formed[row] = None
        else:
            result.add_candidates(table, row, cells)
    result.open_rows = len(result.invalid_fields)
    return _completed(result, RowBatch(table, well_formed, result.invalid_fields), prepare)


def _completed(result: BlockResult, batch: ColumnBatch, prepare: Prepare | None) -> BlockResult:
    result.references = {column.name: batch[column.name] for column in batch.table.references}
    result.retained = retain(batch)
    for rule, rows in condition_candidates(batch).items():
        result.candidates[rule] = [*result.candidates.get(rule, ()), *rows]
    if prepare is not None and not result.invalid_fields and not result.malformed:
        result.prepared = prepare(batch)
    return result
