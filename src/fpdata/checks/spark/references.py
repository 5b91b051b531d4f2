"""References as an anti-join: rows with an id that is not a valid key of its target table. The join is exact."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc

from fpdata.checks.columnar.block_check import check_block
from fpdata.checks.spark.fetch import CELL_SCHEMA, reload_blocks, rows_with_cells
from fpdata.checks.spark.partitions import PARTITION_STRIDE, Partition
from fpdata.checks.spark.scan import ddl
from fpdata.checks.spark.scan_result import ScanResult
from fpdata.model.tables import TABLES
from fpdata.package.locate import PackageError

if TYPE_CHECKING:
    from pyspark.sql import DataFrame


def dangling_references(found: ScanResult) -> DataFrame:
    """Return the rows with a dangling reference (`CELL_SCHEMA`)."""
    keys = found.kind("row").filter("valid_key and identity is not null").select("tab", "identity")
    dangling = found.spark.sql(
        """
        select reference.*, reference.at div {stride} as partition from {references} reference
        left anti join {keys} keys on reference.target = keys.tab and reference.value = keys.identity
        """,
        stride=PARTITION_STRIDE,
        references=found.references,
        keys=keys,
    )
    partitions = {(partition.table, partition.number): partition for partition in found.package}
    block_size = found.block_size

    def find_rows(references: pa.Table) -> pa.Table:
        partition = partitions[references["tab"][0].as_py(), references["partition"][0].as_py()]
        exact = references.filter(references["exact"])["at"].unique()
        nulls = pa.nulls(len(exact), pa.string())
        rows = [pa.table([pa.repeat(partition.table, len(exact)), exact, nulls], schema=CELL_SCHEMA)]
        by_block = references.filter(pc.invert(references["exact"]))
        if len(by_block):
            rows += _rows_in_blocks(partition, block_size, by_block)
        return pa.concat_tables(rows)

    return dangling.groupBy("tab", "partition").applyInArrow(find_rows, ddl(CELL_SCHEMA))


def _rows_in_blocks(partition: Partition, block_size: int, references: pa.Table) -> Iterator[pa.Table]:
    """Yield the rows that have a reference, given the position at which its block begins."""
    starts = set(references["at"].to_pylist())
    for block in reload_blocks(partition, block_size, lambda first, end: partition.offset + first in starts):
        in_block = references.filter(pc.equal(references["at"], partition.offset + block.line))
        result = check_block(TABLES[partition.table], partition.file, block)
        if result is None:
            raise PackageError(f"{partition.path} changed during the check; run it again")
        rows: set[int] = set()
        for name in in_block["name"].unique().to_pylist():
            ids = in_block.filter(pc.equal(in_block["name"], name))["value"].combine_chunks()
            rows |= set(pc.indices_nonzero(pc.is_in(result.references[name], ids)).to_pylist())
        yield rows_with_cells(partition, block, sorted(rows))
