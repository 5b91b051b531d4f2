"""What all workers found, as Spark data frames, and how some of it reaches the driver.

What reaches the driver is bounded: issues, and rows that a check needs. Of more than `max_rows` of one kind,
only the first are sent, and a note says how many there are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import reduce
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from fpdata.checks.rule_runner import Positions
from fpdata.checks.spark.partitions import Partition, PartitionedPackage
from fpdata.checks.spark.scan import REFERENCES, SCHEMA, ddl, scan, scan_references, slots
from fpdata.model.tables import TABLES

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

#: Bytes of small files that make one task, so that the work outweighs starting the task.
_TASK_BYTES = 16 << 20
_POSITIONS = pa.schema([("tab", pa.string()), ("at", pa.int64())])

Batches = Iterator[pa.RecordBatch]


class ScanResult:
    """The rows of `scan` for a whole package, persisted by Spark until released."""

    def __init__(self, spark: SparkSession, package: PartitionedPackage, block_size: int, max_rows: int) -> None:
        self.spark = spark
        self.package = package
        self.block_size = block_size
        self.max_rows = max_rows
        self.notes: list[str] = []
        self.complete = True
        """Whether every check ran."""
        self.has_cells = True
        """Whether the cells of some rows were stored, because the rows cannot be reloaded."""
        self._records: dict[str, DataFrame] = {}
        self.all = self.run(package, lambda some: scan(some, block_size), SCHEMA).persist()
        self.references = self.run(package, lambda some: scan_references(some, block_size), REFERENCES)

    def release(self) -> None:
        """Release what Spark persisted."""
        self.all.unpersist()

    def run(
        self, partitions: Iterable[Partition], work: Callable[[list[Partition]], Batches], schema: pa.Schema
    ) -> DataFrame:
        """Return the rows that `work` yields for files, in tasks of one large file or several small ones."""
        tasks = list(_tasks(partitions))

        def mapped(batches: Batches) -> Batches:
            for batch in batches:
                for number in batch.column(0).to_pylist():
                    yield from work(tasks[number])

        return self.spark.range(0, len(tasks), 1, max(len(tasks), 1)).mapInArrow(mapped, ddl(schema))

    def kind(self, kind: str) -> DataFrame:
        """Return the rows of one kind."""
        return self.all.filter(self.all["kind"] == kind)

    def records(self, table: str) -> DataFrame:
        """Return the valid records of a table: position (at), key (identity), and retained columns by name."""
        if table not in self._records:
            columns = (f"{slot} as `{name}`" for name, slot in slots(TABLES[table]).items())
            rows = self.all.filter(f"kind = 'row' and tab = '{table}' and valid")
            self._records[table] = rows.selectExpr("at", "identity", *columns)
        return self._records[table]

    def send(self, values: pa.Table) -> DataFrame:
        """Return a small Arrow table as a data frame."""
        return self.spark.createDataFrame(values)

    def send_positions(self, positions: Positions) -> DataFrame:
        """Return positions as a data frame of table (tab) and position (at)."""
        pairs = [(table, at) for table, rows in positions.items() for at in sorted(rows)]
        columns = zip(zip(*pairs, strict=True), _POSITIONS.types, strict=True)
        return self.send(pa.table([pa.array(column, type) for column, type in columns], schema=_POSITIONS))

    def first_rows(self, frame: DataFrame, what: str) -> list[dict[str, Any]]:
        """Return the rows of a frame; of too many, the first by position, with a note."""
        rows: list[dict[str, Any]] = frame.limit(self.max_rows + 1).toArrow().to_pylist()
        if len(rows) <= self.max_rows:
            return rows
        self.notes.append(f"{what}: {frame.count():,} rows; only the first {self.max_rows:,} were checked")
        return list(frame.orderBy("tab", "at").limit(self.max_rows).toArrow().to_pylist())


def union(frames: Iterable[DataFrame]) -> DataFrame:
    """Return the rows of several frames with the same columns, duplicates included."""
    return reduce(lambda one, other: one.unionAll(other), frames)


def _tasks(partitions: Iterable[Partition]) -> Iterator[list[Partition]]:
    """Yield groups of files, the largest file first."""
    task: list[Partition] = []
    for partition in sorted(partitions, key=lambda partition: -partition.size):
        task.append(partition)
        if sum(each.size for each in task) >= _TASK_BYTES:
            yield task
            task = []
    if task:
        yield task
