"""What all workers found, as Spark's tables; and how some of it comes to this machine.

What comes here is bounded: issues, and rows that a rule is to judge or to see. Of more than `most` of
a sort the first come, and a note says how many there are.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from fpdata.checks.spark.partitions import Partition, PartitionedPackage
from fpdata.checks.spark.scan import REFERENCES, SCHEMA, ddl, scan, scan_references, slots
from fpdata.model.tables import TABLES

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

#: Bytes of small files that make one task: starting a task should not outweigh it.
_TASK = 16 << 20
#: Places in a table, sent to the workers.
PLACES = pa.schema([("tab", pa.string()), ("at", pa.int64())])

Batches = Iterator[pa.RecordBatch]


class ScanResult:
    """The rows of `scan` for a whole package, kept by Spark until they are released."""

    def __init__(self, spark: SparkSession, parts: PartitionedPackage, size: int, most: int) -> None:
        self.spark = spark
        self.parts = parts
        self.size = size
        self.most = most
        self.notes: list[str] = []
        self.whole = True
        self.holds_cells = True
        """Whether some rows are not to be read again, as their cells were kept."""
        self._records: dict[str, DataFrame] = {}
        self.all = self.run(parts, lambda some: scan(some, size), SCHEMA).persist()
        self.references = self.run(parts, lambda some: scan_references(some, size), REFERENCES)

    def release(self) -> None:
        """Let Spark forget what it kept."""
        self.all.unpersist()

    def run(
        self, parts: Iterable[Partition], work: Callable[[list[Partition]], Batches], schema: pa.Schema
    ) -> DataFrame:
        """Return what `work` makes of files, in tasks of one large file or several small ones."""
        tasks = list(_tasks(parts))

        def mapped(batches: Batches) -> Batches:
            for batch in batches:
                for number in batch.column(0).to_pylist():
                    yield from work(tasks[number])

        return self.spark.range(0, len(tasks), 1, max(len(tasks), 1)).mapInArrow(mapped, ddl(schema))

    def kind(self, *kinds: str) -> DataFrame:
        """Return the rows of some kinds."""
        return self.all.filter(self.all["kind"].isin(*kinds))

    def records(self, table: str) -> DataFrame:
        """Return the valid records of a table: place, identity, and the columns that are kept, by their names."""
        if table not in self._records:
            columns = (f"{slot} as `{name}`" for name, slot in slots(TABLES[table]).items())
            rows = self.all.filter(f"kind = 'row' and tab = '{table}' and valid")
            self._records[table] = rows.selectExpr("at", "identity", *columns)
        return self._records[table]

    def sent(self, values: pa.Table) -> DataFrame:
        """Return a small table of ours as one of Spark's."""
        return self.spark.createDataFrame(values)

    def places(self, wanted: dict[str, set[int]]) -> DataFrame:
        """Return places by table as a table of Spark's."""
        pairs = [(table, at) for table, places in wanted.items() for at in sorted(places)]
        columns = [pa.array(column, type) for column, type in zip(zip(*pairs, strict=True), PLACES.types, strict=True)]
        return self.sent(pa.table(columns, schema=PLACES))

    def bounded(self, frame: DataFrame, what: str) -> list[dict[str, Any]]:
        """Return the rows of a frame; of too many the first by place, with a note."""
        rows: list[dict[str, Any]] = frame.limit(self.most + 1).toArrow().to_pylist()
        if len(rows) <= self.most:
            return rows
        self.notes.append(f"{what}: {frame.count():,} rows, of which the first {self.most:,} were judged")
        return list(frame.orderBy("tab", "at").limit(self.most).toArrow().to_pylist())


def by_table(rows: Iterable[dict[str, Any]]) -> dict[str, set[int]]:
    """Return places by table."""
    places = defaultdict(set)
    for row in rows:
        places[row["tab"]].add(row["at"])
    return places


def _tasks(parts: Iterable[Partition]) -> Iterator[list[Partition]]:
    """Yield groups of files, the largest file first."""
    task: list[Partition] = []
    for part in sorted(parts, key=lambda part: -part.size):
        task.append(part)
        if sum(each.size for each in task) >= _TASK:
            yield task
            task = []
    if task:
        yield task
