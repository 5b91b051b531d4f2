"""Scan the files of a package in a worker; return what was found as rows for Spark.

One scan gives rows of several kinds (`KINDS`); columns that a kind does not use are null. A *row* of a
table is its position, its key, whether it is valid, and the retained columns. Its cells stay in the
file, unless they cannot be reloaded from there by line. References are found by a second scan
(`scan_references`): they are many, and needed only once.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from fpdata.checks.columnar.block_check import BlockResult
from fpdata.checks.columnar.retained import SKELETON, followed_references, retained_columns, retained_type
from fpdata.checks.columnar.table_index import encodable
from fpdata.checks.issue import Issue
from fpdata.checks.rule import CURATION_TABLES
from fpdata.checks.spark.descents import Descents
from fpdata.checks.spark.partitions import Partition
from fpdata.checks.spark.reader import PartitionReader, Scanned, distinct
from fpdata.checks.spark.text import escape_surrogates, to_json
from fpdata.model.table import Table
from fpdata.model.tables import TABLES
from fpdata.package.blocks import mask_except

#: The kinds of rows, and what the columns `name`, `value` and `other` hold for each.
KINDS = {
    "row": "a record",
    "candidate": "name: a rule about single records that the row at this position may break",
    "descent": "a row whose key is less than that of the row before; other: the position of that row",
    "issue": "name: its code; value: the issue as JSON",
    "file": "name: complete or broken; value: first and last key with their positions, as JSON; other: its rows",
}


_SLOT_KINDS = {pa.string(): "text", pa.date32(): "day", pa.int64(): "number"}
_SLOT_TYPES = {kind: type for type, kind in _SLOT_KINDS.items()}


def slots(table: Table) -> dict[str, str]:
    """Return the column of `SCHEMA` that holds each retained column of a table, by name.

    Tables share these columns, because Spark's memory holds four bytes for each null.
    """
    numbers: Counter[str] = Counter()
    found = {}
    for name in dict.fromkeys((*retained_columns(table), *followed_references(table))):
        kind = _SLOT_KINDS[retained_type(name)]
        found[name] = f"{kind}_{numbers[kind]}"
        numbers[kind] += 1
    return found


SCHEMA = pa.schema(
    [
        ("kind", pa.string()),
        ("tab", pa.string()),
        ("at", pa.int64()),
        ("other", pa.int64()),
        ("name", pa.string()),
        ("value", pa.string()),
        ("identity", pa.string()),
        ("skeleton", pa.string()),
        ("valid_key", pa.bool_()),
        ("valid", pa.bool_()),
        ("cells", pa.string()),
        *(
            (name, _SLOT_TYPES[name.partition("_")[0]])
            for name in sorted({slot for table in TABLES.values() for slot in slots(table).values()})
        ),
    ]
)
#: A reference: its table and column (tab, name), the id (value) and the table that should have it
#: (target), and its position; if not `exact`, the position at which its block begins.
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
_SQL_TYPES = {pa.string(): "string", pa.int64(): "bigint", pa.bool_(): "boolean", pa.date32(): "date"}


def ddl(schema: pa.Schema) -> str:
    """Return an Arrow schema in Spark's DDL."""
    return ", ".join(f"`{field.name}` {_SQL_TYPES[field.type]}" for field in schema)


def scan(partitions: Iterable[Partition], block_size: int) -> Iterator[pa.RecordBatch]:
    """Yield everything found in some files (`SCHEMA`), references aside."""
    for partition in partitions:
        reader, descents, rows = PartitionReader(partition, block_size), Descents(partition), 0
        for scanned in reader.read():
            records = _records(partition, scanned)
            rows += len(records)
            yield from _batches(records)
            for rule, numbers in scanned.result.candidates.items():
                positions = [partition.offset + scanned.result.lines[row] for row in numbers]
                yield from _batches(_table("candidate", partition, positions, name=pa.repeat(rule.name, len(numbers))))
            if found := [*descents.add(scanned.result)]:
                at, before = zip(*found, strict=True)
                yield from _batches(_table("descent", partition, at, other=before))
            yield from _batches(_issues(partition, scanned.result.issues))
        yield from _batches(_issues(partition, reader.issues))
        state = "complete" if reader.complete else "broken"
        summary = {"other": [rows], "name": [state], "value": [descents.ends]}
        yield from _batches(_table("file", partition, [partition.offset], **summary))


def scan_references(partitions: Iterable[Partition], block_size: int) -> Iterator[pa.RecordBatch]:
    """Yield the references in some files (`REFERENCES`)."""
    for partition in partitions:
        for scanned in PartitionReader(partition, block_size).read():
            for found in _references(partition, scanned):
                yield from _batches(found)


def _batches(found: pa.Table) -> Iterator[pa.RecordBatch]:
    return iter(found.combine_chunks().to_batches())


def _table(kind: str, partition: Partition, positions: Any, **columns: Any) -> pa.Table:
    """Return rows of a kind; columns that are not given are null."""
    number = len(positions)
    given = {"at": positions, "kind": pa.repeat(kind, number), "tab": pa.repeat(partition.table, number)} | columns
    arrays = [given.get(field.name) for field in SCHEMA]
    return pa.table(
        [
            pa.nulls(number, field.type) if array is None else _typed(array, field.type)
            for array, field in zip(arrays, SCHEMA, strict=True)
        ],
        schema=SCHEMA,
    )


