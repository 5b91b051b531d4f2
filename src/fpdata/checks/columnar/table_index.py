"""TableIndex: what is kept in memory of a table that was checked block by block.

Retained are the columns that checks across rows compare (`retained`), the few rows that are invalid or
malformed, the references (`reference_column`), whether keys ascend (`key_order`), and how to find any row
again (`row_store`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property
from pathlib import Path
from threading import Lock

import pyarrow as pa
import pyarrow.compute as pc

from fpdata.checks import suggest
from fpdata.checks.columnar import limits
from fpdata.checks.columnar.block_check import BlockResult
from fpdata.checks.columnar.key_order import KeyOrder
from fpdata.checks.columnar.keys import Keys, keys_of
from fpdata.checks.columnar.nearest_keys import nearest_keys
from fpdata.checks.columnar.reference_column import ReferenceColumn
from fpdata.checks.columnar.retained import followed_references, retained_type
from fpdata.checks.columnar.row_store import RowStore
from fpdata.checks.records import RawRow
from fpdata.checks.rule import Rule
from fpdata.model.characters import SURROGATE
from fpdata.model.table import Table
from fpdata.package.arrow_scalars import FALSE, text
from fpdata.package.blocks import Block, mask_except


class TableIndex:
    """One table. Rows are numbered from 0, in file order; blank lines count."""

    def __init__(self, table: Table, file: str, path: Path) -> None:
        self.table = table
        self.file = file
        self.path = path
        self.complete = False
        """Whether the file was read to its end, so that a record that was not found does not exist."""
        self.invalid_fields: dict[int, frozenset[str]] = {}
        """The fields that failed validation, by row."""
        self.malformed: dict[int, RawRow | None] = {}
        """Malformed rows, as in `BlockResult`."""
        self.candidates: defaultdict[Rule, list[int]] = defaultdict(list)
        """For each rule about single records, the rows that may break it."""
        self.is_mostly_open = False
        """Whether the scan proved less than half of the last rows valid, so that it is not worth its time."""
        self.rows = RowStore(path, len(table.columns))
        self.order = KeyOrder(table.key)
        followed = followed_references(table)
        self.references = {each.name: ReferenceColumn(each.name in followed) for each in table.references}
        self._retained: list[pa.Table] = []
        self._keys: Keys | None = None
        self._lock = Lock()

    def add(self, result: BlockResult, block: Block | None, path: Path | None = None) -> None:
        """Add the next rows; `block` is where they can be reloaded from, in the file at `path` if it is not the only one."""
        first = self.rows.size
        self.is_mostly_open = 2 * result.open_rows > len(result.lines)
        self.invalid_fields.update((first + row, fields) for row, fields in result.invalid_fields.items())
        self.malformed.update((first + row, raw) for row, raw in result.malformed.items())
        for rule, rows in result.candidates.items():
            self.candidates[rule] += (first + row for row in rows)
        for name, ids in result.references.items():
            self.references[name].add(first, ids)
        self._retained.append(result.retained)
        self.order.add(result)
        self.rows.add(result, block, path)

    @property
    def record_count(self) -> int:
        """The number of records that were read, valid or not."""
        return self.rows.size - sum(raw is None for raw in self.malformed.values())

    def look_up_references(self, indexes: Mapping[str, TableIndex], pool: ThreadPoolExecutor) -> None:
        """Start to look up the references to tables that are complete."""
        for column in self.table.references:
            if (target := indexes[column.target_table]).complete:
                self.references[column.name].submit(target.unique_keys, pool)

    # --- columns ----------------------------------------------------------------------------------

    def column(self, name: str) -> pa.ChunkedArray:
        """Return a retained column, whether its records are valid or not."""
        if not self._retained:
            return pa.chunked_array([], retained_type(name))
        return pa.chunked_array([each.column(name).chunk(0) for each in self._retained])

    def valid_column(self, name: str) -> pa.ChunkedArray:
        """Return a retained column, null if the record is invalid."""
        return self.null_invalid(self.column(name))

    def null_invalid(self, column: pa.ChunkedArray) -> pa.ChunkedArray:
        """Return a column of all rows, null if the record is invalid."""
        if not self.invalid_fields:
            return column
        without = pc.invert(mask_except(self.rows.size, self.invalid_fields))
        # A struct's nulls pass to its fields without copying these.
        structs = (
            pa.StructArray.from_arrays([chunk], [""], mask=without.slice(span.first, len(chunk)))
            for span, chunk in zip(self.rows.spans, column.chunks, strict=True)
        )
        return pa.chunked_array([struct.flatten()[0] for struct in structs])

    # --- keys -------------------------------------------------------------------------------------

    def keys(self) -> pa.ChunkedArray:
        """Return the key of every row as one text; null or partial if a row is malformed."""
        parts = [self.column(part) for part in self.table.key]
        if len(parts) == 1:
            return parts[0]
        return pc.binary_join_element_wise(*parts, text("/"), null_handling="replace", null_replacement="")

    def unique_keys(self) -> Keys:
        """Return the keys that passed validation, with the first row of each. To be asked for once all rows are added."""
        with self._lock:
            if self._keys is None:
                keys = self.keys()
                if keys.nbytes < limits.KEY_BYTES:
                    keys = self._joined(keys)
                if invalid := self.rows_with_invalid_key():
                    keys = pc.if_else(mask_except(self.rows.size, invalid), keys, pa.scalar(None, pa.string()))
                self._keys = keys_of(keys)
            return self._keys

    def _joined(self, keys: pa.ChunkedArray) -> pa.ChunkedArray:
        """Return the keys in one piece, of which those of a block then are a part: memory has them once."""
        joined = keys.combine_chunks()
        if len(self.table.key) == 1:
            name, first = self.table.key[0], (span.first for span in self.rows.spans)
            self._retained = [
                each.set_column(each.schema.get_field_index(name), name, joined.slice(start, len(each)))
                for each, start in zip(self._retained, first, strict=True)
            ]
        return pa.chunked_array([joined])

    def valid_rows(self, rows: pa.ChunkedArray) -> pa.ChunkedArray:
        """Return, for the first rows of keys, the first valid row of each key, if there is one."""
        repeated = self.unique_keys().repeated if self.invalid_fields else []
        if not repeated:
            return rows
        keys = self.keys()
        found = self.find_keys(keys.take(pa.array(repeated, pa.int64())).unique())
        valid = {
            same[0]: next((row for row in same if row not in self.invalid_fields), same[0]) for same in found.values()
        }
        places = pc.index_in(rows, pa.array([*valid], pa.int32()))
        return pc.coalesce(pa.array([*valid.values()], pa.int32()).take(places), rows)

    def rows_with(self, wanted: pa.Array) -> list[int]:
        """Return the rows that have one of the keys `wanted`, malformed rows aside."""
        keys = self.keys()
        if not self._has_hashed_keys:
            return _rows_with(keys, wanted)
        first = self.unique_keys().rows_of(wanted).drop_null().to_pylist()
        others = pa.array(self._other_rows, pa.int64())
        return sorted({*first, *others.filter(_or_false(pc.is_in(keys.take(others), wanted))).to_pylist()})

    def are_keys(self, ids: pa.ChunkedArray) -> pa.ChunkedArray:
        """Return whether each id is a key. A key that failed validation may be none."""
        if self._has_hashed_keys or 4 * len(ids) > self.rows.size:
            keys = self.unique_keys()
            return pa.chunked_array([pc.is_valid(keys.rows_of(chunk)) for chunk in ids.chunks], pa.bool_())
        return pc.is_in(ids, self.keys().filter(_or_false(pc.is_in(self.keys(), ids))))

    @property
    def _has_hashed_keys(self) -> bool:
        """Whether keys are looked up in a hash table: if there is one for references, or if it takes little memory."""
        return self._keys is not None or self.rows.size <= limits.HASHED_ROWS

    @cached_property
    def _other_rows(self) -> list[int]:
        """The rows whose key an earlier row has, too, or failed validation."""
        return sorted({*self.unique_keys().repeated, *self.rows_with_invalid_key()})

    def rows_with_invalid_key(self) -> list[int]:
        """Return the rows whose key, or a part of it, failed validation."""
        return [row for row, fields in self.invalid_fields.items() if fields.intersection(self.table.key)]

    def find_keys(self, wanted: pa.Array) -> dict[str, list[int]]:
        """Return which of the keys `wanted` exist, and the rows of each, malformed ones included."""
        rows = self.rows_with(wanted)
        found: defaultdict[str, list[int]] = defaultdict(list)
        for row, id in zip(rows, self._keys_of(rows), strict=True):
            found[id].append(row)
        texts = set(wanted.to_pylist()) if self.malformed_keys else ()
        for row, key in self.malformed_keys.items():
            if (id := "/".join(key)) in texts:
                found[id].append(row)
        return found

    def _keys_of(self, rows: list[int]) -> list[str]:
        keys: list[str] = self.keys().take(pa.array(rows, pa.int64())).to_pylist() if rows else []
        return keys

    def unknown_keys(self, ids: Collection[str]) -> set[str]:
        """Return which of `ids` no row has as its key, malformed rows included."""
        texts = pa.array(encodable(ids), pa.string())
        if self._has_hashed_keys:  # most are there
            texts = texts.filter(pc.is_null(self.unique_keys().rows_of(texts)))
        known = self._keys_of(self.rows_with(texts))
        return set(texts.to_pylist()).difference(known, map("/".join, self.malformed_keys.values()))

    def nearest_keys(self, ids: Collection[str]) -> tuple[set[str], bool]:
        """Return all keys; if they are more than a `Suggester` indexes, only those nearest to `ids`, and true."""
        found = {"/".join(key) for key in self.malformed_keys.values()} - {""}
        chunks = self.keys().drop_null().chunks
        for chunk in chunks:
            found.update(chunk.unique().to_pylist())
            if len(found) > suggest.MAX_INDEXED:
                return found | nearest_keys(chunks, ids, suggest.NEIGHBORS), True
        return found, False

    @cached_property
    def malformed_keys(self) -> dict[int, tuple[str, ...]]:
        """The keys of malformed rows that have enough cells for one. Complete only once the table has been read."""
        indexes = [self.table.names.index(part) for part in self.table.key]
        return {
            row: tuple(raw.cells[index] for index in indexes)
            for row, raw in self.malformed.items()
            if raw is not None and len(raw.cells) > max(indexes)
        }

    def encodable_malformed_keys(self) -> pa.Array:
        """Return the keys of malformed rows that are valid Unicode."""
        return pa.array(encodable("/".join(key) for key in self.malformed_keys.values()), pa.string())

    # --- rows -------------------------------------------------------------------------------------

    def raw_rows(self, rows: Iterable[int], pool: ThreadPoolExecutor) -> dict[int, RawRow]:
        """Return `rows`, given in ascending order, as read, by row; blank lines are left out."""
        rows = list(rows)
        cells = self.rows.read((row for row in rows if row not in self.malformed), pool)
        raws = ((row, self.malformed[row] if row in self.malformed else self._raw(row, cells[row])) for row in rows)
        return {row: raw for row, raw in raws if raw is not None}

    def _raw(self, row: int, cells: list[str]) -> RawRow:
        return RawRow(self.rows.line(row), cells, self.invalid_fields.get(row, frozenset()))


def encodable(texts: Iterable[str]) -> Iterator[str]:
    """Yield the texts that Arrow can hold: those without lone surrogates, which represent bytes that are not UTF-8."""
    return (text for text in texts if text.isascii() or not SURROGATE.search(text))


def _rows_with(keys: pa.ChunkedArray, wanted: pa.Array) -> list[int]:
    rows: list[int] = pc.indices_nonzero(_or_false(pc.is_in(keys, wanted))).to_pylist()
    return rows


def _or_false(mask: pa.ChunkedArray) -> pa.ChunkedArray:
    return pc.coalesce(mask, FALSE)
