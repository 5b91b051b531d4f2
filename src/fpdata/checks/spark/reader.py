"""Read one file of a table, in a worker: the same blocks, acceptors and judge as on one machine.

What a worker sees of a row it sees once. So, other than on one machine, a reference whose form is wrong
is judged at once, and not when its record is found to be missing.
"""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Future
from dataclasses import dataclass, field

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from fpdata.checks.columnar.block_check import BlockResult, cells_of, check_block, check_columns, check_rows
from fpdata.checks.columnar.column_checks import ColumnBatch
from fpdata.checks.columnar.engine import BlockPrefetcher, read_table
from fpdata.checks.columnar.table_index import TableIndex
from fpdata.checks.file_issues import fault_issue, header_fault
from fpdata.checks.issue import Issue
from fpdata.checks.rows.validate import validate_row
from fpdata.checks.spark.partitions import Partition
from fpdata.model.record import Column, Table
from fpdata.model.tables import TABLES
from fpdata.package.blocks import Block
from fpdata.package.csv_reader import CsvRow, FileFault

#: Rows of a Parquet file that are looked at together.
BATCH = 1 << 14
_SAMPLE = 500


@dataclass
class Reading:
    """A file that is being read: what is wrong with it as a whole, and whether it was read to its end."""

    part: Partition
    size: int
    """The bytes of a block."""
    issues: list[Issue] = field(default_factory=list)
    complete: bool = False

    def looks(self) -> Iterator[tuple[BlockResult, bool]]:
        """Yield what is seen in the rows, some at a time, and whether their columns can be read again (see `again`)."""
        looks = _of_parquet(self) if self.part.path.suffix == ".parquet" else _of_csv(self)
        for looked, again in looks:
            if again:
                _judge_references(TABLES[self.part.table], self.part.file, looked)
            yield looked, again


def _of_csv(reading: Reading) -> Iterator[tuple[BlockResult, bool]]:
    shelf = TableIndex(TABLES[reading.part.table], reading.part.file, reading.part.path)

    def submit(table: Table, file: str, block: Block) -> Future[BlockResult | None]:
        done: Future[BlockResult | None] = Future()  # a worker has one thread: Spark gives the others their own work
        done.set_result(check_block(table, file, block))
        return done

    ahead = BlockPrefetcher([shelf], submit, 1, reading.size)
    for looked, block in read_table(shelf, ahead, reading.issues, None):
        yield looked, block is not None
    reading.complete = shelf.complete


def _judge_references(table: Table, file: str, looked: BlockResult) -> None:
    """Judge the rows that were accepted with a reference that is no id."""
    for column in table.references:
        values = distinct(looked.columns.column(column.name))
        ill = values.filter(pc.invert(_are_ids(values, column)))
        if len(ill):
            rows = pc.indices_nonzero(pc.is_in(looked.columns.column(column.name), ill)).to_pylist()
            rows = [row for row in rows if row not in looked.wrong]
            for row, cells in zip(rows, cells_of(looked.columns, rows), strict=True):
                judged = validate_row(table, file, looked.lines[row], cells)
                looked.issues += judged.issues
                if judged.issues:
                    looked.wrong[row] = judged.raw.wrong


def distinct(values: pa.ChunkedArray) -> pa.Array:
    """Return the different values, null aside; all of them where a sample says that most differ."""
    some = values.combine_chunks().drop_null()
    sample = some[:_SAMPLE]
    return some if len(sample.unique()) > 0.8 * _SAMPLE else some.unique()


def _are_ids(values: pa.StringArray, column: Column) -> pa.BooleanArray:
    matches = pc.match_substring_regex(values, f"^(?:{column.pattern})$")
    return pc.and_(matches, pc.less_equal(pc.binary_length(values), column.max_length))


# --- Parquet --------------------------------------------------------------------------------------


def batches(part: Partition) -> Iterator[tuple[int, pa.Table]]:
    """Yield the rows of a Parquet file as columns of text, or of bytes that are none, and the number of the first.

    Rows are numbered from 1. Raises OSError where the file cannot be read, ValueError where it is not
    of the table; days that an export adds to dates are left out.
    """
    table = TABLES[part.table]
    try:
        with pq.ParquetFile(part.path) as file:
            derived = {name for column in table.columns for name in column.bounds or ()}
            names = [name for name in file.schema_arrow.names if name not in derived]
            known = [name for name in table.names if name in names]
            ordered = (
                [*known, *(name for name in names if name not in known)] if len(set(names)) == len(names) else names
            )
            if fault := header_fault(table, 0, ordered):
                raise ValueError(fault.message)
            first = 1
            for batch in file.iter_batches(BATCH, columns=list(table.names), use_threads=False):
                yield first, pa.table([_as_text(name, batch.column(name)) for name in table.names], names=table.names)
                first += len(batch)
    except pa.ArrowException as error:
        raise OSError(f"not a Parquet file that can be read: {error}") from error


def _as_text(name: str, values: pa.Array) -> pa.Array:
    """Return a column as text, null where it is empty; as bytes where they are not UTF-8."""
    if pa.types.is_dictionary(values.type):
        values = values.dictionary_decode()
    if pa.types.is_null(values.type):
        return values.cast(pa.string())
    if not (
        pa.types.is_string(values.type) or pa.types.is_large_string(values.type) or pa.types.is_string_view(values.type)
    ):
        raise ValueError(f"column {name!r} is no text but {values.type}")
    content = values.cast(pa.binary())
    content = pc.if_else(pc.equal(pc.binary_length(content), 0), pa.scalar(None, pa.binary()), content)
    try:
        return content.cast(pa.string())  # which proves that it is UTF-8
    except pa.ArrowInvalid:
        return content


def _of_parquet(reading: Reading) -> Iterator[tuple[BlockResult, bool]]:
    part, table = reading.part, TABLES[reading.part.table]
    try:
        for first, columns in batches(part):
            if all(pa.types.is_string(column.type) for column in columns.columns):
                cells = ColumnBatch(table, columns)
                yield check_columns(cells, part.file, range(first, first + len(cells))), True
            else:
                rows = zip(*(_decoded(column) for column in columns.columns), strict=True)
                yield check_rows(table, part.file, [CsvRow(first + n, list(row)) for n, row in enumerate(rows)]), False
        reading.complete = True
    except ValueError as error:
        reading.issues.append(fault_issue(part.file, FileFault("file-header", 0, str(error)), part.table))
    except OSError as error:
        message = error.strerror or str(error)
        reading.issues.append(fault_issue(part.file, FileFault("file-unreadable", 0, message), part.table))


def _decoded(column: pa.ChunkedArray) -> list[str]:
    values = column.cast(pa.binary()).to_pylist()
    return [(value or b"").decode("utf-8", "surrogateescape") for value in values]
