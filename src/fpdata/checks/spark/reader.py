"""Read and check one file of a table in a worker: the same block check as on one machine.

A worker sees a row once. So, unlike on one machine, a reference that is not a well-formed id is
reported at once, and not only when its record turns out to be missing.
"""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Future
from dataclasses import dataclass, field
from typing import NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from fpdata.checks.columnar.block_check import BlockResult, check_block, check_rows
from fpdata.checks.columnar.prefetch import BlockPrefetcher
from fpdata.checks.columnar.table_index import TableIndex
from fpdata.checks.columnar.table_reader import read_results
from fpdata.checks.file_issues import fault_issue
from fpdata.checks.issue import Issue
from fpdata.checks.spark.parquet_reader import as_block, read_batches
from fpdata.checks.spark.partitions import Partition
from fpdata.model.table import Column, Table
from fpdata.model.tables import TABLES
from fpdata.package.blocks import Block, split_blocks
from fpdata.package.csv_reader import CsvRow, FileFault

_SAMPLE_SIZE = 500


class Scanned(NamedTuple):
    """What was found in some rows, and whether their cells can be reloaded by line (see `fetch`)."""

    result: BlockResult
    reloadable: bool


@dataclass
class PartitionReader:
    """Reads one file. Afterwards, `issues` has those of the file itself, and `complete` is true if it was read to its end."""

    partition: Partition
    block_size: int
    """In bytes."""
    issues: list[Issue] = field(default_factory=list)
    complete: bool = False

    def read(self) -> Iterator[Scanned]:
        """Yield the results of all rows, some at a time."""
        table, file = TABLES[self.partition.table], self.partition.file
        is_parquet = self.partition.path.suffix == ".parquet"
        for scanned in self._read_parquet() if is_parquet else self._read_csv():
            if scanned.reloadable:
                _validate_references(table, file, scanned.result)
            yield scanned

    def _read_csv(self) -> Iterator[Scanned]:
        index = TableIndex(TABLES[self.partition.table], self.partition.file, self.partition.path)

        def submit(index: TableIndex, block: Block) -> Future[BlockResult | None]:
            done: Future[BlockResult | None] = Future()  # a worker has one thread; Spark runs several workers
            done.set_result(check_block(index.table, index.file, block))
            return done

        blocks = BlockPrefetcher([index], submit, 1, lambda index: split_blocks(index.path, self.block_size))
        for result, block in read_results(index, blocks, self.issues, None):
            yield Scanned(result, block is not None)
        self.complete = index.complete

    def _read_parquet(self) -> Iterator[Scanned]:
        partition, table = self.partition, TABLES[self.partition.table]
        try:
            for first, columns in read_batches(partition):
                result = None
                if all(pa.types.is_string(column.type) for column in columns.columns):
                    result = check_block(table, partition.file, as_block(first, columns))
                if result is not None:
                    yield Scanned(result, True)
                else:  # a text with a line break, or one that is not UTF-8
                    cells = zip(*(_decoded(column) for column in columns.columns), strict=True)
                    rows = [CsvRow(first + number, list(row)) for number, row in enumerate(cells)]
                    yield Scanned(check_rows(table, partition.file, rows), False)
            self.complete = True
        except ValueError as error:
            self._report("file-header", str(error))
        except OSError as error:
            self._report("file-unreadable", error.strerror or str(error))

    def _report(self, code: str, message: str) -> None:
        self.issues.append(fault_issue(self.partition.file, FileFault(code, 0, message), self.partition.table))


def _validate_references(table: Table, file: str, result: BlockResult) -> None:
    """Validate the rows that the scan accepted with a reference that is not an id."""
    for column in table.references:
        cells = result.references[column.name]
        values = distinct(cells)
        invalid = values.filter(pc.invert(_are_ids(values, column)))
        if len(invalid):
            rows = pc.indices_nonzero(pc.is_in(cells, invalid)).to_pylist()
            rows = [row for row in rows if row not in result.invalid_fields]
            for row, texts in zip(rows, result.read(rows), strict=True):
                result.validate(table, file, row, texts)


def distinct(values: pa.StringArray) -> pa.StringArray:
    """Return the distinct values without null; all values if a sample shows that most are distinct."""
    some = values.drop_null()
    sample = some[:_SAMPLE_SIZE]
    return some if len(sample.unique()) > 0.8 * _SAMPLE_SIZE else some.unique()


def _are_ids(values: pa.StringArray, column: Column) -> pa.BooleanArray:
    matches = pc.match_substring_regex(values, f"^(?:{column.pattern})$")
    return pc.and_(matches, pc.less_equal(pc.binary_length(values), column.max_length))


def _decoded(column: pa.ChunkedArray) -> list[str]:
    values = column.cast(pa.binary()).to_pylist()
    return [(value or b"").decode("utf-8", "surrogateescape") for value in values]
