"""Which sources records were taken from, and what the coverage of these sources leaves out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Literal, NamedTuple

from fpdata.access.locate import read_exported

CoveredTable = Literal["documents", "events", "roles", "statements"]


class _SourcedRecord(NamedTuple):
    source: str | None
    first: date | None
    last: date | None


@dataclass(frozen=True)
class SourceCoverage:
    """What is known of the sources of some records: `rows` of the table coverage, in its order."""

    rows: tuple[dict[str, Any], ...]
    single: int
    """The number of records whose sources have no coverage: pages that were read one by one."""
    outside: int = 0
    """The number of rows on the same sources that are of another time than the records, or than was asked about."""


#: The columns with the bounds of the days of a record.
_DAYS = {"roles": ("start_min", "end_max")}


def coverage_of(
    table: CoveredTable,
    ids: Iterable[str],
    path: Path | str | None,
    *,
    start: date | None = None,
    end: date | None = None,
) -> SourceCoverage:
    """Return what the sources of the records with `ids` cover and leave out.

    A record whose source is a document that was imported from a data set is covered by what is said of that data set's
    documents of its time; one without a date by what is said of the time of the others, or of any time if none has a
    date. Rows of another time than `start` to `end` are left out. `path` is that of `load`.
    """
    wanted = {*ids}
    first, last = _DAYS.get(table, ("date_min", "date_max"))
    key, source = f"{table[:-1]}_id", "document_id" if table == "statements" else "source_id"
    rows = read_exported(table, path, [key, source, first, last]).to_pylist()
    records = [_SourcedRecord(row[source], row[first], row[last]) for row in rows if row[key] in wanted]
    coverage: list[dict[str, Any]] = read_exported("coverage", path).to_pylist()
    covered = {(row["table"], row["source_id"]) for row in coverage}
    documents = read_exported("documents", path, ["document_id", "source_id"])
    data_sets = dict(zip(documents["document_id"].to_pylist(), documents["source_id"].to_pylist(), strict=True))
    own: defaultdict[str | None, list[_SourcedRecord]] = defaultdict(list)  # of which something is said for this table
    imported: defaultdict[str | None, list[_SourcedRecord]] = defaultdict(list)
    single = 0
    for record in records:
        if (table, record.source) in covered:
            own[record.source].append(record)
        elif ("documents", data_set := str(data_sets.get(record.source or ""))) in covered:
            imported[data_set].append(record)
        else:
            single += 1
    asked = _SourcedRecord(None, start or date.min, end or date.max)
    within, outside = [], 0
    for row in coverage:
        source = row["source_id"]
        said = [
            *(own.get(source, ()) if row["table"] == table else ()),
            *(imported.get(source, ()) if row["table"] == "documents" else ()),
        ]
        dated = [record for record in said if record.first or record.last] or said
        if _within(asked, row) and any(_within(record, row) for record in dated):
            within.append(row)
        elif said:
            outside += 1
    return SourceCoverage(tuple(within), single, outside)


def _within(record: _SourcedRecord, row: dict[str, Any]) -> bool:
    """Return whether a record is of the time of a row of the table coverage; what is unknown rules nothing out."""
    first, last = record.first or record.last, record.last or record.first
    return (
        first is None
        or last is None
        or ((row["from_min"] is None or row["from_min"] <= last) and (row["to_max"] is None or row["to_max"] >= first))
    )
