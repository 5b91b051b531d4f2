"""What a worker finds in the files of a package, as rows for Spark.

One reading of a file gives rows of several kinds (`KINDS`); what another kind has stays null. A row of
a table is its place, its key, whether it is right, and the columns that rules compare; its cells stay
in the file, but for those that could not be found there again by their line alone. What rows refer to
is found by another reading (`scan_references`): it is much, and is needed once.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from fpdata.checks.columnar.block_check import BlockResult, cells_of
from fpdata.checks.columnar.candidates import ALWAYS_LOADED, CONFUSABLE, folded, retained_columns
from fpdata.checks.columnar.table_index import encodable, is_ascending
from fpdata.checks.issue import Issue
from fpdata.checks.rows.quality import confusable_skeleton
from fpdata.checks.spark.partitions import Partition
from fpdata.checks.spark.reader import Reading, distinct
from fpdata.model.record import SURROGATE, Table
from fpdata.model.tables import TABLES
from fpdata.package.blocks import mask_except

#: The kinds of rows, and what `name` and `value` are for each.
KINDS = {
    "row": "a record",
    "flag": "a rule that the row at this place may break by itself",
    "descent": "a row whose key is less than that of the row at `other`",
    "issue": "an issue's code, and the issue as JSON",
    "part": "a file: 'complete' or 'broken', and its first and last key, with their places, as JSON; `other` rows",
}
_DAY = ("_min", "_max")


def slots(table: Table) -> dict[str, str]:
    """Return under which name each column that is kept of a table stands here.

    Tables share the names, for Spark's memory holds four bytes for each null.
    """
    days = [name for name in retained_columns(table) if name.endswith(_DAY)]
    texts = [name for name in retained_columns(table) if name not in days]
    return {name: f"text_{n}" for n, name in enumerate(texts)} | {name: f"day_{n}" for n, name in enumerate(days)}


SCHEMA = pa.schema(
    [
        ("kind", pa.string()),
        ("tab", pa.string()),
        ("at", pa.int64()),
        ("other", pa.int64()),
        ("name", pa.string()),
        ("value", pa.string()),
        ("identity", pa.string()),
        ("hasty", pa.string()),
        ("clean", pa.bool_()),
        ("valid", pa.bool_()),
        ("cells", pa.string()),
        *(
            (name, pa.date32() if name.startswith("day") else pa.string())
            for name in sorted({slot for table in TABLES.values() for slot in slots(table).values()})
        ),
    ]
)
#: An id that rows refer to: the table and column that do, the table that should have it, and the place
#: of the row, or, unless `exact`, where its block begins.
REFERENCES = pa.schema(
    [
        ("tab", pa.string()),
        ("at", pa.int64()),
        ("name", pa.string()),
        ("value", pa.string()),
        ("target", pa.string()),
        ("exact", pa.bool_()),
    ]
)
_TYPES = {pa.string(): "string", pa.int64(): "bigint", pa.bool_(): "boolean", pa.date32(): "date"}


def ddl(schema: pa.Schema) -> str:
    """Return a schema as Spark writes it."""
    return ", ".join(f"`{field.name}` {_TYPES[field.type]}" for field in schema)


def scan(parts: Iterable[Partition], size: int) -> Iterator[pa.RecordBatch]:
    """Yield everything that is found in some files but what their rows refer to, read in blocks of `size` bytes."""
    for part in parts:
        reading, order, rows = Reading(part, size), _Order(part), 0
        for looked, again in reading.looks():
            records = _records(part, looked, again)
            rows += len(records)
            for found in (records, *_flags(part, looked), *order.look(looked)):
                yield from _batches(found)
            yield from _batches(_issues(part, looked.issues))
        yield from _batches(_issues(part, reading.issues))
        state = "complete" if reading.complete else "broken"
        yield from _batches(_table("part", part, [part.first], other=[rows], name=[state], value=[order.edges]))


def scan_references(parts: Iterable[Partition], size: int) -> Iterator[pa.RecordBatch]:
    """Yield what the rows of some files refer to (`REFERENCES`)."""
    for part in parts:
        for looked, again in Reading(part, size).looks():
            for found in _references(part, looked, again):
                yield from _batches(found)


def _batches(found: pa.Table) -> Iterator[pa.RecordBatch]:
    return iter(found.combine_chunks().to_batches())


def _table(kind: str, part: Partition, at: Any, **columns: Any) -> pa.Table:
    """Return rows of a kind; what is not given is null."""
    given = {"at": at, "kind": pa.repeat(kind, len(at)), "tab": pa.repeat(part.table, len(at))} | columns
    arrays = [given.get(field.name) for field in SCHEMA]
    return pa.table(
        [
            pa.nulls(len(at), field.type) if array is None else _typed(array, field.type)
            for array, field in zip(arrays, SCHEMA, strict=True)
        ],
        schema=SCHEMA,
    )


def _typed(array: Any, type: pa.DataType) -> Any:
    return array if isinstance(array, (pa.Array, pa.ChunkedArray)) else pa.array(array, type)


# --- records --------------------------------------------------------------------------------------


def _records(part: Partition, looked: BlockResult, again: bool) -> pa.Table:
    table, size = TABLES[part.table], len(looked.lines)
    identity = _identity(table, looked)
    unclean = [row for row, fields in looked.wrong.items() if fields.intersection(table.key)]
    valid = mask_except(size, looked.wrong)
    columns = {slot: looked.retained.column(name) for name, slot in slots(table).items()}
    if table.name == "actors":
        columns[slots(table)["name"]] = folded(looked.retained.column("name"))
    records = _table(
        "row",
        part,
        _places(part, looked),
        identity=identity,
        hasty=_hasty(table, identity, valid),
        clean=mask_except(size, [*unclean, *looked.odd]),
        valid=valid,
        cells=_cells(looked, again and table.name not in ALWAYS_LOADED),
        **columns,
    )
    blank = [row for row, raw in looked.odd.items() if raw is None]
    return records.filter(mask_except(size, blank)) if blank else records


def _places(part: Partition, looked: BlockResult) -> pa.Array:
    return pc.add(pa.array(looked.lines, pa.int64()), part.first)


def _identity(table: Table, looked: BlockResult) -> pa.Array:
    """Return the key of every row as one text, null where it has none."""
    parts = [looked.retained.column(name).combine_chunks() for name in table.key]
    identity = parts[0] if len(parts) == 1 else pc.binary_join_element_wise(*parts, "/")
    if looked.odd:
        place = [table.names.index(name) for name in table.key]
        odd = [(row, raw.cells) for row, raw in sorted(looked.odd.items()) if raw and len(raw.cells) > max(place)]
        texts = pa.array([escaped("/".join(cells[index] for index in place)) for _, cells in odd], pa.string())
        mask = pc.invert(mask_except(len(looked.lines), [row for row, _ in odd]))
        identity = pc.replace_with_mask(identity, mask, texts)
    return identity


def _hasty(table: Table, identity: pa.Array, valid: pa.Array) -> pa.Array | None:
    """Return the ids as a hasty reader reads them, null where that is as they are."""
    if len(table.key) > 1:
        return None
    may = pc.and_(valid, pc.coalesce(pc.match_substring_regex(identity, CONFUSABLE), False))
    if not may.true_count:
        return None
    read = [None if (other := confusable_skeleton(id)) == id else other for id in identity.filter(may).to_pylist()]
    return pc.replace_with_mask(pa.nulls(len(identity), pa.string()), may, pa.array(read, pa.string()))


def _cells(looked: BlockResult, again: bool) -> pa.Array | None:
    """Return the cells of the rows that are not to be read again."""
    if not again:
        rows = list(range(len(looked.lines)))
        texts = [to_json(cells) for cells in cells_of(looked.columns, rows)]
    elif looked.odd:
        texts = [None] * len(looked.lines)  # type: ignore[list-item]
    else:
        return None
    for row, raw in looked.odd.items():
        texts[row] = to_json(raw.cells if raw else [])
    return pa.array(texts, pa.string())


# --- what else is found ---------------------------------------------------------------------------


def _references(part: Partition, looked: BlockResult, again: bool) -> Iterator[pa.Table]:
    """Yield the ids that rows refer to: each once for a block, or with its row where that is not read again."""
    table = TABLES[part.table]
    places = _places(part, looked)
    for column in table.references:
        if again:
            values = distinct(looked.columns.column(column.name))
            at, exact = pa.repeat(places[0], len(values)), False
        else:
            filled = pc.is_valid(cells := looked.columns.column(column.name).combine_chunks())
            values, at, exact = cells.filter(filled), places.filter(filled), True
        yield _referring(part, column.name, values, at, exact)
        index = table.names.index(column.name)
        odd = [(row, raw.cells[index]) for row, raw in looked.odd.items() if raw and len(raw.cells) == len(table.names)]
        if odd := [(row, cell) for row, cell in odd if cell and next(encodable([cell]), None)]:
            at = places.take(pa.array([row for row, _ in odd], pa.int64()))
            yield _referring(part, column.name, pa.array([cell for _, cell in odd], pa.string()), at, True)


def _referring(part: Partition, name: str, values: pa.Array, at: pa.Array, exact: bool) -> pa.Table:
    number, target = len(values), TABLES[part.table].column(name).references
    columns = [pa.repeat(part.table, number), at, pa.repeat(name, number), values, pa.repeat(target, number)]
    return pa.table([*columns, pa.repeat(exact, number)], schema=REFERENCES)


def _flags(part: Partition, looked: BlockResult) -> Iterator[pa.Table]:
    for rule, rows in looked.flagged.items():
        at = [part.first + looked.lines[row] for row in rows]
        yield _table("flag", part, at, name=pa.repeat(rule.__name__, len(at)))


def _issues(part: Partition, issues: Sequence[Issue]) -> pa.Table:
    at = [part.first + issue.line for issue in issues]
    return _table("issue", part, at, name=[issue.code for issue in issues], value=[to_json(asdict(issue)) for issue in issues])  # fmt: skip


class _Order:
    """The order of the keys of a file, which goes on from one block to the next."""

    def __init__(self, part: Partition) -> None:
        self._part = part
        self._table = TABLES[part.table]
        self._first: tuple[tuple[str, ...], int] | None = None
        self._last: tuple[tuple[str, ...], int] | None = None

    @property
    def edges(self) -> str:
        """The first and the last key, with their places, as JSON."""
        return to_json([self._first, self._last])

    def look(self, looked: BlockResult) -> Iterator[pa.Table]:
        """Yield the rows whose keys are less than those before."""
        keys = self._ends(looked) or self._all(looked)
        at, before = [], []
        for key, place in keys:
            if self._last and key < self._last[0]:
                at.append(place)
                before.append(self._last[1])
            self._first = self._first or (key, place)
            self._last = (key, place)
        if at:
            yield _table("descent", self._part, at, other=before)

    def _ends(self, looked: BlockResult) -> list[tuple[tuple[str, ...], int]]:
        """Return the first and the last key, if those between ascend."""
        if looked.odd or not len(looked.lines):
            return []
        parts = [pc.coalesce(looked.retained.column(name), "").combine_chunks() for name in self._table.key]
        if len(looked.lines) > 1 and not pc.all(is_ascending(parts)).as_py():
            return []
        return [
            (tuple(part[row].as_py() for part in parts), self._part.first + looked.lines[row])
            for row in (0, len(looked.lines) - 1)
        ]

    def _all(self, looked: BlockResult) -> Iterator[tuple[tuple[str, ...], int]]:
        columns = [pc.coalesce(looked.retained.column(name), "").to_pylist() for name in self._table.key]
        place = [self._table.names.index(name) for name in self._table.key]
        for row, (line, key) in enumerate(zip(looked.lines, zip(*columns, strict=True), strict=True)):
            raw = looked.odd.get(row)
            if row not in looked.odd:
                yield key, self._part.first + line
            elif raw and len(raw.cells) > max(place):
                yield tuple(raw.cells[index] for index in place), self._part.first + line


# --- text -----------------------------------------------------------------------------------------


def to_json(value: Any) -> str:
    """Return JSON in ASCII, which can hold bytes that are not UTF-8, as Spark's text cannot."""
    return json.dumps(value)


def escaped(text: str) -> str:
    """Return a text that Spark can hold, with characters of private use for bytes that are not UTF-8."""
    return SURROGATE.sub(lambda found: chr(_PRIVATE + ord(found[0]) - 0xD800), text)


def unescaped(text: str) -> str:
    """Return the text that was `escaped`."""
    return "".join(chr(ord(c) - _PRIVATE + 0xD800) if ord(c) >= _PRIVATE else c for c in text)


_PRIVATE = 0x10F800  # up to U+10FFFF, the end of the last private plane, where no id has a letter
