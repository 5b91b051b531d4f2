"""What stays of a table whose file was looked at block by block, and how its rows are found again."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import cached_property, partial
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from fpdata.check import limits
from fpdata.check.data import Raw
from fpdata.check.joins import lacking
from fpdata.check.look import Looked, cells_of
from fpdata.check.nominate import Rule
from fpdata.model.record import SURROGATE, Column, Table
from fpdata.read.blocks import Block, all_but, parse, read_rows, reread
from fpdata.read.package import PackageError


class Part(NamedTuple):
    """Some rows that follow each other: the number of the first, the lines of all, and what gives some columns, and some rows."""

    first: int
    lines: Sequence[int]
    columns: Callable[[Sequence[str]], pa.Table]
    cells: Callable[[Sequence[int]], list[list[str]]]


@dataclass
class Shelf:
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
    odd: dict[int, Raw | None] = field(default_factory=dict)
    """The rows that no column shows: with too many or too few cells, or not in UTF-8; None for an empty line."""
    parts: list[Part] = field(default_factory=list)
    references: defaultdict[str, list[pa.Array]] = field(default_factory=lambda: defaultdict(list))
    """What the columns refer to in other tables, as far as it is not known to be there."""
    flagged: dict[Rule, list[int]] = field(default_factory=dict)
    _pending: int = 0
    _settling: dict[str, Future[pa.ChunkedArray]] = field(default_factory=dict)
    _in_order: bool = True
    _last: tuple[str, ...] | None = None
    _kept: list[pa.Table] = field(default_factory=list)
    _bytes: int = 0

    def add(self, looked: Looked, block: Block | None) -> None:
        """Put away what was seen in the next rows; `block` is where they can be read again."""
        first = self.size
        self.wrong.update((first + row, fields) for row, fields in looked.wrong.items())
        self.odd.update((first + row, raw) for row, raw in looked.odd.items())
        self._kept.append(looked.kept)
        self._follow(looked)
        for column in self.table.references:
            if column.references != self.table.name:  # those are kept anyway
                self.references[column.name].append(values := looked.references[column.name])
                self._pending += values.nbytes
        for raw in filter(None, looked.odd.values()):
            for column in self.table.references if len(raw.cells) == len(self.table.columns) else ():
                cell = raw.cells[self.table.names.index(column.name)]
                self.references[column.name].append(pa.array(encodable([cell] if cell else []), pa.string()))
        for rule, rows in looked.flagged.items():
            self.flagged.setdefault(rule, []).extend(first + row for row in rows)
        self._bytes += looked.columns.nbytes
        if block is None or self._bytes <= limits.COLUMNS:
            part = Part(first, looked.lines, looked.columns.select, partial(cells_of, looked.columns))
        else:
            bare = block._replace(content=b"")
            part = Part(first, looked.lines, partial(self._columns_again, bare), partial(self._cells_again, bare))
        self.parts.append(part)
        self.size += len(looked.lines)

    def _follow(self, looked: Looked) -> None:
        """Note whether the keys still ascend from row to row, so that none is double or out of order."""
        parts = [looked.kept.column(part).chunk(0) for part in self.table.key]
        if self._in_order and looked.lines:
            first, last = (tuple(part[row].as_py() or "" for part in parts) for row in (0, -1))
            ascend = pc.all(ascends([pc.coalesce(part, "") for part in parts])).as_py()
            self._in_order = ascend and not looked.odd and (self._last is None or self._last < first)
            self._last = last

    def settle(self, shelves: Mapping[str, Shelf], pool: ThreadPoolExecutor) -> None:
        """Begin to forget references to records of tables that were read to their end, if many are waiting."""
        if self._pending > limits.WAITING:
            self.settled()
            for column in self.table.references:
                if (target := shelves[column.references or ""]).complete and column.name in self.references:
                    waiting = self.references.pop(column.name)
                    self._settling[column.name] = pool.submit(lacking, waiting, target.clean_ids())
            self._pending = 0

    def settled(self) -> None:
        """Wait until what was begun to be forgotten is."""
        for name, left in self._settling.items():
            self.references[name] += left.result().chunks
        self._settling.clear()

    def asked(self, column: Column) -> list[pa.Array]:
        """Return what a column refers to, as far as it is not known to be there."""
        inward = self.column(column.name).chunks if column.references == self.table.name else ()
        return [*self.references[column.name], *inward]

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
        return pc.if_else(self._is_valid, column, pa.scalar(None, column.type)) if self.wrong else column

    @property
    def _is_valid(self) -> pa.Array:
        return all_but(self.size, self.wrong)

    # --- keys -------------------------------------------------------------------------------------

    def ids(self) -> pa.ChunkedArray:
        """Return the key of every row as one text, null where a column does not show it."""
        parts = [self.column(part) for part in self.table.key]
        return parts[0] if len(parts) == 1 else pc.binary_join_element_wise(*parts, "/")

    def clean_ids(self) -> pa.ChunkedArray:
        """Return the keys that are right by themselves; null for the others."""
        (key,) = self.table.key
        ids, wrong = self.ids(), [row for row, fields in self.wrong.items() if key in fields]
        return pc.if_else(all_but(self.size, wrong), ids, pa.scalar(None, ids.type)) if wrong else ids

    def among(self, wanted: pa.Array) -> dict[str, int]:
        """Return which of the keys `wanted` are there, in valid records or not, each with the line where it is first."""
        rows = self.rows_of(wanted)
        found = dict(zip(self.ids().take(pa.array(rows, pa.int64())).to_pylist()[::-1], rows[::-1], strict=True))
        texts = set(wanted.to_pylist()) if self._odd_keys else ()
        for row, key in sorted(self._odd_keys.items()):
            if (id := "/".join(key)) in texts:
                found[id] = min(row, found.get(id, row))
        return {id: self.line(row) for id, row in found.items()}

    def keys(self) -> Iterator[str]:
        """Yield every key, in file order."""
        for row, id in enumerate(self.ids().to_pylist()):
            if id is not None:
                yield id
            elif row in self._odd_keys:
                yield "/".join(self._odd_keys[row])

    def rows_of(self, ids: pa.Array) -> list[int]:
        """Return the rows with one of the keys `ids`."""
        rows: list[int] = pc.indices_nonzero(pc.coalesce(pc.is_in(self.ids(), ids), False)).to_pylist()
        return rows

    def suspect_keys(self) -> list[int]:
        """Return the rows whose keys may be double or out of order, in order, and those with which to compare them."""
        if self._in_order:
            return []
        parts = [pc.coalesce(self.column(part), "").combine_chunks() for part in self.table.key]
        rows = pc.indices_nonzero(all_but(self.size, self.odd))
        parts = [part.take(rows) for part in parts]
        ids = parts[0] if len(parts) == 1 else pc.binary_join_element_wise(*parts, "/")
        counts = ids.value_counts()
        double = counts.field("values").filter(pc.greater(counts.field("counts"), 1))
        others = pa.array(encodable("/".join(key) for key in self._odd_keys.values()), pa.string())
        places = set(pc.indices_nonzero(pc.is_in(ids, pa.concat_arrays([double, others]))).to_pylist())
        for place in pc.indices_nonzero(pc.invert(ascends(parts))).to_pylist():
            places |= {place, place + 1}
        numbers = rows.to_pylist() if self._odd_keys else rows
        suspects = {numbers[place] if self._odd_keys else numbers[place].as_py() for place in places}
        for row in self._odd_keys:
            place = bisect_left(numbers, row)
            suspects |= {row, *numbers[max(place - 1, 0) : place + 1]}
        return sorted(suspects)

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

    def raws(self, rows: Iterable[int]) -> dict[int, Raw]:
        """Return rows as they were read, in order."""
        found = {}
        for number, group in groupby(sorted(set(rows)), self._part_of):
            part, wanted = self.parts[number], list(group)
            shown = [row for row in wanted if row not in self.odd]
            cells = iter(part.cells([row - part.first for row in shown]) if shown else ())
            for row in wanted:
                raw = self.odd[row] if row in self.odd else self._raw(part, row, next(cells))
                if raw is not None:
                    found[row] = raw
        return found

    def rows_with(self, wanted: dict[str, pa.Array]) -> list[int]:
        """Return the rows that have one of the values `wanted` in its column."""
        found = set()
        for part in self.parts:
            columns = part.columns(list(wanted))
            for name, values in wanted.items():
                rows = pc.indices_nonzero(pc.is_in(columns.column(name), values))
                found |= {part.first + row for row in rows.to_pylist()}
        texts = {self.table.names.index(name): set(values.to_pylist()) for name, values in wanted.items()}
        for row, raw in self.odd.items():
            cells = raw.cells if raw is not None else []
            if len(cells) == len(self.table.columns) and any(cells[index] in given for index, given in texts.items()):
                found.add(row)
        return sorted(found)

    def _part_of(self, row: int) -> int:
        return bisect_right(self.parts, row, key=lambda part: part.first) - 1

    def _raw(self, part: Part, row: int, cells: list[str]) -> Raw:
        return Raw(part.lines[row - part.first], cells, self.wrong.get(row, frozenset()))

    def _columns_again(self, block: Block, include: Sequence[str]) -> pa.Table:
        parsed = parse(self.table.names, reread(self.path, block), include)
        if parsed is None:
            raise self._changed()
        return parsed.columns

    def _cells_again(self, block: Block, rows: Sequence[int]) -> list[list[str]]:
        try:
            found = read_rows(reread(self.path, block), rows)
        except (IndexError, ValueError):
            raise self._changed() from None
        if any(len(cells) != len(self.table.columns) for cells in found):
            raise self._changed()
        return found

    def _changed(self) -> PackageError:
        return PackageError(f"{self.path} was changed while it was checked; check again")


def ascends(parts: list[pa.Array]) -> pa.Array:
    """Return for each row but the first whether its key, compared part by part, is greater than the one before."""
    ascends = pa.scalar(False)
    for part in reversed(parts):
        before, after = part[:-1], part[1:]
        ascends = pc.or_(pc.less(before, after), pc.and_(pc.equal(before, after), ascends))
    return ascends


def encodable(texts: Iterable[str]) -> Iterator[str]:
    """Yield the texts that Arrow can hold: those without a byte that is not UTF-8."""
    return (text for text in texts if text.isascii() or not SURROGATE.search(text))
