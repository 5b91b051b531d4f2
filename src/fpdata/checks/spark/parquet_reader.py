"""Read a Parquet file of a table as columns of text, whether another tool or an export wrote it."""

from __future__ import annotations

from collections.abc import Iterator

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from pyarrow import csv

from fpdata.checks.file_issues import header_fault
from fpdata.checks.spark.partitions import Partition
from fpdata.model.tables import TABLES
from fpdata.package.blocks import Block

#: Rows per batch: each batch is read and checked as a whole.
BATCH_ROWS = 1 << 14


def read_batches(partition: Partition) -> Iterator[tuple[int, pa.Table]]:
    """Yield rows as columns of text (of bytes if they are not UTF-8), with the number of the first row.

    Rows are numbered from 1. The date columns that an export adds are left out. Raises OSError if the
    file cannot be read, ValueError if its columns are not those of the table.
    """
    table = TABLES[partition.table]
    try:
        with pq.ParquetFile(partition.path) as file:
            derived = {name for column in table.columns for name in column.bounds or ()}
            names = [name for name in file.schema_arrow.names if name not in derived]
            known = [name for name in table.names if name in names]
            unique = len(set(names)) == len(names)
            if fault := header_fault(table, 0, [*known, *(n for n in names if n not in known)] if unique else names):
                raise ValueError(fault.message)
            first = 1
            for batch in file.iter_batches(BATCH_ROWS, columns=list(table.names), use_threads=False):
                yield first, pa.table([_as_text(name, batch.column(name)) for name in table.names], names=table.names)
                first += len(batch)
    except pa.ArrowException as error:
        raise OSError(f"not a readable Parquet file: {error}") from error


def as_block(first: int, columns: pa.Table) -> Block:
    """Return rows of text as lines of CSV, which are then checked as those of a file."""
    sink = pa.BufferOutputStream()
    csv.write_csv(columns, sink, csv.WriteOptions(include_header=False))
    content: bytes = sink.getvalue().to_pybytes()
    return Block(first, 0, len(columns), len(content), content)


def _as_text(name: str, values: pa.Array) -> pa.Array:
    """Return a column as text, null if empty; as bytes if some are not UTF-8."""
    if pa.types.is_dictionary(values.type):
        values = values.dictionary_decode()
    if pa.types.is_null(values.type):
        return values.cast(pa.string())
    is_text = (pa.types.is_string, pa.types.is_large_string, pa.types.is_string_view)
    if not any(is_type(values.type) for is_type in is_text):
        raise ValueError(f"column {name!r} must be text, but is {values.type}")
    content = values.cast(pa.binary())
    content = pc.if_else(pc.equal(pc.binary_length(content), 0), pa.scalar(None, pa.binary()), content)
    try:
        return content.cast(pa.string())  # this validates UTF-8
    except pa.ArrowInvalid:
        return content