def _typed(array: Any, type: pa.DataType) -> Any:
    return array if isinstance(array, (pa.Array, pa.ChunkedArray)) else pa.array(array, type)


# --- records --------------------------------------------------------------------------------------


def _records(partition: Partition, scanned: Scanned) -> pa.Table:
    table, result = TABLES[partition.table], scanned.result
    size, identity = len(result.lines), _identity(table, result)
    invalid_keys = [row for row, fields in result.invalid_fields.items() if fields.intersection(table.key)]
    valid = mask_except(size, result.invalid_fields)
    columns = {
        slot: result.references[name] if name in result.references else result.retained.column(name)
        for name, slot in slots(table).items()
    }
    records = _table(
        "row",
        partition,
        _positions(partition, result),
        identity=identity,
        skeleton=_skeletons(table, result, valid),
        valid_key=mask_except(size, [*invalid_keys, *result.malformed]),
        valid=valid,
        cells=_cells(result, scanned.reloadable and table.name not in CURATION_TABLES),
        **columns,
    )
    blank = [row for row, raw in result.malformed.items() if raw is None]
    return records.filter(mask_except(size, blank)) if blank else records


def _positions(partition: Partition, result: BlockResult) -> pa.Array:
    return pc.add(pa.array(result.lines, pa.int64()), partition.offset)


def _identity(table: Table, result: BlockResult) -> pa.Array:
    """Return the key of every row as one text, null if it has none."""
    parts = [result.retained.column(name).combine_chunks() for name in table.key]
    identity = parts[0] if len(parts) == 1 else pc.binary_join_element_wise(*parts, "/")
    if result.malformed:
        indexes = [table.names.index(name) for name in table.key]
        keyed = [
            (row, raw.cells)
            for row, raw in sorted(result.malformed.items())
            if raw and len(raw.cells) > max(indexes)
        ]  # fmt: skip
        texts = [escape_surrogates("/".join(cells[index] for index in indexes)) for _, cells in keyed]
        mask = pc.invert(mask_except(len(result.lines), [row for row, _ in keyed]))
        identity = pc.replace_with_mask(identity, mask, pa.array(texts, pa.string()))
    return identity


def _skeletons(table: Table, result: BlockResult, valid: pa.Array) -> pa.Array | None:
    """Return the skeleton of each valid id, null if it is the id itself."""
    if len(table.key) > 1:
        return None
    return pc.if_else(valid, result.retained.column(SKELETON).combine_chunks(), pa.scalar(None, pa.string()))


def _cells(result: BlockResult, reloadable: bool) -> pa.Array | None:
    """Return the cells, as JSON, of the rows that cannot be reloaded."""
    texts: list[str | None]
    if not reloadable:
        texts = [to_json(cells) for cells in result.read(range(len(result.lines)))]
    elif result.malformed:
        texts = [None] * len(result.lines)
    else:
        return None
    for row, raw in result.malformed.items():
        texts[row] = to_json(raw.cells if raw else [])
    return pa.array(texts, pa.string())


# --- issues and references ------------------------------------------------------------------------


def _issues(partition: Partition, issues: Sequence[Issue]) -> pa.Table:
    positions = [partition.offset + issue.line for issue in issues]
    texts = [to_json(asdict(issue)) for issue in issues]
    return _table("issue", partition, positions, name=[issue.code for issue in issues], value=texts)


def _references(partition: Partition, scanned: Scanned) -> Iterator[pa.Table]:
    """Yield the references of rows: each once per block, or with its row if that cannot be reloaded."""
    table, result = TABLES[partition.table], scanned.result
    positions = _positions(partition, result)
    for column in table.references:
        if scanned.reloadable:
            ids = distinct(result.references[column.name])
            at, exact = pa.repeat(positions[0], len(ids)), False
        else:
            cells = result.references[column.name]
            filled = pc.is_valid(cells)
            ids, at, exact = cells.filter(filled), positions.filter(filled), True
        yield _reference_table(partition, column.name, ids, at, exact)
        index, width = table.names.index(column.name), len(table.names)
        malformed = [
            (row, raw.cells[index]) for row, raw in result.malformed.items() if raw and len(raw.cells) == width
        ]
        if malformed := [(row, id) for row, id in malformed if id and next(encodable([id]), None)]:
            at = positions.take(pa.array([row for row, _ in malformed], pa.int64()))
            texts = pa.array([id for _, id in malformed], pa.string())
            yield _reference_table(partition, column.name, texts, at, True)


def _reference_table(partition: Partition, name: str, ids: pa.Array, at: pa.Array, exact: bool) -> pa.Table:
    number, target = len(ids), TABLES[partition.table].column(name).target_table
    columns = [pa.repeat(partition.table, number), at, pa.repeat(name, number), ids, pa.repeat(target, number)]
    return pa.table([*columns, pa.repeat(exact, number)], schema=REFERENCES)
