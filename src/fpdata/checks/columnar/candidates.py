"""Candidates: on whole columns, find the rows that may break a rule across records.

Each rule is written once, in plain Python over records, and most say by `conditions` which rows are candidates. For
the others, there is a query here: a cheap, vectorized condition that every violation fulfills. The rule itself then
decides. A condition or query may find too many rows, never too few.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any, Protocol

import pyarrow as pa
import pyarrow.compute as pc

from fpdata.checks.columnar.conditions import holds
from fpdata.checks.columnar.hash_join import anti_join
from fpdata.checks.columnar.retained import SKELETON
from fpdata.checks.conditions import TODAY, Occurs, Shared, Where
from fpdata.checks.rows import quality, rules
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


class RetainedColumns(Protocol):
    """Gives a retained column, null if the record is invalid."""

    def __call__(self, table: str, column: str) -> pa.ChunkedArray:
        """Return the column, with one value for each row of the table."""


CandidateQuery = Callable[[RetainedColumns], RowNumbers]


def _cyclic_references(columns: RetainedColumns) -> RowNumbers:
    """Prune what refers to nothing, or to something pruned; what remains is on a cycle or leads to one."""
    rows: RowNumbers = {}
    for table in TABLES.values():
        for column in table.self_references:
            ids, targets = columns(table.name, table.key[0]), columns(table.name, column.name)
            has_target = pc.is_valid(targets)
            left, left_targets = ids.filter(has_target), targets.filter(has_target)
            for _ in range(MAX_PRUNING_ROUNDS):
                inner = pc.is_in(left_targets, left)
                if pc.all(inner, min_count=0).as_py():  # also true of none
                    break
                left, left_targets = left.filter(inner), left_targets.filter(inner)
            # The rule sees the first of the records that share an id, which may not be the one on the cycle.
            rows.setdefault(table.name, []).extend(_row_numbers(pc.is_in(ids, left)) if len(left) else ())
    return rows


def _dangling_citations(columns: RetainedColumns) -> RowNumbers:
    """Return the citations of records or columns that do not exist."""
    tables, records, fields = (columns("citations", name) for name in ("table", "record_id", "field"))
    exists = pc.is_in(tables, pa.array([], pa.string()))  # false throughout
    for name, table in TABLES.items():
        mine = _not_null(pc.equal(tables, text(name)))
        if pc.any(mine).as_py():
            keys = [columns(name, part) for part in table.key]
            ids = keys[0] if len(keys) == 1 else pc.binary_join_element_wise(*keys, text("/"))
            dangling = anti_join(records.filter(mine).chunks, ids)
            known_field = pc.or_(pc.is_null(fields), pc.is_in(fields, pa.array(table.names, pa.string())))
            exists = pc.or_(exists, pc.and_(pc.and_(mine, known_field), pc.invert(pc.is_in(records, dangling))))
    return {"citations": _row_numbers(pc.and_(pc.is_valid(tables), pc.invert(exists)))}


def _overlapping_holders(columns: RetainedColumns) -> RowNumbers:
    """Return the roles of one-seat offices that overlap another or are overlapped, sorted by start."""
    one_seat = columns("offices", "office_id").filter(
        _not_null(pc.equal(columns("offices", "seats"), text(str(Seats.ONE))))
    )
    office, start, end = (columns("roles", name) for name in ("office_id", "start_max", "end_min"))
    last = pc.if_else(_not_null(pc.equal(columns("roles", "end"), text(".."))), _LAST_DAY, pc.coalesce(end, start))
    not_seated = pc.is_in(columns("roles", "basis"), pa.array(map(str, NOT_SEATED), pa.string()))
    counts = pc.and_(pc.and_(pc.is_in(office, one_seat), pc.is_valid(start)), pc.invert(not_seated))
    rows = pa.array(range(len(office)), pa.int64())
    held = pa.table({"row": rows, "office": office, "start": start, "last": last}).filter(counts)
    held = held.sort_by([("office", "ascending"), ("start", "ascending"), ("last", "ascending")])
    # Days of one office are moved beyond all days of the offices before it, so that one running maximum serves all.
    offset = pc.multiply(
        held["office"].combine_chunks().dictionary_encode().indices.cast(pa.int64()), _DAYS_OF_AN_OFFICE
    )
    begins, until = (pc.add(held[name].cast(pa.int32()).cast(pa.int64()), offset) for name in ("start", "last"))
    until = pc.cumulative_max(until)
    overlaps = pc.less(begins.slice(1), until.slice(0, max(len(held) - 1, 0)))
    none = pa.chunked_array([pa.array([False], pa.bool_())])
    either = pc.or_(_joined(none, overlaps), _joined(overlaps, none)) if len(held) else none.slice(1)
    return {"roles": held["row"].filter(either).to_pylist()}


def _joined(*columns: pa.ChunkedArray) -> pa.ChunkedArray:
    return pa.chunked_array([chunk for column in columns for chunk in column.chunks], columns[0].type)


def _ongoing_without_evidence(columns: RetainedColumns) -> RowNumbers:
    """Return ongoing records whose own source is no evidence, and the citations of these records."""
    rows: RowNumbers = {}
    for table in ("roles", "relationships"):
        covers = pc.and_(
            pc.equal(columns("coverage", "table"), text(table)), pc.equal(columns("coverage", "to"), text(".."))
        )  # fmt: skip
        kept_up = columns("coverage", "source_id").filter(_not_null(covers))
        source, start = columns(table, "source_id"), columns(table, "start_max")
        published, accessed = (_look_up(columns, source, "documents", name) for name in ("date_max", "accessed_max"))
        later = _or(pc.greater(published, start), pc.greater(accessed, start))
        dated = pc.and_(pc.is_null(start), _or(pc.is_valid(published), pc.is_valid(accessed)))
        evidence = _or(_or(later, dated), pc.is_in(source, kept_up))
        ongoing = pc.equal(columns(table, "end"), text(".."))
        rows[table] = _row_numbers(pc.and_(ongoing, pc.invert(_not_null(evidence))))
    ids = [columns(table, TABLES[table].key[0]).take(pa.array(numbers, pa.int64())) for table, numbers in rows.items()]
    records = pa.chunked_array([chunk for each in ids for chunk in each.chunks], pa.string())
    return rows | {"citations": _row_numbers(pc.is_in(columns("citations", "record_id"), records))}


def _confusable_ids(columns: RetainedColumns) -> RowNumbers:
    """Return the rows whose ids share a skeleton with another id."""
    rows: RowNumbers = {}
    for table in TABLES.values():
        if len(table.key) == 1:
            ids, skeletons = columns(table.name, table.key[0]), columns(table.name, SKELETON)
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
    rules.no_cycles: _cyclic_references,
    rules.record_references_exist: _dangling_citations,
    rules.one_holder_per_seat: _overlapping_holders,
    rules.ongoing_has_evidence: _ongoing_without_evidence,
    quality.no_confusable_ids: _confusable_ids,
}


def find_candidates(rule: Rule, columns: RetainedColumns, today: date) -> Iterator[tuple[str, list[int]]]:
    """Yield tables, and the rows of each that may break a rule, except those that blocks show (`block_candidates`)."""
    if rule in CANDIDATE_QUERIES:
        yield from CANDIDATE_QUERIES[rule](columns).items()
    for each in rule.candidates:
        match each:
            case Where() if not each.is_local:
                yield each.table, _row_numbers(holds(each.condition, _Values(columns, each.table, today)))
            case Shared(table, name, unless):
                values = columns(table, name)
                counts = values.value_counts()
                often = counts.field("values").filter(pc.greater(counts.field("counts"), number(1))).drop_null()
                if unless:
                    often = often.filter(pc.is_in(often, values.filter(pc.is_null(columns(table, unless)))))
                yield table, _row_numbers(pc.is_in(values, often)) if len(often) else []
            case Occurs(table, name, other_table, other_name):
                others = columns(other_table, other_name).drop_null()
                yield table, _row_numbers(pc.is_in(columns(table, name), others))


class _Values:
    """The values that a condition compares, with one look-up for each reference."""

    def __init__(self, columns: RetainedColumns, table: str, today: date) -> None:
        self._columns = columns
        self._table = table
        self._today = today
        self._places: dict[str, Any] = {}

    def __call__(self, name: str) -> Any:
        if name == TODAY:
            return pa.scalar(self._today, pa.date32())
        reference, dot, column = name.partition(".")
        if not dot:
            return self._columns(self._table, name)
        target = TABLES[self._table].column(reference).target_table
        if reference not in self._places:
            ids, keys = self._columns(self._table, reference), self._columns(target, TABLES[target].key[0])
            self._places[reference] = pc.index_in(ids, keys)
        return self._columns(target, column).take(self._places[reference])


# --- columns --------------------------------------------------------------------------------------


def _look_up(columns: RetainedColumns, ids: pa.ChunkedArray, table: str, column: str) -> pa.ChunkedArray:
    """Return, for each id, the value of a column in the record with that key; null if there is none."""
    keys, values = columns(table, TABLES[table].key[0]), columns(table, column)
    if len(keys) > len(ids) - ids.null_count:
        needed = pc.is_in(keys, pc.unique(ids))
        keys, values = keys.filter(needed), values.filter(needed)
    return values.take(pc.index_in(ids, keys))


def _row_numbers(mask: pa.ChunkedArray) -> list[int]:
    rows: list[int] = pc.indices_nonzero(_not_null(mask)).to_pylist()
    return rows


def _not_null(mask: pa.ChunkedArray) -> pa.ChunkedArray:
    """Return a condition with false for null."""
    return pc.coalesce(mask, FALSE)


def _or(one: pa.ChunkedArray, other: pa.ChunkedArray) -> pa.ChunkedArray:
    return pc.or_(_not_null(one), _not_null(other))
