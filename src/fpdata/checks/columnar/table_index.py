"""What stays of a table whose file was looked at block by block, and how its rows are found again."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import cached_property, partial
from itertools import chain, groupby, islice
from pathlib import Path
from typing import NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from fpdata.checks import suggest
from fpdata.checks.columnar import limits
from fpdata.checks.columnar.block_check import BlockResult, cells_of
from fpdata.checks.columnar.candidates import Rule
from fpdata.checks.columnar.hash_join import anti_join, duplicates, nearest_keys
from fpdata.checks.records import RawRow
from fpdata.model.record import SURROGATE, Table
from fpdata.package.blocks import Block, mask_except, read_block_rows, reload_block
from fpdata.package.locate import PackageError


class RowSpan(NamedTuple):
    """Some rows that follow each other: the number of the first, the lines of all, and what gives the cells of some."""

    first: int
    lines: Sequence[int]
    cells: Callable[[Sequence[int]], list[list[str]]]


class PendingReferences(NamedTuple):
    """What some rows of a table that follow each other refer to, by one column, and the number of the first."""

    table: str
    first: int
    values: pa.StringArray


@dataclass
class TableIndex:
    """One table. Rows are numbered from 0, in file order."""

    table: Table
    file: str
    path: Path
    complete: bool = False
    """Whether the file was read to its end, so that what is not in it does not exist."""
    size: int = 0
    """The number of rows that were looked at, empty lines included."""
    wrong: dict[int, frozenset[str]] = field(default_factory=dict)
    """The fields found wrong, by row."""
    odd: dict[int, RawRow | None] = field(default_factory=dict)
    """The rows that no column shows: with too many or too few cells, or not in UTF-8; None for an empty line."""
    parts: list[RowSpan] = field(default_factory=list)
    flagged: dict[Rule, list[int]] = field(default_factory=dict)
    _dangling: set[int] = field(default_factory=set)
    _waiting: defaultdict[str, list[PendingReferences]] = field(default_factory=lambda: defaultdict(list))
    _settling: list[Future[list[tuple[str, int]]]] = field(default_factory=list)
    _in_order: bool = True
    _last: tuple[str, ...] | None = None
    _kept: list[pa.Table] = field(default_factory=list)
    _bytes: int = 0

    def add(self, looked: BlockResult, block: Block | None) -> None:
        """Put away what was seen in the next rows; `block` is where they can be read again."""
        first = self.size
        self.wrong.update((first + row, fields) for row, fields in looked.wrong.items())
        self.odd.update((first + row, raw) for row, raw in looked.odd.items())
        self._kept.append(looked.retained)
        self._follow(looked)
        for column in self.table.references:
            if column.references != self.table.name:  # those are kept anyway
                values = looked.columns.column(column.name).combine_chunks()
                self._waiting[column.references or ""].append(PendingReferences(self.table.name, first, values))
        for rule, rows in looked.flagged.items():
            self.flagged.setdefault(rule, []).extend(first + row for row in rows)
        self._bytes += looked.columns.nbytes
        if block is None or self._bytes <= limits.ROW_CACHE_BYTES:
            part = RowSpan(first, looked.lines, partial(cells_of, looked.columns))
        else:
            part = RowSpan(first, looked.lines, partial(self._cells_again, block._replace(content=b"")))
        self.parts.append(part)
        self.size += len(looked.lines)

    def _follow(self, looked: BlockResult) -> None:
        """Note whether the keys still ascend from row to row, so that none is double or out of order."""
        parts = [looked.retained.column(part).chunk(0) for part in self.table.key]
        if self._in_order and looked.lines:
            first, last = (tuple(part[row].as_py() or "" for part in parts) for row in (0, -1))
            ascend = pc.all(is_ascending([pc.coalesce(part, "") for part in parts])).as_py()
            self._in_order = ascend and not looked.odd and (self._last is None or self._last < first)
            self._last = last

    # --- references -------------------------------------------------------------------------------

    def settle(self, shelves: Mapping[str, TableIndex], pool: ThreadPoolExecutor) -> None:
        """Look up references to tables that were read to their end, beside other work, if many are waiting."""
        complete = [name for name in self._waiting if shelves[name].complete]
        if sum(each.values.nbytes for name in complete for each in self._waiting[name]) > limits.PENDING_BYTES:
            self.settled()
            for name in complete:
                keys, wrong = shelves[name].ids(), shelves[name].wrong_ids()
                self._settling.append(pool.submit(dangling_references, self._waiting.pop(name), keys, wrong))

    def settled(self) -> set[int]:
        """Return the rows found with a reference to no right key, when all is done that was begun."""
        for found in self._settling:
            self._dangling.update(row for _, row in found.result())
        self._settling.clear()
        return self._dangling

    def take_waiting(self) -> Iterator[tuple[str, PendingReferences]]:
        """Yield, with the table referred to, the references that were not looked up yet, and forget them."""
        while self._waiting:
            name, references = self._waiting.popitem()
            yield from ((name, each) for each in references)
        for column in self.table.references:
            if column.references == self.table.name:
                for part, values in zip(self.parts, self.column(column.name).chunks, strict=True):
                    yield self.table.name, PendingReferences(self.table.name, part.first, values)

    @property
    def rows(self) -> int:
        """The number of records that were read."""
        return self.size - sum(raw is None for raw in self.odd.values())

    # --- columns ----------------------------------------------------------------------------------

    def column(self, name: str) -> pa.ChunkedArray:
        """Return a column that was kept, whether its records are valid or not."""
        if not self._kept:
            return pa.chunked_array([], pa.date32() if name.endswith(("_min", "_max")) else pa.string())
        return pa.chunked_array([each.column(name).chunk(0) for each in self._kept])

    def valid(self, name: str) -> pa.ChunkedArray:
        """Return a column that was kept, null where the record is not valid by itself."""
        column = self.column(name)
        if not self.wrong:
            return column
        wrong = pc.invert(mask_except(self.size, self.wrong))
        # A struct's nulls pass to its fields without a copy of these.
        structs = (
            pa.StructArray.from_arrays([chunk], [name], mask=wrong.slice(part.first, len(chunk)))
            for part, chunk in zip(self.parts, column.chunks, strict=True)
        )
        return pa.chunked_array([struct.flatten()[0] for struct in structs])

    # --- keys -------------------------------------------------------------------------------------

    def ids(self) -> pa.ChunkedArray:
        """Return the key of every row as one text, without what a column does not show."""
        parts = [self.column(part) for part in self.table.key]
        if len(parts) == 1:
            return parts[0]
        return pc.binary_join_element_wise(*parts, "/", null_handling="replace", null_replacement="")

    def wrong_ids(self) -> pa.ChunkedArray:
        """Return the keys that are wrong by themselves."""
        wrong = [row for row, fields in self.wrong.items() if fields.intersection(self.table.key)]
        return self.ids().filter(pc.invert(mask_except(self.size, wrong))).drop_null()

    def among(self, wanted: pa.Array) -> dict[str, int]:
        """Return which of the keys `wanted` are there, in valid records or not, each with the line where it is first."""
        ids = self.ids()
        found = {ids[row].as_py(): row for row in reversed(self.rows_of(wanted))}
        texts = set(wanted.to_pylist()) if self._odd_keys else ()
        for row, key in sorted(self._odd_keys.items()):
            if (id := "/".join(key)) in texts:
                found[id] = min(row, found.get(id, row))
        return {id: self.line(row) for id, row in found.items()}

    def keys_beside(self, ids: Collection[str]) -> tuple[set[str], bool]:
        """Return all keys; or, if they are so many that a `Suggester` needs no others (then true), those next to some ids."""
        found = {"/".join(key) for key in self._odd_keys.values()} - {""}
        chunks = self.ids().drop_null().chunks
        for chunk in chunks:
            found.update(chunk.unique().to_pylist())
            if len(found) > suggest.MAX_INDEXED:
                return found | nearest_keys(chunks, ids, suggest.NEIGHBOURS), True
        return found, False

    def rows_of(self, ids: pa.Array) -> list[int]:
        """Return the rows with one of the keys `ids`."""
        rows: list[int] = pc.indices_nonzero(pc.coalesce(pc.is_in(self.ids(), ids), False)).to_pylist()
        return rows

    def suspect_keys(self) -> list[int]:
        """Return the rows whose keys may be double or out of order, in order, and those with which to compare them."""
        if self._in_order:
            return []
        ids = candidates = self.ids()
        more = self._falls()
        falls = [*islice(more, limits.MAX_ORDER_VIOLATIONS)]
        if len(falls) < limits.MAX_ORDER_VIOLATIONS:
            some = set(chain(*falls))
            rest_ascends = next(self._falls(some), None) is None
            if rest_ascends:  # so one of any two keys alike is among these
                candidates = ids.filter(pc.is_in(ids, ids.filter(pc.invert(mask_except(self.size, some)))))
        others = pa.array(encodable("/".join(key) for key in self._odd_keys.values()), pa.string())
        double = set(self.rows_of(pa.chunked_array([*duplicates(candidates.chunks).chunks, others])))
        suspects = double.union(self._odd_keys)
        for before, row in chain(falls, more):
            suspects |= {before, row}
            if row == before + 1 and row not in double and ids[row].as_py():  # empty keys may be alike
                break  # the first that is out of order for certain: no other is reported
        if self._odd_keys:
            suspects |= {
                at for row in self.odd for at in (row - 1, row + 1) if at not in self.odd and 0 <= at < self.size
            }
        return sorted(suspects)

    def _falls(self, leave: Collection[int] = ()) -> Iterator[tuple[int, int]]:
        """Yield each row, but for some to leave out, whose key is not greater than that of the row before; the latter first."""
        shown = mask_except(self.size, {*self.odd, *leave})
        columns = [self.column(part) for part in self.table.key]
        last: list[pa.Array] = []
        for number, part in enumerate(self.parts):
            mask = shown.slice(part.first, len(part.lines))
            rows = pc.add(pc.indices_nonzero(mask), pa.scalar(part.first, pa.uint64()))
            here = [rows, *(pc.coalesce(column.chunk(number), "").filter(mask) for column in columns)]
            rows, *keys = [pa.concat_arrays(each) for each in zip(last, here, strict=True)] if last else here
            for place in pc.indices_nonzero(pc.invert(is_ascending(keys))).to_pylist():
                yield rows[place].as_py(), rows[place + 1].as_py()
            last = [each[-1:] for each in (rows, *keys)]

    @cached_property
    def _odd_keys(self) -> dict[int, tuple[str, ...]]:
        """The keys of rows that the columns do not show, as far as they have one."""
        place = [self.table.names.index(part) for part in self.table.key]
        return {
            row: tuple(raw.cells[index] for index in place)
            for row, raw in self.odd.items()
            if raw is not None and len(raw.cells) > max(place)
        }

    # --- rows -------------------------------------------------------------------------------------

    def line(self, row: int) -> int:
        """Return the line of the file on which a row begins."""
        part = self.parts[self._part_of(row)]
        return part.lines[row - part.first]

    def raws(self, rows: Iterable[int], pool: ThreadPoolExecutor) -> dict[int, RawRow]:
        """Return rows, asked for in order, as they were read."""
        groups = [list(group) for _, group in groupby(rows, self._part_of)]
        return dict(chain(*pool.map(self._raws_of_part, groups)))

    def _raws_of_part(self, rows: list[int]) -> list[tuple[int, RawRow]]:
        part = self.parts[self._part_of(rows[0])]
        shown = [row for row in rows if row not in self.odd]
        cells = iter(part.cells([row - part.first for row in shown]) if shown else ())
        raws = [(row, self.odd[row] if row in self.odd else self._raw(part, row, next(cells))) for row in rows]
        return [(row, raw) for row, raw in raws if raw is not None]

    def _part_of(self, row: int) -> int:
        return bisect_right(self.parts, row, key=lambda part: part.first) - 1

    def _raw(self, part: RowSpan, row: int, cells: list[str]) -> RawRow:
        return RawRow(part.lines[row - part.first], cells, self.wrong.get(row, frozenset()))

    def _cells_again(self, block: Block, rows: Sequence[int]) -> list[list[str]]:
        try:
            found = read_block_rows(reload_block(self.path, block), rows)
        except (IndexError, ValueError):
            raise self._changed() from None
        if len(found) != len(rows) or any(len(cells) != len(self.table.columns) for cells in found):
            raise self._changed()
        return found

    def _changed(self) -> PackageError:
        return PackageError(f"{self.path} was changed while it was checked; check again")


def dangling_references(
    references: list[PendingReferences], keys: pa.ChunkedArray, wrong: pa.ChunkedArray
) -> list[tuple[str, int]]:
    """Return table and row of the references to none of the keys, or to one that is wrong."""
    nowhere = pa.chunked_array(
        [*anti_join([each.values for each in references], keys).chunks, *wrong.chunks], pa.string()
    )
    if not len(nowhere):
        return []
    rows = ((each, pc.indices_nonzero(pc.is_in(each.values, nowhere)).to_pylist()) for each in references)
    return [(each.table, each.first + row) for each, numbers in rows for row in numbers]


def is_ascending(parts: list[pa.Array]) -> pa.Array:
    """Return for each row but the first whether its key, compared part by part, is greater than the one before."""
    is_ascending = pa.scalar(False)
    for part in reversed(parts):
        before, after = part[:-1], part[1:]
        is_ascending = pc.or_(pc.less(before, after), pc.and_(pc.equal(before, after), is_ascending))
    return is_ascending


def encodable(texts: Iterable[str]) -> Iterator[str]:
    """Yield the texts that Arrow can hold: those without a byte that is not UTF-8."""
    return (text for text in texts if text.isascii() or not SURROGATE.search(text))
