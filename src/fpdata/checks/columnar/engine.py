"""The columnar engine: check a package about as fast as Arrow reads it.

1. Every file is cut into blocks of whole lines (`prefetch`, `table_reader`), which threads scan in C.
   The scan proves most rows valid; pydantic validates the others (`block_check`).
2. A block is then dropped, except for what checks across rows need (`table_index`): retained columns,
   invalid rows, and where each row is in the file.
3. References are looked up once their target table is complete, while the next blocks are read, and only the rows that
   they name are kept (`reference_column`). Tables are read in such an order that most can be looked up at once.
4. Keys, references and rules: queries on the retained columns find candidates (`key_candidates`,
   `candidates`). The rule runner reads only these rows again, with the records that they refer to, and
   runs the same checks that the row engine runs on all rows.
"""

from __future__ import annotations

import os
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from datetime import date
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Protocol

import pyarrow as pa

from fpdata.checks.columnar.batch import ColumnBatch
from fpdata.checks.columnar.block_check import BlockResult, check_block
from fpdata.checks.columnar.candidates import find_candidates
from fpdata.checks.columnar.key_candidates import key_candidates
from fpdata.checks.columnar.known_blocks import KnownBlocks
from fpdata.checks.columnar.limits import BLOCK_SIZE
from fpdata.checks.columnar.native import line_counter
from fpdata.checks.columnar.prefetch import BlockPrefetcher
from fpdata.checks.columnar.table_index import TableIndex, encodable
from fpdata.checks.columnar.table_reader import read_results
from fpdata.checks.columnar.valid_columns import ValidColumns
from fpdata.checks.issue import Issue
from fpdata.checks.known_results import KnownResults
from fpdata.checks.records import LocatedRecord, RawRow, TableRecords
from fpdata.checks.rows.references import DanglingIds, KnownKeys
from fpdata.checks.rows.validate import validate_row
from fpdata.checks.rule import Rule
from fpdata.checks.rule_runner import ALL_RULES, Positions, run_checks
from fpdata.model.table import Column
from fpdata.model.tables import TABLES
from fpdata.package.blocks import Block, split_blocks
from fpdata.package.locate import Package


class ExportSink(Protocol):
    """Receives the records of every table while they are checked, so that an export does not read the files again."""

    def prepare(self, batch: ColumnBatch) -> pa.Table:
        """Return valid rows as they will be written. Called from several threads."""

    def write(self, table: str, rows: pa.Table) -> None:
        """Take the next rows of a table, in file order."""


def check_columnar(
    package: Package,
    progress: Callable[[str], None] = lambda table: None,
    sink: ExportSink | None = None,
    block_size: int = BLOCK_SIZE,
    today: date | None = None,
    known: KnownBlocks | None = None,
) -> tuple[dict[str, TableIndex], list[Issue]]:
    """Check a package; return an index of each table, and all issues except the package's faults.

    The issues are in no particular order. `sink` receives the rows of every valid block. Blocks that are `known` are
    not checked again; a sink would not receive them.
    """
    indexes = {
        name: TableIndex(
            table, package.relative(name) if name in package.files else "", package.files.get(name, Path())
        )
        for name, table in TABLES.items()
    }
    issues: list[Issue] = []

    def read(pool: ThreadPoolExecutor) -> Iterator[TableIndex]:
        tables = [indexes[name] for name in reading_order() if name in package.files]
        for index, result, block in _read_tables(tables, pool, sink, block_size, progress, issues, known):
            index.add(result, block)
            yield index

    issues += check_indexes(package.root, indexes, read, today, known.results if known else None)
    if known:
        known.save()
    return indexes, issues


def check_indexes(
    root: Path,
    indexes: dict[str, TableIndex],
    read: Callable[[ThreadPoolExecutor], Iterator[TableIndex]],
    today: date | None = None,
    known: KnownResults | None = None,
) -> list[Issue]:
    """Return the issues of references, keys and rules, given what `read` adds to indexes.

    `read` yields each index to which it has added rows, and its threads come from the pool that it is given.
    """
    with _jemalloc(), ThreadPoolExecutor(processor_count()) as pool:
        for index in read(pool):
            if not known:  # then most are known to have their records
                index.look_up_references(indexes, pool)
        source = _IndexedRows(root, indexes, pool, today or date.today(), known)
        return [*run_checks(source, known), *source.issues]


