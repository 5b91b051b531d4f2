"""The Spark engine: workers check every row, joins find candidates, and the driver runs the checks on these."""

from __future__ import annotations

import json
import warnings
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from datetime import date
from functools import cached_property
from itertools import chain
from pathlib import Path
from typing import Any

import pyarrow as pa

from fpdata.checks.columnar.limits import BLOCK_SIZE
from fpdata.checks.columnar.table_index import encodable
from fpdata.checks.file_issues import fault_issue
from fpdata.checks.issue import Issue
from fpdata.checks.records import LocatedRecord, RawRow, TableRecords
from fpdata.checks.report import Report
from fpdata.checks.rows.references import DanglingIds, KnownKeys
from fpdata.checks.rows.validate import RowResult, validate_row
from fpdata.checks.rule import CURATION_TABLES, Rule
from fpdata.checks.rule_runner import ALL_RULES, KeyCandidates, Positions, run_checks
from fpdata.checks.spark.candidates import find_candidates
from fpdata.checks.spark.fetch import fetch_cells
from fpdata.checks.spark.keys import key_candidates
from fpdata.checks.spark.partitions import find_partitions, with_plain_line
from fpdata.checks.spark.references import dangling_references
from fpdata.checks.spark.scan_result import ScanResult
from fpdata.checks.spark.session import spark_session
from fpdata.checks.spark.suggest import known_keys
from fpdata.model.tables import TABLES

#: The most rows of one kind, and issues of one code, that the driver collects.
MAX_ROWS = 100_000


def check_spark(
    path: Path | str = ".",
    progress: Callable[[str], None] = lambda step: None,
    block_size: int = BLOCK_SIZE,
    max_rows: int = MAX_ROWS,
    today: date | None = None,
) -> Report:
    """Check the package at `path`, whose tables may be partitioned into many files, on Spark.

    Returns the report with the issues that `fpdata.check` finds. In a partitioned table an issue names the
    file; in a Parquet file its line is the number of the row. Every worker must have fpdata installed, and
    find the files under `path`. Of more than `max_rows` issues of a code, only the first are listed, and a
    note of the report says how many there are. Raises PackageError if there is no package, SparkError if
    Spark cannot be used.
    """
    package = find_partitions(path)
    spark = spark_session()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", FutureWarning)  # from pandas, which pyspark imports
        found = ScanResult(spark, package, block_size, max_rows)
        try:
            return _report(_ScannedRows(found, today or date.today()), progress)
        finally:
            found.release()


def _report(source: _ScannedRows, progress: Callable[[str], None]) -> Report:
    progress("rows")
    issues = [*source.row_issues()]
    progress("keys, references and rules")
    issues += run_checks(source)
    package = source.found.package.package
    issues += (fault_issue(file, fault) for file, fault in package.faults)
    return Report(
        package,
        tuple(sorted(map(with_plain_line, issues))),
        source.record_count,
        len(source.complete_tables),
        tuple(source.found.notes),
        source.found.complete,
    )


