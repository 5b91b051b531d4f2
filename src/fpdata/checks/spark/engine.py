"""The Spark engine: workers check the blocks of all files; the driver is a columnar engine that receives the results.

1. Large files are cut into parts (`partitions`), which workers read and check block by block (`scan`).
2. Of a block, the driver gets what the columnar engine retains. So it needs the memory, but not the time, of that
   engine. A block that only the CSV reader can read, the driver reads.
3. Keys, references and rules are checked by the columnar engine, on the driver.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

from fpdata.checks.columnar.block_check import BlockResult
from fpdata.checks.columnar.engine import check_indexes, reading_order
from fpdata.checks.columnar.limits import BLOCK_SIZE
from fpdata.checks.columnar.prefetch import BlockPrefetcher
from fpdata.checks.columnar.table_index import TableIndex
from fpdata.checks.columnar.table_reader import read_results
from fpdata.checks.file_issues import fault_issue, unreadable
from fpdata.checks.issue import Issue
from fpdata.checks.report import Report
from fpdata.checks.spark.partitions import (
    Partition,
    PartitionedPackage,
    find_partitions,
    group_parts,
    with_plain_line,
)
from fpdata.checks.spark.scan import Found, loads, scan_parts
from fpdata.checks.spark.session import SparkError, run_tasks
from fpdata.model.tables import TABLES
from fpdata.package.blocks import Block, reload_block
from fpdata.package.csv_reader import FileFault
from fpdata.package.locate import PackageError

#: Bytes of a file that a worker reads at once, and of small files together: the work must outweigh starting a task.
PART_BYTES = 32 << 20


def check_spark(
    path: Path | str = ".",
    progress: Callable[[str], None] = lambda step: None,
    block_size: int = BLOCK_SIZE,
    today: date | None = None,
) -> Report:
    """Check the package at `path`, whose tables may be partitioned into many files, on Spark.

    Returns the report with the issues that `fpdata.check` finds. In a partitioned table an issue names the file; in a
    Parquet file its line is the number of the row. Every worker must have fpdata installed, and find the files under
    `path`. Raises PackageError if there is no package, SparkError if Spark cannot be used.
    """
    return check_partitions(find_partitions(path), progress, block_size, today)


def check_partitions(
    package: PartitionedPackage,
    progress: Callable[[str], None] = lambda step: None,
    block_size: int = BLOCK_SIZE,
    today: date | None = None,
) -> Report:
    """Check a package whose partitions were found; otherwise as `check_spark`."""
    indexes = {name: _index(package, name) for name in TABLES}
    issues: list[Issue] = []
    root, by_table = package.package.root, package.by_table

    def read(pool: ThreadPoolExecutor) -> Iterator[TableIndex]:  # noqa: ARG001 - the threads are Spark's
        tables = [name for name in reading_order() if name in by_table]
        parts = [part for name in tables for each in by_table[name] for part in each.parts(PART_BYTES)]
        progress("rows")
        with run_tasks(group_parts(parts, PART_BYTES), partial(scan_parts, block_size=block_size)) as contents:
            stream = _Stream(map(loads, contents))
            for name in tables:
                progress(name)
                yield from _read_table(indexes[name], by_table[name], stream, issues)

    issues += check_indexes(root, indexes, read, today)
    issues += (fault_issue(file, fault) for file, fault in package.package.faults)
    return Report(
        package.package,
        tuple(sorted(map(with_plain_line, issues))),
        sum(index.record_count for index in indexes.values()),
        sum(index.complete for index in indexes.values()),
    )


def _index(package: PartitionedPackage, name: str) -> TableIndex:
    partitions = package.by_table.get(name, ())
    index = TableIndex(TABLES[name], package.file(name), partitions[0].path if partitions else Path())
    index.rows.line_at = partial(package.line, name)
    return index


class _Stream:
    """What the workers found, in the order of the parts that they were given."""

    def __init__(self, found: Iterator[Found]) -> None:
        self._found = found
        self._next = next(found, None)

    def of(self, partition: Partition) -> Iterator[Found]:
        """Yield what was found in a file, which is the next one."""
        while (found := self._next) is not None and found.part.partition.file == partition.file:
            self._next = next(self._found, None)
            if found.error is not None:
                with partition.path.open("rb") as file:  # raises an error if the driver cannot read it, either
                    file.read(1)
                if isinstance(found.error, FileNotFoundError | PermissionError):
                    raise SparkError(f"a worker cannot read {partition.path}; every worker must have the package there")
                raise found.error
            yield found


def _read_table(
    index: TableIndex, partitions: Iterable[Partition], stream: _Stream, issues: list[Issue]
) -> Iterator[TableIndex]:
    """Add all rows of a table to its index; yield the index after each addition."""
    complete = True
    for partition in partitions:
        part = TableIndex(index.table, partition.file, partition.path)
        is_parquet = partition.path.suffix == ".parquet"
        for result, block in (_read_parquet if is_parquet else _read_csv)(part, stream.of(partition), issues):
            issues += result.issues
            index.add(_in_table(result, partition, index.rows.line_at), block, partition.path)
            yield index
        complete = complete and part.complete
    index.complete = complete  # only now: other tables then look up its keys


def _in_table(result: BlockResult, partition: Partition, line_at: Callable[[int], int]) -> BlockResult:
    """Return the result of a partition with positions in the table in place of lines."""
    lines, offset = result.lines, partition.offset
    return replace(
        result,
        lines=range(offset + lines.start, offset + lines.stop)
        if isinstance(lines, range)
        else [offset + line for line in lines],
        malformed={row: raw and raw._replace(line=line_at(offset + raw.line)) for row, raw in result.malformed.items()},
    )


def _read_csv(
    index: TableIndex, found: Iterator[Found], issues: list[Issue]
) -> Iterator[tuple[BlockResult, Block | None]]:
    """Yield the results of a CSV file, as `read_results` does."""
    results: dict[int, BlockResult | None] = {}

    def split(index: TableIndex) -> Iterator[Block]:
        line, end = 1, 0
        for each in found:
            if each.block is None:
                continue
            block = each.block._replace(line=line)
            if block.start != end:
                raise PackageError(f"{index.path} changed during the check; run it again")
            results[block.start] = each.result and _moved(each.result, block)
            yield reload_block(index.path, block) if block.start == 0 else block
            line, end = line + block.lines, block.start + block.size
        if end != index.path.stat().st_size:
            raise PackageError(f"{index.path} changed during the check; run it again")

    def submit(index: TableIndex, block: Block) -> Future[BlockResult | None]:  # noqa: ARG001 - of one table
        done: Future[BlockResult | None] = Future()
        done.set_result(results.pop(block.start))
        return done

    yield from read_results(index, BlockPrefetcher([index], submit, 1, split), issues, None)


def _moved(result: BlockResult, block: Block) -> BlockResult:
    """Return a result whose block begins at another line."""
    shift = block.line - result.lines[0] if result.lines else 0
    return replace(
        result,
        lines=range(block.line, block.line + block.lines),
        issues=[replace(issue, line=issue.line + shift) for issue in result.issues],
        malformed={row: raw and raw._replace(line=raw.line + shift) for row, raw in result.malformed.items()},
    )


def _read_parquet(index: TableIndex, found: Iterator[Found], issues: list[Issue]) -> Iterator[tuple[BlockResult, None]]:
    try:
        for each in found:
            if each.result is not None:
                yield each.result, None
        index.complete = True
    except ValueError as error:
        issues.append(fault_issue(index.file, FileFault("file-header", 0, str(error)), index.table.name))
    except OSError as error:
        issues.append(fault_issue(index.file, unreadable(error), index.table.name))
