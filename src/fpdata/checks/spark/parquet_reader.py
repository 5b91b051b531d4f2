"""Read a Parquet file of a table as columns of text, whether another tool or an export wrote it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from pyarrow import csv

from fpdata.checks.file_issues import header_fault
from fpdata.model.table import Table
from fpdata.model.tables import TABLES
from fpdata.package.blocks import Block
from fpdata.package.csv_reader import CsvRow

_BATCH_ROWS = 1 << 14


class Batch(NamedTuple):
    """Where some rows are: the number of the first, from 1; the row group, and how many batches of it come before."""

    first: int
    group: int
    number: int


@dataclass(frozen=True)
class ParquetCells:
    """The cells of a batch, which are read from the file when they are asked for."""

    path: Path
    table: str
    batch: Batch

    def __getitem__(self, row: int) -> list[str]:
        return _read_cells(self.path, self.table, self.batch)[row]


@lru_cache(maxsize=2)
def _read_cells(path: Path, table: str, batch: Batch) -> list[list[str]]:
    batches = read_batches(path, TABLES[table], batch.group)
    return as_cells(next(columns for each, columns in batches if each.number == batch.number))


def read_batches(path: Path, table: Table, group: int | None = None) -> Iterator[tuple[Batch, pa.Table]]:
    """Yield rows as columns of text (of bytes if they are not UTF-8), with the place of each batch.

    The date columns that an export adds are left out. With `group`, only the batches of one row group are read.
    Raises OSError if the file cannot be read, ValueError if its columns are not those of the table.
    """
    try:
        with pq.ParquetFile(path) as file:
            derived = {name for column in table.columns for name in column.bounds or ()}
            names = [name for name in file.schema_arrow.names if name not in derived]
            known = [name for name in table.names if name in names]
            unique = len(set(names)) == len(names)
            if fault := header_fault(table, 0, [*known, *(n for n in names if n not in known)] if unique else names):
                raise ValueError(fault.message)
            first = 1
            for each in range(file.num_row_groups) if group is None else [group]:
                batches = file.iter_batches(_BATCH_ROWS, [each], columns=list(table.names), use_threads=False)
                for number, batch in enumerate(batches):
                    columns = [_as_text(name, batch.column(name)) for name in table.names]
                    yield Batch(first, each, number), pa.table(columns, names=table.names)
                    first += len(batch)
    except pa.ArrowException as error:
        raise OSError(f"not a readable Parquet file: {error}") from error


def as_block(first: int, columns: pa.Table) -> Block:
    """Return rows of text as lines of CSV, which are then checked as those of a file."""
    sink = pa.BufferOutputStream()
    csv.write_csv(columns, sink, csv.WriteOptions(include_header=False))
    content: bytes = sink.getvalue().to_pybytes()
    return Block(first, 0, len(columns), len(content), content)


def as_rows(first: int, columns: pa.Table) -> list[CsvRow]:
    """Return rows as the CSV reader would give them, if the number of the first were its line."""
    return [CsvRow(first + number, cells) for number, cells in enumerate(as_cells(columns))]


def as_cells(columns: pa.Table) -> list[list[str]]:
    """Return rows as lists of cells."""
    return [list(row) for row in zip(*map(_decoded, columns.columns), strict=True)]


def _decoded(column: pa.ChunkedArray) -> list[str]:
    return [(value or b"").decode("utf-8", "surrogateescape") for value in column.cast(pa.binary()).to_pylist()]


def _as_text(name: str, values: pa.Array) -> pa.Array:
    """Return a column as text, null if empty; as bytes if some are not UTF-8."""
    if pa.types.is_dictionary(values.type):
        values = values.dictionary_decode()
    if pa.types.is_null(values.type) or pa.types.is_integer(values.type):
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