class _ScannedRows:
    """The candidates among the rows that workers scanned. A position is as in `PartitionedLine`."""

    has_all_rows = False

    def __init__(self, found: ScanResult, today: date) -> None:
        self.found = found
        self.today = today
        self.root = found.package.package.root
        self._cells: dict[str, dict[int, list[str]]] = {table: {} for table in TABLES}
        self._results: dict[tuple[str, int], RowResult] = {}

    # --- what the workers found -------------------------------------------------------------------

    @cached_property
    def _counts(self) -> list[dict[str, Any]]:
        """The number of rows of each kind and name, and how many of them hold cells."""
        counts = self.found.all.selectExpr("kind", "name", "cells").groupBy("kind", "name")
        rows: list[dict[str, Any]] = counts.agg({"*": "count", "cells": "count"}).toArrow().to_pylist()
        return rows

    @cached_property
    def _files(self) -> list[dict[str, Any]]:
        rows: list[dict[str, Any]] = self.found.kind("file").select("tab", "name", "other").toArrow().to_pylist()
        return rows

    @property
    def record_count(self) -> int:
        """The number of records that were read."""
        return sum(row["other"] for row in self._files)

    @cached_property
    def complete_tables(self) -> set[str]:
        """The tables of which every file was read to its end."""
        broken = {row["tab"] for row in self._files if row["name"] != "complete"}
        return {row["tab"] for row in self._files} - broken

    def row_issues(self) -> Iterator[Issue]:
        """Yield the issues of files and rows that the workers found; if there are too many, the first."""
        self.found.has_cells = any(row["count(cells)"] for row in self._counts)
        counts = {row["name"]: row["count(1)"] for row in self._counts if row["kind"] == "issue"}
        frame, limit = self.found.kind("issue").select("tab", "at", "name", "value"), self.found.max_rows
        few = [code for code, number in counts.items() if number <= limit]
        rows = frame.filter(frame["name"].isin(few)).toArrow().to_pylist() if few else []
        for code, number in counts.items():
            if number > limit:
                self.found.notes.append(f"{code}: {number:,} issues; only the first {limit:,} are listed")
                first = frame.filter(frame["name"] == code).orderBy("tab", "at").limit(limit)
                rows += first.toArrow().to_pylist()
        for row in rows:
            yield Issue(**json.loads(row["value"]))

    # --- candidates -------------------------------------------------------------------------------

    def key_candidates(self) -> KeyCandidates:
        return key_candidates(self.found, any(row["kind"] == "descent" for row in self._counts))

    def reference_candidates(self) -> Positions:
        rows = self.found.first_rows(dangling_references(self.found), "key-reference")
        positions: defaultdict[str, set[int]] = defaultdict(set)
        for row in rows:
            positions[row["tab"]].add(row["at"])
            if row["cells"] is not None:
                self._cells[row["tab"]][row["at"]] = json.loads(row["cells"])
        return positions

    def rule_candidates(self) -> dict[Rule, Positions]:
        """As in `CandidateSource`; no rows for a rule with too many candidates, which is noted as skipped."""
        frame, limit = find_candidates(self.found, self.today).persist(), self.found.max_rows
        rows = frame.limit(limit + 1).toArrow().to_pylist()
        if len(rows) > limit:
            for row in (counts := frame.groupBy("rule").count().toArrow().to_pylist()):
                if row["count"] > limit:
                    self.found.complete = False
                    self.found.notes.append(f"{row['rule']}: skipped: too many candidate rows ({row['count']:,})")
            few = [row["rule"] for row in counts if row["count"] <= limit]
            rows = frame.filter(frame["rule"].isin(few)).toArrow().to_pylist()
        frame.unpersist()
        candidates: dict[Rule, defaultdict[str, set[int]]] = {rule: defaultdict(set) for rule in ALL_RULES}
        by_name = {rule.name: rule for rule in ALL_RULES}
        for row in rows:
            candidates[by_name[row["rule"]]][row["tab"]].add(row["at"])
        return dict(candidates)

    # --- rows -------------------------------------------------------------------------------------

    def load(self, *needed: Positions) -> None:
        missing = {
            table: set(chain(*(positions.get(table, ()) for positions in needed))) - self._cells[table].keys()
            for table in TABLES
        }
        for table, found in fetch_cells(self.found, missing).items():
            self._cells[table] |= found

    def all_positions(self, table: str) -> Iterable[int]:
        return self._always_loaded[table]

    @cached_property
    def _always_loaded(self) -> dict[str, list[int]]:
        """The rows of the tables that rules read whole. The scan keeps their cells."""
        positions: dict[str, list[int]] = {table: [] for table in CURATION_TABLES}
        rows = self.found.kind("row").filter(self.found.all["tab"].isin(*CURATION_TABLES))
        for row in rows.select("tab", "at", "cells").toArrow().to_pylist():
            positions[row["tab"]].append(row["at"])
            self._cells[row["tab"]][row["at"]] = json.loads(row["cells"])
        return positions

    def table(self, name: str) -> TableRecords:
        return TableRecords(TABLES[name], self.found.package.file(name), name in self.complete_tables)

    def raw_rows(self, table: str, positions: Iterable[int]) -> list[RawRow]:
        return [self._validate(table, at).raw for at in sorted(set(positions))]

    def valid_records(self, table: str, positions: Iterable[int]) -> list[LocatedRecord]:
        results = (self._validate(table, at) for at in sorted(set(positions)))
        return [LocatedRecord(each.raw.line, each.record) for each in results if each.record is not None]

    def _validate(self, table: str, at: int) -> RowResult:
        if (table, at) not in self._results:
            if at not in self._cells[table]:
                self.load({table: {at}})
            line, file = self.line(table, at), self.found.package.partition(table, at).file
            self._results[table, at] = validate_row(TABLES[table], file, line, self._cells[table][at])
        return self._results[table, at]

    def line(self, table: str, position: int) -> int:
        return self.found.package.line(table, position)

    def find_keys(self, ids: Collection[str]) -> dict[str, dict[str, list[int]]]:
        found: dict[str, dict[str, list[int]]] = {table: {} for table in TABLES}
        if ids:
            identities = self.found.send(pa.table([pa.array(sorted(encodable(ids)), pa.string())], names=["identity"]))
            keys = self.found.kind("row").filter("identity is not null").select("tab", "identity", "at")
            for row in keys.join(identities, "identity", "left_semi").toArrow().to_pylist():
                found[row["tab"]].setdefault(row["identity"], []).append(row["at"])
        return found

    def unknown_keys(self, ids: Mapping[str, Collection[str]]) -> dict[str, set[str]]:
        found = self.find_keys({id for wanted in ids.values() for id in wanted})
        return {name: {*wanted} - found[name].keys() for name, wanted in ids.items()}

    def nearest_keys(self, dangling: DanglingIds) -> KnownKeys:
        return known_keys(self.found, dangling)
