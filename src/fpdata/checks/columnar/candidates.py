"""Candidates: on whole columns, find the rows that may break a rule across records.

Each rule is written once, in plain Python over records, and most say by `conditions` which rows are candidates. For
the others, there is a query here: a cheap, vectorized condition that every violation fulfills. The rule itself then
decides. A condition or query may find too many rows, never too few.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from functools import partial, reduce
from typing import Any, Protocol

import pyarrow as pa
import pyarrow.compute as pc

from fpdata.checks.columnar.conditions import holds
from fpdata.checks.columnar.keys import repeated_digests
from fpdata.checks.columnar.retained import CODE, SKELETON
from fpdata.checks.conditions import TODAY, Matched, Occurs, Shared, Where, path_of
from fpdata.checks.rows import cycles, quality, rules
from fpdata.checks.rule import Rule
from fpdata.model.offices import NOT_SEATED, Seats
from fpdata.model.tables import TABLES
from fpdata.package.arrow_scalars import FALSE, number, text

#: Row numbers by table.
RowNumbers = dict[str, list[int]]

#: Rounds of pruning chains of references; the rule itself follows what is left.
MAX_PRUNING_ROUNDS = 64

_LAST_DAY = pa.scalar(date.max, pa.date32())
_DAYS_OF_AN_OFFICE = pa.scalar(10_000_000, pa.int64())  # more than from year 1 to 9999


class Columns(Protocol):
    """The columns of a package, with one value for each row of a table; null if the record is invalid."""

    def column(self, table: str, name: str) -> pa.ChunkedArray:
        """Return a retained column."""

    def numbers(self, table: str, reference: str) -> pa.ChunkedArray:
        """Return a number for each reference, equal where they are; null if it is empty."""

    def rows(self, table: str, reference: str) -> pa.ChunkedArray:
        """Return the row of the record that a reference names; null if there is none."""

    def known(self, table: str, ids: pa.ChunkedArray) -> pa.ChunkedArray:
        """Return whether each id is a key of a table."""


CandidateQuery = Callable[[Columns], RowNumbers]


def _cyclic_references(columns: Columns) -> RowNumbers:
    """Prune what refers to nothing, or to something pruned; what remains is on a cycle or leads to one."""
    found: defaultdict[str, list[int]] = defaultdict(list)
    for links in cycles.ACYCLIC:
        if all(link.table == link.target for link in links):
            found[links[0].table] += _cyclic_columns([columns.rows(link.table, link.column) for link in links])
        else:
            for table, rows in _cyclic_links(columns, links):
                found[table] += rows
    return found


def _cyclic_columns(targets: Sequence[pa.ChunkedArray]) -> list[int]:
    """Return the rows from which references of any of the columns lead to a cycle, given the rows to which they lead."""
    left = reduce(pc.or_, map(pc.is_valid, targets)).combine_chunks()
    for _ in range(MAX_PRUNING_ROUNDS):
        before = left.true_count
        left = reduce(_or, (left.take(each) for each in targets)).combine_chunks()
        if left.true_count == before:
            break
    return _row_numbers(left)


def _cyclic_links(columns: Columns, links: Iterable[cycles.Link]) -> Iterator[tuple[str, list[int]]]:
    """Yield tables, and the rows that are links of a cycle or between two, and others if chains are very long."""
    left = []  # for each kind of link: its rows, and the records from which and to which they lead
    for link in links:
        targets = columns.rows(link.table, link.column)
        is_link = pc.is_valid(targets)
        if link.kind:
            is_link = pc.and_(is_link, _is(columns.column(link.table, "kind"), link.kind))
        rows = pc.indices_nonzero(is_link)
        origins = columns.rows(link.table, link.origin).take(rows) if link.origin else rows
        left.append(pa.table({"row": rows, "origin": origins.cast(pa.int32()), "target": targets.take(rows)}))
    for _ in range(MAX_PRUNING_ROUNDS):
        every = pa.concat_tables(left)
        left = [
            each.filter(pc.and_(pc.is_in(each["target"], every["origin"]), pc.is_in(each["origin"], every["target"])))
            for each in left
        ]
        if sum(map(len, left)) == len(every):
            break
    for link, each in zip(links, left, strict=True):
        yield link.table, each["row"].to_pylist()


def _dangling_citations(columns: Columns) -> RowNumbers:
    """Return the citations of records or columns that do not exist."""
    tables, records, fields = (columns.column("citations", name) for name in ("table", "record_id", "field"))
    rows = pc.indices_nonzero(pc.and_(pc.is_valid(tables), _not_in(tables, TABLES))).to_pylist()
    for name, table in TABLES.items():
        mine = pc.indices_nonzero(_not_null(pc.equal(tables, text(name))))
        if len(mine):
            wrong = pc.or_(pc.invert(columns.known(name, records.take(mine))), _not_in(fields.take(mine), table.names))
            rows += mine.filter(wrong).to_pylist()
    return {"citations": rows}


def _overlapping_holders(columns: Columns) -> RowNumbers:
    """Return the roles of one-seat offices that overlap another or are overlapped, sorted by start."""
    office, seats = columns.rows("roles", "office_id"), columns.column("offices", "seats")
    start, end = (columns.column("roles", name) for name in ("start_max", "end_min"))
    last = pc.if_else(_is(columns.column("roles", "end"), ".."), _LAST_DAY, pc.coalesce(end, start))
    not_seated = pc.is_in(columns.column("roles", "basis"), pa.array(map(str, NOT_SEATED), pa.string()))
    counts = pc.and_(pc.and_(_is(seats.take(office), str(Seats.ONE)), pc.is_valid(start)), pc.invert(not_seated))
    rows = pa.array(range(len(office)), pa.int64())
    held = pa.table({"row": rows, "office": office, "start": start, "last": last}).filter(counts)
    held = held.sort_by([("office", "ascending"), ("start", "ascending"), ("last", "ascending")])
    # Days of one office are moved beyond all days of the offices before it, so that one running maximum serves all.
    offset = pc.multiply(held["office"].cast(pa.int64()), _DAYS_OF_AN_OFFICE)
    begins, until = (pc.add(held[name].cast(pa.int32()).cast(pa.int64()), offset) for name in ("start", "last"))
    until = pc.cumulative_max(until)
    overlaps = pc.less(begins.slice(1), until.slice(0, max(len(held) - 1, 0)))
    none = pa.chunked_array([pa.array([False], pa.bool_())])
    either = pc.or_(_joined(none, overlaps), _joined(overlaps, none)) if len(held) else none.slice(1)
    return {"roles": held["row"].filter(either).to_pylist()}


def _joined(*columns: pa.ChunkedArray) -> pa.ChunkedArray:
    return pa.chunked_array([chunk for column in columns for chunk in column.chunks], columns[0].type)


def _ongoing_without_evidence(columns: Columns) -> RowNumbers:
    """Return ongoing records whose own source is no evidence, and the citations of these records."""
    rows: RowNumbers = {}
    for table in ("roles", "relationships"):
        covers = pc.and_(_is(columns.column("coverage", "table"), table), _is(columns.column("coverage", "to"), ".."))
        kept_up = columns.rows("coverage", "source_id").filter(covers)
        source, start = columns.rows(table, "source_id"), columns.column(table, "start_max")
        published, accessed = (columns.column("documents", name).take(source) for name in ("date_max", "accessed_max"))
        later = _or(pc.greater(published, start), pc.greater(accessed, start))
        dated = pc.and_(pc.is_null(start), _or(pc.is_valid(published), pc.is_valid(accessed)))
        evidence = _or(_or(later, dated), pc.is_in(source, kept_up))
        rows[table] = _row_numbers(pc.and_(_is(columns.column(table, "end"), ".."), pc.invert(_not_null(evidence))))
    ids = [
        columns.column(table, TABLES[table].key[0]).take(pa.array(numbers, pa.int64()))
        for table, numbers in rows.items()
    ]
    records = pa.chunked_array([chunk for each in ids for chunk in each.chunks], pa.string())
    return rows | {"citations": _row_numbers(pc.is_in(columns.column("citations", "record_id"), records))}


def _confusable_ids(columns: Columns) -> RowNumbers:
    """Return the rows whose ids share a skeleton with another id."""
    rows: RowNumbers = {}
    for table in TABLES.values():
        if len(table.key) == 1:
            ids, skeletons = (columns.column(table.name, name) for name in (table.key[0], SKELETON))
            changed = skeletons.drop_null()
            if not len(changed):
                continue
            counts = changed.value_counts()
            often = counts.field("values").filter(pc.greater(counts.field("counts"), number(1)))
            confusable = pa.concat_arrays([often, *ids.filter(_not_null(pc.is_in(ids, changed))).chunks])
            if len(confusable):
                rows[table.name] = _row_numbers(pc.or_(*(pc.is_in(each, confusable) for each in (ids, skeletons))))
    return rows


#: All other rules have conditions, are about single records (`block_candidates`), or read only tables that are always loaded.
CANDIDATE_QUERIES: dict[Rule, CandidateQuery] = {
    cycles.no_cycles: _cyclic_references,
    rules.record_references_exist: _dangling_citations,
    rules.one_holder_per_seat: _overlapping_holders,
    rules.ongoing_has_evidence: _ongoing_without_evidence,
    quality.no_confusable_ids: _confusable_ids,
}


def find_candidates(rule: Rule, columns: Columns, today: date) -> Iterator[tuple[str, list[int]]]:
    """Yield tables, and the rows of each that may break a rule, except those that blocks show (`block_candidates`)."""
    if rule in CANDIDATE_QUERIES:
        yield from CANDIDATE_QUERIES[rule](columns).items()
    for each in rule.candidates:
        match each:
            case Where(table) if not each.is_local:
                yield table, _row_numbers(holds(each.condition, partial(_value, columns, table, today)))
            case Shared(table, name, unless):
                values = columns.column(table, name)
                often = repeated_digests(values)
                if unless:
                    often = often.filter(pc.is_in(often, values.filter(pc.is_null(columns.column(table, unless)))))
                yield table, _row_numbers(pc.is_in(values, often)) if len(often) else []
            case Occurs(table, name, other_table, other_name):
                others = columns.column(other_table, other_name).drop_null()
                yield table, _row_numbers(pc.is_in(columns.column(table, name), others))
            case Matched(table, name, one, other):
                values = columns.column(table, name)
                find = partial(_value, columns, table, today)
                rows, others = (pc.indices_nonzero(holds(each, find)) for each in (one, other))
                rows = _with_values_of(others, rows, values)
                yield table, rows.to_pylist()
                yield table, _with_values_of(rows, others, values).to_pylist()


def _with_values_of(others: pa.UInt64Array, rows: pa.UInt64Array, values: pa.ChunkedArray) -> pa.UInt64Array:
    """Return the rows that have a value which one of the others has."""
    return rows.filter(pc.is_in(values.take(rows), values.take(others).drop_null()).combine_chunks())


def _value(columns: Columns, table: str, today: date, name: str) -> Any:
    """Return what a condition compares: a column of a table, or of the records to which its references lead, as numbers if it is of references."""
    if name == TODAY:
        return pa.scalar(today, pa.date32())
    path, rows = path_of(table, name), None
    for reference in path.references:
        of_each = columns.rows(*reference)
        rows = of_each if rows is None else of_each.take(rows)
    if path.is_reference:
        column = columns.numbers(path.table, path.column)
    else:
        column = columns.column(path.table, path.column + CODE * path.is_code)
    return column if rows is None else column.take(rows)


# --- columns --------------------------------------------------------------------------------------


def _row_numbers(mask: pa.ChunkedArray) -> list[int]:
    rows: list[int] = pc.indices_nonzero(_not_null(mask)).to_pylist()
    return rows


def _not_null(mask: pa.ChunkedArray) -> pa.ChunkedArray:
    """Return a condition with false for null."""
    return pc.coalesce(mask, FALSE)


def _is(column: pa.ChunkedArray, value: str) -> pa.ChunkedArray:
    return _not_null(pc.equal(column, text(value)))


def _not_in(column: pa.ChunkedArray, texts: Iterable[str]) -> pa.ChunkedArray:
    """Return whether a text is none of some; false for null."""
    return pc.and_(pc.is_valid(column), pc.invert(pc.is_in(column, pa.array(texts, pa.string()))))


def _or(one: pa.ChunkedArray, other: pa.ChunkedArray) -> pa.ChunkedArray:
    return pc.or_(_not_null(one), _not_null(other))