def read_rows(package: Package, table: str, sink: ExportSink, block_size: int = BLOCK_SIZE) -> list[Issue]:
    """Read one table, whose rows `sink` receives; return the issues of its file and of its rows on their own."""
    index = TableIndex(TABLES[table], package.relative(table), package.files[table])
    issues: list[Issue] = []
    with ThreadPoolExecutor(processor_count()) as pool:
        for _ in _read_tables([index], pool, sink, block_size, lambda table: None, issues):
            pass
    return issues


def _read_tables(
    tables: Sequence[TableIndex],
    pool: ThreadPoolExecutor,
    sink: ExportSink | None,
    block_size: int,
    progress: Callable[[str], None],
    issues: list[Issue],
    known: KnownBlocks | None = None,
) -> Iterator[tuple[TableIndex, BlockResult, Block | None]]:
    """Yield the result of each block of some tables; add their issues, and give their valid rows to `sink`."""
    prepare = sink.prepare if sink else None
    count_lines = line_counter()

    def submit(index: TableIndex, block: Block) -> Future[BlockResult | None]:
        if known and (result := known.result(index.table, block)):
            done: Future[BlockResult | None] = Future()
            done.set_result(result)
            return done
        return pool.submit(check_block, index.table, index.file, block, prepare, not index.is_mostly_open)

    def split(index: TableIndex) -> Iterator[Block]:
        index.rows.keeps_blocks = known is not None
        return known.split(index) if known else split_blocks(index.path, block_size, count_lines=count_lines)

    blocks = BlockPrefetcher(tables, submit, processor_count() + 1, split, progress)
    while (index := blocks.table) is not None:
        for result, block in read_results(index, blocks, issues, prepare):
            issues += result.issues
            if known and block is not None:
                known.add(index.table, block, result)
            yield index, result, block
            if sink is not None and result.prepared is not None:
                sink.write(index.table.name, result.prepared)


def reading_order() -> Iterator[str]:
    """Yield the tables, each after those that it refers to, except where tables refer to each other."""
    left = {name: {column.target_table for column in table.references} - {name} for name, table in TABLES.items()}
    referring = Counter(name for names in left.values() for name in names)
    while left:
        name = min(left, key=lambda name: (len(left[name] & left.keys()), -referring[name]))
        yield name
        del left[name]


@contextmanager
def _jemalloc() -> Iterator[None]:
    """Let Arrow allocate from jemalloc if it has it: a tenth faster here than mimalloc, and it frees more memory."""
    before = pa.default_memory_pool()
    with suppress(NotImplementedError):  # pyarrow's way to say that it was built without jemalloc
        pa.set_memory_pool(pa.jemalloc_memory_pool())
    try:
        yield
    finally:
        pa.set_memory_pool(before)


def processor_count() -> int:
    """Return how many processors this process may use."""
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1


