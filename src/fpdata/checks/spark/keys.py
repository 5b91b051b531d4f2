"""Keys as joins: rows whose keys are duplicated or out of order. The joins are exact."""

from __future__ import annotations

import json
from collections.abc import Iterator

from fpdata.checks.rule_runner import KeyCandidates
from fpdata.checks.spark.scan_result import ScanResult


def key_candidates(found: ScanResult, has_descents: bool) -> KeyCandidates:
    """Return the rows with keys that other rows have, and the first row of each table that is out of order."""
    rows = found.kind("row").filter("identity is not null")
    duplicated = found.spark.sql(
        """
        select rows.tab, rows.at, rows.valid_key and rows.at > duplicate.first as reported
        from {rows} rows join (
          select tab, identity, min(at) as first from {rows} group by tab, identity having count(*) > 1
        ) duplicate on rows.tab = duplicate.tab and rows.identity = duplicate.identity
        """,
        rows=rows,
    )
    duplicates = found.first_rows(duplicated, "key-duplicate")
    # A row that repeats a key is reported as a duplicate, and not as out of order.
    reported = {(row["tab"], row["at"]) for row in duplicates if row["reported"]}
    descents = [descent for descent in _descents_between_files(found) if descent[:2] not in reported]
    if has_descents:
        first = found.spark.sql(
            """
            select descent.tab, min(struct(descent.at, descent.other)) as pair
            from {descents} descent left anti join {duplicated} duplicate
            on descent.tab = duplicate.tab and descent.at = duplicate.at and duplicate.reported
            group by descent.tab
            """,
            descents=found.kind("descent"),
            duplicated=duplicated,
        )
        descents += [(row["tab"], row["pair"]["at"], row["pair"]["other"]) for row in first.toArrow().to_pylist()]
    candidates: dict[str, set[int]] = {}
    for row in duplicates:
        candidates.setdefault(row["tab"], set()).add(row["at"])
    first_unordered: dict[str, int] = {}
    for table, at, before in sorted(descents):
        if table not in first_unordered:
            first_unordered[table] = at
            candidates.setdefault(table, set()).update((at, before))
    return KeyCandidates(candidates, first_unordered)


def _descents_between_files(found: ScanResult) -> Iterator[tuple[str, int, int]]:
    """Yield table, position and position before of each file whose first key is less than the last key before it."""
    last: dict[str, tuple[list[str], int]] = {}
    ordered = found.kind("file").orderBy("tab", "at").select("tab", "value").toArrow()
    for row in ordered.to_pylist():
        first, end = json.loads(row["value"])
        if first:
            before = last.get(row["tab"])
            if before and first[0] < before[0]:
                yield row["tab"], first[1], before[1]
            last[row["tab"]] = end
