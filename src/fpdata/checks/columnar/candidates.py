"""Nominate, on whole columns, the records for which a rule may have something to say.

A nomination may be too generous, never too narrow: the rule itself (`rules`, `quality`) then judges
the records nominated, together with those it needs to see. So each rule is written once, in plain
Python, and still runs on tables of millions.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import reduce
from typing import NamedTuple, Protocol

import pyarrow as pa
import pyarrow.compute as pc

from fpdata.checks.columnar.column_checks import ColumnBatch
from fpdata.checks.columnar.hash_join import anti_join
from fpdata.checks.issue import Issue
from fpdata.checks.records import PackageRecords
from fpdata.checks.rows import quality, rules
from fpdata.model.offices import Seats
from fpdata.model.record import Table
from fpdata.model.tables import TABLES

Rule = Callable[[PackageRecords], Iterator[Issue]]
#: Row numbers by table.
RowNumbers = dict[str, list[int]]
#: A column with references, by table and name.
ColumnRef = tuple[str, str]

#: What the rules compare: columns, and the first (``_min``) or last (``_max``) day of columns of dates.
RULE_COLUMNS: dict[str, tuple[str, ...]] = {
    "actors": ("name", "born_min", "died_max", "died"),
    "roles": ("actor_id", "office_id", "basis", "start_min", "start_max", "end_min", "end", "source_id"),
    "relationships": ("start_max", "end", "source_id"),
    "events": ("date_max",),
    "statements": ("speaker_id", "date_min", "date_max"),
    "documents": ("date_max", "accessed_max"),
    "offices": ("seats",),
    "citations": ("table", "record_id", "field"),
    "coverage": ("table", "source_id", "to"),
}
#: ColumnSource by hand, and read by rules of every kind: these tables are never narrowed.
ALWAYS_LOADED = ("redirects", "corrections", "judgements", "coverage")
#: A chain longer than that is followed by the rule itself.
MAX_PRUNING_ROUNDS = 64
#: An id that `quality.hasty` may change: rn, vv, or 0 or 1 in a word with letters.
CONFUSABLE = "rn|vv|[a-z][0-9]*[01]|[01][0-9]*[a-z]"
#: The four letters that Python takes for i, k and s where case does not count, and RE2 does not.
_LABELS = f"(?i:{quality.LABELS.pattern})|[İıſ\u212a]"


def retained_columns(table: Table) -> tuple[str, ...]:
    """Return what is kept of a table: its key, its references to itself, and what the rules compare."""
    inward = (column.name for column in table.references if column.references == table.name)
    return tuple(dict.fromkeys((*table.key, *inward, *RULE_COLUMNS.get(table.name, ()))))


class ColumnSource(Protocol):
    """Gives a column that was kept, null where a record is not valid by itself."""

    def __call__(self, table: str, column: str) -> pa.ChunkedArray:
        """Return the column; its length is the number of rows that were read."""


# --- from a block alone ---------------------------------------------------------------------------


def flags(cells: ColumnBatch) -> dict[Rule, list[int]]:
    """Return, for the rules that look at one record alone, the rows of a block that may break them."""
    found = {}
    if prose := [column.name for column in cells.table.columns if column.prose]:
        found[quality.our_text_is_neutral] = _any(_matches(cells[name], _LABELS) for name in prose)
    if cells.table.name == "roles":
        found[quality.dates_are_no_placeholders] = _any(
            _matches(cells[name], f"^(?:{quality.PLACEHOLDER.pattern})$") for name in ("start", "end")
        )
    return {rule: _where(mask) for rule, mask in found.items()}


def _matches(values: pa.StringArray, pattern: str) -> pa.BooleanArray:
    return pc.match_substring_regex(values, pattern).fill_null(False)


# --- across tables --------------------------------------------------------------------------------


def _before_birth(columns: ColumnSource) -> RowNumbers:
    def late(table: str, actor: str, day: pa.ChunkedArray) -> pa.Array:
        return _where(pc.less(day, _of(columns, columns(table, actor), "actors", "born_min")))

    met = _of(columns, columns("participations", "event_id"), "events", "date_max")
    return {
        "roles": late("roles", "actor_id", columns("roles", "start_max")),
        "statements": late("statements", "speaker_id", columns("statements", "date_max")),
        "participations": late("participations", "actor_id", met),
    }


def _after_death(columns: ColumnSource) -> RowNumbers:
    died, ended = (_of(columns, columns("roles", "actor_id"), "actors", name) for name in ("died_max", "died"))
    late = _or(
        pc.less(died, columns("roles", "start_min")),
        pc.and_(_is(columns("roles", "end"), ".."), pc.is_valid(ended)),
    )
    return {"roles": _where(late)}


def _in_chains(columns: ColumnSource) -> RowNumbers:
    """Peel off whatever leads out of the table or to a peeled record; what is left lies on a ring or leads to one."""
    rows: RowNumbers = {}
    for table in TABLES.values():
        for column in table.references:
            if column.references == table.name:
                ids, targets = columns(table.name, table.key[0]), columns(table.name, column.name)
                left = pc.is_valid(targets)
                some, above = ids.filter(left), targets.filter(left)
                for _ in range(MAX_PRUNING_ROUNDS):
                    inner = pc.is_in(above, some)
                    if pc.all(inner).as_py():
                        break
                    some, above = some.filter(inner), above.filter(inner)
                # Of records with one id the rule heeds the first, which may not be the one that leads on.
                rows.setdefault(table.name, []).extend(_where(pc.is_in(ids, some)) if len(some) else ())
    return rows


def _outside(columns: ColumnSource) -> RowNumbers:
    """Return the citations of what is not there."""
    tables, records, fields = (columns("citations", name) for name in ("table", "record_id", "field"))
    there = pc.is_in(tables, pa.array([], pa.string()))  # none yet
    for name, table in TABLES.items():
        mine = _known(_is(tables, name))
        if pc.any(mine).as_py():
            keys = [columns(name, part) for part in table.key]
            ids = keys[0] if len(keys) == 1 else pc.binary_join_element_wise(*keys, "/")
            nowhere = anti_join(records.filter(mine).chunks, ids)
            field = pc.or_(pc.is_null(fields), pc.is_in(fields, pa.array(table.names)))
            there = pc.or_(there, pc.and_(pc.and_(mine, field), pc.invert(pc.is_in(records, nowhere))))
    return {"citations": _where(pc.and_(pc.is_valid(tables), pc.invert(there)))}


def _in_taken_seats(columns: ColumnSource) -> RowNumbers:
    """Return all roles of offices in which, sorted by start, some holder begins before the one before has ended."""
    offices = columns("offices", "office_id").filter(_known(_is(columns("offices", "seats"), str(Seats.ONE))))
    office, start, end = (columns("roles", name) for name in ("office_id", "start_max", "end_min"))
    last = pc.if_else(_known(_is(columns("roles", "end"), "..")), date.max, pc.coalesce(end, start))
    never = pc.is_in(columns("roles", "basis"), pa.array(map(str, rules.NOT_SEATED)))
    seated = pc.and_(pc.and_(pc.is_in(office, offices), pc.is_valid(start)), pc.invert(never))
    held = pa.table({"office": office, "start": start, "last": last}).filter(seated)
    held = held.sort_by([("office", "ascending"), ("start", "ascending"), ("last", "ascending")])
    one, next_ = held.slice(0, max(len(held) - 1, 0)), held.slice(1)
    taken = pc.and_(pc.equal(one["office"], next_["office"]), pc.less(next_["start"], one["last"]))
    return {"roles": _where(pc.is_in(office, one["office"].filter(taken)))}


def _before_their_report(columns: ColumnSource) -> RowNumbers:
    within = columns("statements", "within_id")
    inner = pc.is_valid(within)
    reported = _of(columns, within.filter(inner), "statements", "date_max")
    late = pc.less(reported, columns("statements", "date_min").filter(inner))
    return {"statements": pc.indices_nonzero(inner).filter(_known(late)).to_pylist()}


def _going_on(columns: ColumnSource) -> RowNumbers:
    """Return what goes on and is not witnessed by its own source, and the citations of such records."""
    rows: RowNumbers = {}
    for table in ("roles", "relationships"):
        current = columns("coverage", "source_id").filter(
            _known(pc.and_(_is(columns("coverage", "table"), table), _is(columns("coverage", "to"), "..")))
        )
        source, start = columns(table, "source_id"), columns(table, "start_max")
        published, read = (_of(columns, source, "documents", name) for name in ("date_max", "accessed_max"))
        later = _or(pc.greater(published, start), pc.greater(read, start))
        some = pc.and_(pc.is_null(start), _or(pc.is_valid(published), pc.is_valid(read)))
        witnessed = _or(_or(later, some), pc.is_in(source, current))
        rows[table] = _where(pc.and_(_is(columns(table, "end"), ".."), pc.invert(_known(witnessed))))
    ids = [columns(table, TABLES[table].key[0]).take(pa.array(numbers, pa.int64())) for table, numbers in rows.items()]
    cited = pa.chunked_array([chunk for each in ids for chunk in each.chunks], pa.string())
    return rows | {"citations": _where(pc.is_in(columns("citations", "record_id"), cited))}


def _of_one_name(columns: ColumnSource) -> RowNumbers:
    names = folded(columns("actors", "name"))
    counts = pc.value_counts(names)
    often = counts.field("values").filter(pc.greater(counts.field("counts"), 1)).drop_null()
    return {"actors": _where(pc.is_in(names, often))}


def folded(names: pa.ChunkedArray) -> pa.ChunkedArray:
    """Return names without regard to case, as Unicode has it; for ASCII, that is lower case."""
    lower = pc.ascii_lower(names)
    foreign = pc.invert(_known(pc.string_is_ascii(names)))
    if not pc.any(foreign).as_py():
        return lower
    texts = [name and name.casefold() for name in names.filter(foreign).to_pylist()]
    return pa.chunked_array(
        [pc.replace_with_mask(lower.combine_chunks(), foreign.combine_chunks(), pa.array(texts, pa.string()))]
    )


def _looking_alike(columns: ColumnSource) -> RowNumbers:
    """Return the ids that a hasty reader reads otherwise than they are, and as another, and those others."""
    rows: RowNumbers = {}
    for table in TABLES.values():
        if len(table.key) == 1:
            ids = columns(table.name, table.key[0])
            misread = ids.filter(_known(pc.match_substring_regex(ids, CONFUSABLE)))
            if len(misread):
                read = defaultdict(list)
                for id in misread.to_pylist():
                    read[quality.confusable_skeleton(id)].append(id)
                there = set(ids.filter(pc.is_in(ids, pa.array(read))).to_pylist())
                alike = [id for as_, of in read.items() if len(of) > 1 or as_ in there for id in (as_, *of)]
                rows[table.name] = _where(pc.is_in(ids, pa.array(alike, pa.string())))
    return rows


# --- columns --------------------------------------------------------------------------------------


def _of(columns: ColumnSource, ids: pa.ChunkedArray, table: str, column: str) -> pa.ChunkedArray:
    """Return for each id the value of a column in the record it names; null where there is none."""
    keys, values = columns(table, TABLES[table].key[0]), columns(table, column)
    if len(keys) > len(ids) - ids.null_count:
        needed = pc.is_in(keys, pc.unique(ids))
        keys, values = keys.filter(needed), values.filter(needed)
    return values.take(pc.index_in(ids, keys))


def _where(mask: pa.ChunkedArray) -> list[int]:
    rows: list[int] = pc.indices_nonzero(_known(mask)).to_pylist()
    return rows


def _known(mask: pa.ChunkedArray) -> pa.ChunkedArray:
    """Return a condition with false where it is null."""
    return pc.coalesce(mask, False)


def _is(values: pa.ChunkedArray, text: str) -> pa.ChunkedArray:
    return pc.equal(values, text)


def _or(one: pa.ChunkedArray, other: pa.ChunkedArray) -> pa.ChunkedArray:
    return pc.or_(_known(one), _known(other))


def _any(masks: Iterable[pa.Array]) -> pa.Array:
    return reduce(pc.or_, masks)


class CandidateQuery(NamedTuple):
    """Which rows a rule is to judge; the rows that these refer to by the columns `sees` are shown to it as well."""

    find: Callable[[ColumnSource], RowNumbers]
    sees: tuple[ColumnRef, ...] = ()


#: A rule that is not here looks at one record alone (see `flags`), or at the tables kept by hand (`WHOLE`).
CANDIDATE_QUERIES: dict[Rule, CandidateQuery] = {
    rules.nobody_acts_before_birth: CandidateQuery(
        _before_birth,
        (
            ("roles", "actor_id"),
            ("statements", "speaker_id"),
            ("participations", "actor_id"),
            ("participations", "event_id"),
        ),
    ),
    rules.nobody_serves_after_death: CandidateQuery(_after_death, (("roles", "actor_id"),)),
    rules.no_chain_closes: CandidateQuery(_in_chains),
    rules.records_are_named: CandidateQuery(_outside),
    rules.one_holder_a_seat: CandidateQuery(_in_taken_seats, (("roles", "office_id"),)),
    rules.reports_follow: CandidateQuery(_before_their_report, (("statements", "within_id"),)),
    rules.what_goes_on_is_witnessed: CandidateQuery(
        _going_on, (("roles", "source_id"), ("relationships", "source_id"), ("citations", "document_id"))
    ),
    quality.actors_are_not_doubled: CandidateQuery(_of_one_name),
    quality.ids_do_not_look_alike: CandidateQuery(_looking_alike),
}
#: What the rules that look at one record alone see besides it.
RULE_CONTEXT: dict[Rule, tuple[ColumnRef, ...]] = {quality.dates_are_no_placeholders: (("roles", "source_id"),)}