class _IndexedRows:
    """The candidates of a package that was read into indexes. A position is a row number."""

    has_all_rows = False

    def __init__(
        self,
        root: Path,
        indexes: dict[str, TableIndex],
        pool: ThreadPoolExecutor,
        today: date,
        known: KnownResults | None,
    ) -> None:
        self._known = known
        self.root = root
        self.today = today
        self.issues: list[Issue] = []
        """The issues of rows whose references were not proved valid."""
        self._indexes = indexes
        self._pool = pool
        self._raw: dict[str, dict[int, RawRow]] = {name: {} for name in indexes}
        self._records: dict[str, dict[int, LocatedRecord]] = {name: {} for name in indexes}

    def reference_candidates(self) -> Positions:
        rows: defaultdict[str, set[int]] = defaultdict(set)
        columns = []
        for name, index in self._indexes.items():
            width = len(index.table.columns)
            rows[name] = {row for row, raw in index.malformed.items() if raw is not None and len(raw.cells) == width}
            for column in index.table.references:
                if not (self._known and self._known.resolve(name, column.target_table)):
                    columns.append((name, column))
        for (name, _), dangling in zip(columns, self._pool.map(self._dangling, columns), strict=True):
            rows[name].update(dangling)
        if self._known:
            for name, column in columns:
                if not rows[name]:
                    self._known.add_resolving(name, column.target_table)
        pa.default_memory_pool().release_unused()  # what other threads freed, before more is allocated
        candidates = {name: sorted(numbers) for name, numbers in rows.items() if numbers}
        self.load(candidates)
        for name, numbers in candidates.items():
            self._validate_references(name, numbers)
        return candidates

    def _dangling(self, at: tuple[str, Column]) -> list[int]:
        name, column = at
        return self._indexes[name].references[column.name].dangling(self._indexes[column.target_table].unique_keys)

    def _validate_references(self, name: str, rows: Iterable[int]) -> None:
        """Validate rows that the scan accepted on the assumption that their references are ids."""
        index = self._indexes[name]
        for row, raw in self._rows(name, rows).items():
            if row not in index.invalid_fields:
                result = validate_row(index.table, index.file, raw.line, raw.cells)
                self.issues += result.issues
                if result.issues:
                    index.invalid_fields[row] = result.raw.invalid_fields
                    self._raw[name][row] = result.raw
                else:
                    self._records[name][row] = LocatedRecord(raw.line, result.record)

    def key_candidates(self) -> Positions:
        rows = self._pool.map(key_candidates, self._indexes.values())
        return dict(zip(self._indexes, rows, strict=True))

    def rule_candidates(self) -> dict[Rule, Positions]:
        columns = ValidColumns(self._indexes)
        find = partial(self._rule_candidates, columns)
        rules = [rule for rule in ALL_RULES if not self._known or self._known.issues_of(rule) is None]
        return dict(zip(rules, self._pool.map(find, rules), strict=True))

    def _rule_candidates(self, columns: ValidColumns, rule: Rule) -> Positions:
        found: defaultdict[str, set[int]] = defaultdict(set)
        for name, rows in find_candidates(rule, columns.of(rule), self.today):
            found[name].update(rows)
        for name, index in self._indexes.items():
            if rule in index.candidates:
                found[name].update(index.candidates[rule])
        return found

    def load(self, *needed: Positions) -> None:
        for name in self._indexes:
            self._rows(name, chain(*(positions.get(name, ()) for positions in needed)))

    def all_positions(self, table: str) -> Iterable[int]:
        return range(self._indexes[table].rows.size)

    def table(self, name: str) -> TableRecords:
        index = self._indexes[name]
        return TableRecords(index.table, index.file, index.complete)

    def raw_rows(self, table: str, positions: Iterable[int]) -> list[RawRow]:
        return [*self._rows(table, positions).values()]

    def valid_records(self, table: str, positions: Iterable[int]) -> list[LocatedRecord]:
        index, records = self._indexes[table], self._records[table]
        valid = sorted({row for row in positions if row not in index.invalid_fields})
        for row, raw in self._rows(table, (row for row in valid if row not in records)).items():
            record = validate_row(index.table, index.file, raw.line, raw.cells).record
            if record is not None:
                records[row] = LocatedRecord(raw.line, record)
        return [records[row] for row in valid if row in records]

    def find_keys(self, ids: Collection[str]) -> dict[str, dict[str, list[int]]]:
        texts = pa.array(encodable(ids), pa.string())
        return {name: index.find_keys(texts) if len(texts) else {} for name, index in self._indexes.items()}

    def unknown_keys(self, ids: Mapping[str, Collection[str]]) -> dict[str, set[str]]:
        unknown = self._pool.map(lambda name: self._indexes[name].unknown_keys(ids[name]), ids)
        return dict(zip(ids, unknown, strict=True))

    def nearest_keys(self, dangling: DanglingIds) -> KnownKeys:
        return {name: self._indexes[name].nearest_keys(ids) for name, ids in dangling.items()}

    def _rows(self, name: str, rows: Iterable[int]) -> dict[int, RawRow]:
        """Return rows as read, in order; each is read from the file once."""
        known, ordered = self._raw[name], sorted(set(rows))
        if new := [row for row in ordered if row not in known]:
            known.update(self._indexes[name].raw_rows(new, self._pool))
        return {row: known[row] for row in ordered if row in known}
