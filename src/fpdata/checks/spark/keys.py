"""Keys and references as joins: which rows `check_keys` and `check_references` are to judge.

The joins are exact: what they find is what is wrong, and the rows that a message names.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from fpdata.checks.issue import Issue
from fpdata.checks.records import TableRecords
from fpdata.checks.rows.keys import check_keys
from fpdata.checks.spark.fetch import ROW_SCHEMA, reread_blocks, rows_of
from fpdata.checks.spark.partitions import PARTITION_STRIDE, Partition
from fpdata.checks.spark.scan import ddl
from fpdata.checks.spark.scan_result import ScanResult, by_table

if TYPE_CHECKING:
    from pyspark.sql import DataFrame


class Suspects(NamedTuple):
    """Rows whose keys are to be checked, by table, and where a table first is out of order."""

    rows: dict[str, set[int]]
    disorder: dict[str, int]


def suspect_keys(found: ScanResult, descents: bool) -> Suspects:
    """Return the rows with keys that others have as well, and for each table the first row out of order with the one before."""
    rows = found.kind("row").filter("identity is not null")
    doubled = found.spark.sql(
        """
        select rows.tab, rows.at, rows.clean and rows.at > double.first as reported
        from {rows} rows join (
          select tab, identity, min(at) as first from {rows} group by tab, identity having count(*) > 1
        ) double on rows.tab = double.tab and rows.identity = double.identity
        """,
        rows=rows,
    )
    double = found.bounded(doubled, "key-duplicate")
    # A row that repeats a key is reported as that, and not as out of order.
    reported = {(row["tab"], row["at"]) for row in double if row["reported"]}
    falls = [fall for fall in _between_parts(found) if fall[:2] not in reported]
    if descents:
        first = found.spark.sql(
            """
            select fall.tab, min(struct(fall.at, fall.other)) as pair
            from {falls} fall left anti join {doubled} double
            on fall.tab = double.tab and fall.at = double.at and double.reported
            group by fall.tab
            """,
            falls=found.kind("descent"),
            doubled=doubled,
        )
        falls += [(row["tab"], row["pair"]["at"], row["pair"]["other"]) for row in first.toArrow().to_pylist()]
    suspects, disorder = by_table(double), dict[str, int]()
    for table, at, before in sorted(falls):
        if table not in disorder:
            disorder[table] = at
            suspects[table] |= {at, before}
    return Suspects(suspects, disorder)


def _between_parts(found: ScanResult) -> Iterator[tuple[str, int, int]]:
    """Yield table, place and place before of each file that begins with a key less than the last one before."""
    last: dict[str, tuple[list[str], int]] = {}
    ordered = found.kind("part").orderBy("tab", "at").select("tab", "value").toArrow()
    for row in ordered.to_pylist():
        first, end = json.loads(row["value"])
        if first:
            before = last.get(row["tab"])
            if before and first[0] < before[0]:
                yield row["tab"], first[1], before[1]
            last[row["tab"]] = end


def key_issues(data: TableRecords, disorder: int | None) -> Iterator[Issue]:
    """Yield what is wrong with the keys of rows that are suspect; `disorder` is where the table is first out of order."""
    # Between rows that do not follow each other others are left out: what stands out of order is known.
    return (issue for issue in check_keys(data) if issue.code != "file-order" or int(issue.line) == disorder)


# --- references -----------------------------------------------------------------------------------


def dangling(found: ScanResult) -> DataFrame:
    """Return the rows with an id that is no right key of the table referred to, some with their cells."""
    keys = found.kind("row").filter("clean and identity is not null").select("tab", "identity")
    nowhere = found.spark.sql(
        """
        select refer.*, refer.at div {lines} as part from {refer} refer
        left anti join {keys} keys on refer.target = keys.tab and refer.value = keys.identity
        """,
        lines=PARTITION_STRIDE,
        refer=found.references,
        keys=keys,
    )
    parts = {(part.table, part.number): part for part in found.parts}
    size = found.size

    def find(asked: pa.Table) -> pa.Table:
        part = parts[asked["tab"][0].as_py(), asked["part"][0].as_py()]
        exact = asked.filter(asked["exact"])["at"].unique()
        rows = [
            pa.table([pa.repeat(part.table, len(exact)), exact, pa.nulls(len(exact), pa.string())], schema=ROW_SCHEMA)
        ]
        blocks = asked.filter(pc.invert(asked["exact"]))
        if len(blocks):
            rows += _with_values(part, size, blocks)
        return pa.concat_tables(rows)

    return nowhere.groupBy("tab", "part").applyInArrow(find, ddl(ROW_SCHEMA))


def _with_values(part: Partition, size: int, asked: pa.Table) -> Iterator[pa.Table]:
    """Yield the rows of the blocks that begin at `at` with one of the ids `value` in the column `name`."""
    starts = set(asked["at"].to_pylist())
    for first, columns in reread_blocks(part, size, lambda first, end: part.first + first in starts):
        here = asked.filter(pc.equal(asked["at"], part.first + first))
        rows: set[int] = set()
        for name in here["name"].unique().to_pylist():
            values = here.filter(pc.equal(here["name"], name))["value"].combine_chunks()
            rows |= set(pc.indices_nonzero(pc.is_in(columns[name], values)).to_pylist())
        yield rows_of(part, first, columns, sorted(rows))
