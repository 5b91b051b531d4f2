"""Check a package on Spark: workers look at every row, joins find what may be wrong, the rules judge it here."""

from __future__ import annotations

import json
import warnings
from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import cached_property, partial
from pathlib import Path
from typing import Any

import pyarrow as pa

from fpdata.checks.api import Report
from fpdata.checks.columnar.candidates import ALWAYS_LOADED, CANDIDATE_QUERIES, RULE_CONTEXT, Rule
from fpdata.checks.columnar.table_index import encodable
from fpdata.checks.file_issues import fault_issue
from fpdata.checks.issue import Issue
from fpdata.checks.records import LocatedRecord, PackageRecords, TableRecords
from fpdata.checks.rows.keys import check_references
from fpdata.checks.rows.quality import QUALITY_RULES
from fpdata.checks.rows.released_ids import check_released, read_released
from fpdata.checks.rows.rules import RULES
from fpdata.checks.rows.validate import RowResult, validate_row
from fpdata.checks.spark.candidates import find_candidates
from fpdata.checks.spark.fetch import fetch
from fpdata.checks.spark.keys import dangling, key_issues, suspect_keys
from fpdata.checks.spark.partitions import find_partitions, resolve_place
from fpdata.checks.spark.scan_result import ScanResult, by_table
from fpdata.checks.spark.session import session
from fpdata.checks.spark.suggest import known_keys
from fpdata.model.tables import TABLES
from fpdata.package.blocks import BLOCK_SIZE
from fpdata.package.locate import RELEASED_IDS

#: Rows of a sort, and issues of a code, that come from the workers at most.
MAX_ROWS = 100_000

Places = dict[str, set[int]]


def check_spark(
    path: Path | str = ".",
    progress: Callable[[str], None] = lambda step: None,
    block_size: int = BLOCK_SIZE,
    most: int = MAX_ROWS,
) -> Report:
    """Check the package at `path`, whose tables may be cut into many files, on Spark; return what was found.

    The issues are those of `fpdata.checks.api.check`; in a table of several files an issue names the
    file, and in a Parquet file the number of the row. Every worker must find the files under `path`,
    and fpdata installed. Of more than `most` issues of a code the first are listed, and a note of the
    report says how many there are. Raises PackageError where there is no package, and SparkError
    where Spark cannot be used.
    """
    parts = find_partitions(path)
    spark = session()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", FutureWarning)  # of versions of pandas, which is not used
        found = ScanResult(spark, parts, block_size, most)
        try:
            return _Check(found, progress).report()
        finally:
            found.release()


