"""A limit, for ``fpdata build``: the same CSV to Parquet with pyarrow in one stream, nothing checked or derived.

The options are those of fpdata's own export (`fpdata.export.parquet_writer`).
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
from pyarrow import csv

from benchmarks.peers.arrow import options
from benchmarks.peers.common import Specification, Table, run

LEAVES_OUT = ("everything",)

_ROW_GROUP = 131_072
_REPEATED = {"code", "reference", "language"}
_SHARED_BEGINNINGS = {"id", "url"}
_LEVEL = 6


def count(specification: Specification) -> int:
    """Export a package; no problem is ever found, though a record of a wrong width would end it."""
    # Beside the package: the same disk that fpdata writes to.
    with tempfile.TemporaryDirectory(dir=specification.folder) as folder:
        for table in specification.tables.values():
            _export(table, Path(folder) / f"{table.name}.parquet")
    return 0


def _export(table: Table, path: Path) -> None:
    parse, convert = options(table)
    with (
        csv.open_csv(table.path, parse_options=parse, convert_options=convert) as reader,
        pq.ParquetWriter(
            path,
            reader.schema,
            compression="zstd",
            compression_level=_LEVEL,
            use_dictionary=[column.name for column in table.columns if column.kind in _REPEATED],
            column_encoding={
                column.name: "DELTA_BYTE_ARRAY" for column in table.columns if column.kind in _SHARED_BEGINNINGS
            },
            write_page_index=True,
            write_statistics=True,
        ) as writer,
    ):
        for group in _row_groups(reader):
            writer.write_table(group, row_group_size=_ROW_GROUP)


def _row_groups(reader: Iterator[pa.RecordBatch]) -> Iterator[pa.Table]:
    """Yield the rows of a reader in groups of one size, the last one aside."""
    waiting: list[pa.RecordBatch] = []
    rows = 0
    for batch in reader:
        waiting.append(batch)
        rows += batch.num_rows
        while rows >= _ROW_GROUP:
            table = pa.Table.from_batches(waiting)
            yield table.slice(0, _ROW_GROUP)
            waiting = table.slice(_ROW_GROUP).to_batches()
            rows -= _ROW_GROUP
    if waiting:
        yield pa.Table.from_batches(waiting)


if __name__ == "__main__":
    run(count)