class _Check:
    """One check: what was found, and the rows that came from the workers."""

    def __init__(self, found: ScanResult, progress: Callable[[str], None]) -> None:
        self._found = found
        self._parts = found.parts
        self._progress = progress
        self._cells: dict[str, dict[int, list[str]]] = {table: {} for table in TABLES}
        self._judged: dict[tuple[str, int], RowResult] = {}
        self._places: dict[str, dict[str, set[int]]] = {table: {} for table in TABLES}

    def report(self) -> Report:
        """Make the check."""
        self._progress("rows")
        issues = [*self._own_issues()]
        self._progress("keys and references")
        suspects = suspect_keys(self._found, any(row["kind"] == "descent" for row in self._counts))
        referring = self._dangling()
        self._progress("rules")
        nominated = self._nominated()
        self._fetch(suspects.rows, referring, *nominated.values())
        self._look_up(referring, nominated)
        for table, rows in suspects.rows.items():
            raw = [self._judge(table, at).raw for at in sorted(rows)]
            data = TableRecords(TABLES[table], self._parts.file(table), raw=raw)
            issues += key_issues(data, suspects.disorder.get(table))
        issues += self._reference_issues(referring)
        for rule, chosen in nominated.items():
            issues += rule(self._data(chosen))
        issues += check_released(self._parts.package.root, self._data({}))
        issues += (fault_issue(file, fault) for file, fault in self._parts.package.faults)
        return Report(
            self._parts.package,
            tuple(sorted(map(resolve_place, issues))),
            sum(row["other"] for row in self._files),
            len(self._complete),
            tuple(self._found.notes),
            self._found.whole,
        )

    # --- what the workers say themselves ----------------------------------------------------------

    @cached_property
    def _counts(self) -> list[dict[str, Any]]:
        """How many rows of each kind and name there are, and how many of them hold cells."""
        counts = self._found.all.selectExpr("kind", "name", "cells").groupBy("kind", "name")
        rows: list[dict[str, Any]] = counts.agg({"*": "count", "cells": "count"}).toArrow().to_pylist()
        return rows

    @cached_property
    def _files(self) -> list[dict[str, Any]]:
        rows: list[dict[str, Any]] = self._found.kind("part").select("tab", "name", "other").toArrow().to_pylist()
        return rows

    @cached_property
    def _complete(self) -> set[str]:
        """The tables all of whose files were read to their end."""
        broken = {row["tab"] for row in self._files if row["name"] != "complete"}
        return {row["tab"] for row in self._files} - broken

    def _own_issues(self) -> Iterator[Issue]:
        """Yield the issues of files and rows, which the workers have written."""
        self._found.holds_cells = any(row["count(cells)"] for row in self._counts)
        codes = {row["name"]: row["count(1)"] for row in self._counts if row["kind"] == "issue"}
        frame = self._found.kind("issue").select("tab", "at", "name", "value")
        few = [code for code, number in codes.items() if number <= self._found.most]
        rows = frame.filter(frame["name"].isin(few)).toArrow().to_pylist() if few else []
        for code, number in codes.items():
            if number > self._found.most:
                self._found.notes.append(f"{code}: {number:,} issues, of which {self._found.most:,} are listed")
                first = frame.filter(frame["name"] == code).orderBy("tab", "at").limit(self._found.most)
                rows += first.toArrow().to_pylist()
        for row in rows:
            yield Issue(**json.loads(row["value"]))

    # --- which rows are to be judged --------------------------------------------------------------

    def _dangling(self) -> Places:
        rows = self._found.bounded(dangling(self._found), "key-reference")
        for row in rows:
            if row["cells"] is not None:
                self._cells[row["tab"]][row["at"]] = json.loads(row["cells"])
        return by_table(rows)

    def _nominated(self) -> dict[Rule, Places]:
        """Return for each rule the rows that it is to judge; none for one that would have to judge too many."""
        frame = find_candidates(self._found).persist()
        rows = frame.limit(self._found.most + 1).toArrow().to_pylist()
        if len(rows) > self._found.most:
            for row in (counts := frame.groupBy("rule").count().toArrow().to_pylist()):
                if row["count"] > self._found.most:
                    self._found.whole = False
                    self._found.notes.append(
                        f"{row['rule']}: not judged, for it would have to see {row['count']:,} rows"
                    )
            few = [row["rule"] for row in counts if row["count"] <= self._found.most]
            rows = frame.filter(frame["rule"].isin(few)).toArrow().to_pylist()
        frame.unpersist()
        nominated: dict[Rule, Places] = {rule: defaultdict(set) for rule in (*RULES, *QUALITY_RULES)}
        names = {rule.__name__: rule for rule in nominated}
        for row in rows:
            nominated[names[row["rule"]]][row["tab"]].add(row["at"])
        return nominated

    def _fetch(self, *wanted: Places) -> None:
        """Read rows again, and the whole of the tables kept by hand."""
        places: Places = defaultdict(set)
        for some in wanted:
            for table, rows in some.items():
                places[table] |= rows
        if not any(self._cells[table] for table in ALWAYS_LOADED):
            by_hand = self._found.kind("row").filter(self._found.all["tab"].isin(*ALWAYS_LOADED))
            for row in by_hand.select("tab", "at", "cells").toArrow().to_pylist():
                self._cells[row["tab"]][row["at"]] = json.loads(row["cells"])
        wanted_now = {table: rows - self._cells[table].keys() for table, rows in places.items()}
        for table, found in fetch(self._found, wanted_now).items():
            self._cells[table] |= found

    def _look_up(self, referring: Places, nominated: dict[Rule, Places]) -> None:
        """Find where the ids are that somebody will ask about, and show each rule the records that it has to see."""
        asking = {table: set(rows) for table, rows in referring.items()}
        asking |= {table: set(self._cells[table]) for table in ALWAYS_LOADED}
        asking["citations"] = asking.get("citations", set()).union(
            *(rows.get("citations", ()) for rows in nominated.values())
        )
        wanted = {id for _, _, id in read_released(self._parts.package.root / RELEASED_IDS)}
        for table, rows in asking.items():
            wanted |= {cell for at in rows for cell in self._cells[table][at]}
        seen = {rule: list(self._sees(rule, rows)) for rule, rows in nominated.items()}
        wanted |= {id for pairs in seen.values() for _, ids in pairs for id in ids}
        ids = self._found.sent(pa.table([pa.array(sorted(encodable(wanted)), pa.string())], names=["identity"]))
        keys = self._found.kind("row").filter("identity is not null").select("tab", "identity", "at")
        for row in keys.join(ids, "identity", "left_semi").toArrow().to_pylist() if wanted else ():
            self._places[row["tab"]].setdefault(row["identity"], set()).add(row["at"])
        for rule, pairs in seen.items():
            for table, named in pairs:
                nominated[rule].setdefault(table, set()).update(*(self._places[table].get(id, ()) for id in named))
        self._fetch(*nominated.values())

    def _sees(self, rule: Rule, rows: Places) -> Iterator[tuple[str, set[str]]]:
        """Yield tables with ids of the records that the rows to be judged refer to."""
        for table, column in CANDIDATE_QUERIES[rule].sees if rule in CANDIDATE_QUERIES else RULE_CONTEXT.get(rule, ()):
            index, target = TABLES[table].names.index(column), TABLES[table].column(column).references or ""
            yield target, {cells[index] for at in rows.get(table, ()) if len(cells := self._cells[table][at]) > index}

    # --- what judges them -------------------------------------------------------------------------

    def _reference_issues(self, referring: Places) -> list[Issue]:
        return [*check_references(self._data({}, referring), partial(known_keys, self._found))]

    def _data(self, rows: Places, raw: Places | None = None) -> PackageRecords:
        """Return a package of the tables kept by hand and of some rows of the others; `raw` for rows that may be wrong."""
        data = PackageRecords()
        for table in TABLES:
            valid = self._cells[table].keys() if table in ALWAYS_LOADED else rows.get(table, ())
            judged = (self._judge(table, at) for at in sorted(valid))
            data[table] = TableRecords(
                TABLES[table],
                self._parts.file(table),
                table in self._complete,
                [self._judge(table, at).raw for at in sorted((raw or {}).get(table, ()))],
                [LocatedRecord(each.raw.line, each.record) for each in judged if each.record is not None],
                {id: self._parts.place(table, min(places)) for id, places in self._places[table].items()},
            )
        return data

    def _judge(self, table: str, at: int) -> RowResult:
        if (table, at) not in self._judged:
            line = self._parts.place(table, at)
            self._judged[table, at] = validate_row(
                TABLES[table], self._parts.part(table, at).file, line, self._cells[table][at]
            )
        return self._judged[table, at]
