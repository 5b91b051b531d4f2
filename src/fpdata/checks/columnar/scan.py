"""Scan a block of a table in C: which rows are proved valid, what others may have, and the columns that checks need."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from functools import cached_property
from typing import Literal, NamedTuple

import fpdata_scan as c
import pyarrow as pa
import pyarrow.compute as pc

from fpdata.checks.columnar.batch import Days, RowMark, skeletons
from fpdata.checks.columnar.scan_table import ScanTable, scan_table
from fpdata.checks.sameness import DIGESTED, Sameness, row_digest
from fpdata.model.edtf import known_bounds
from fpdata.model.table import Table
from fpdata.package.blocks import LINE_STEP, Block

_EPOCH = 719163  # the ordinal of 1970-01-01, from which Arrow counts days


class _Numbers(NamedTuple):
    """Numbers of several columns, each `rows` long, and the bits that say which are known."""

    values: bytearray
    known: bytearray
    rows: int
    stride: int

    @classmethod
    def empty(cls, columns: int, rows: int, width: int) -> _Numbers:
        stride = (rows + 63) // 64 * 8
        return cls(bytearray(columns * rows * width), bytearray(columns * stride), rows, stride)

    def column(self, number: int, type: pa.DataType) -> pa.Array:
        width = type.bit_width // 8
        known = pa.py_buffer(self.known).slice(number * self.stride, self.stride)
        values = pa.py_buffer(self.values).slice(number * self.rows * width, self.rows * width)
        return pa.Array.from_buffers(type, self.rows, [known, values])

    def set(self, number: int, row: int, value: int, format: Literal["i", "q"]) -> None:
        memoryview(self.values).cast(format)[number * self.rows + row] = value
        self.known[number * self.stride + row // 8] |= 1 << row % 8


class ScannedBatch:
    """The batch of a block; of its columns, only those that were asked for can be had."""

    def __init__(self, described: ScanTable, block: Block) -> None:
        self.table = described.table
        self._described = described
        self._block = block
        rows = block.lines
        self._marks, self._starts = bytearray(rows), bytearray(4 * rows)
        self._spans, self._sizes = bytearray(8 * rows * len(described.spans)), bytearray(8 * len(described.spans))
        self._days = _Numbers.empty(2 * len(described.days), rows, 4)
        self._samenesses = DIGESTED.get(self.table.name, ())
        self._digests = _Numbers.empty(len(self._samenesses), rows, 8)
        self._columns: dict[str, pa.StringArray] = {}

    def scan(self) -> bool:
        """Fill the batch; return whether each line is a record in RFC 4180."""
        days, digests = self._days, self._digests
        buffers = (
            self._starts, self._marks, self._spans, self._sizes, days.values, days.known, digests.values, digests.known,
        )  # fmt: skip
        result = c.Result(len(self), days.stride, *(_address(each) for each in buffers))
        return c.scan(self._described.described, self._block.content, result)

    def __len__(self) -> int:
        return self._block.lines

    @cached_property
    def marked(self) -> dict[int, int]:
        """The rows of which something is marked, and the bits of their marks (see `RowMark`)."""
        marks = pa.Array.from_buffers(pa.uint8(), len(self), [None, pa.py_buffer(self._marks)])
        return {row: self._marks[row] for row in pc.indices_nonzero(marks).to_pylist()}

    def line(self, row: int) -> bytes:
        """Return the line of a row, with its line ending."""
        starts = memoryview(self._starts).cast("I")
        return self._block.content[starts[row] : starts[row + 1] if row + 1 < len(self) else None]

    def starts(self) -> Sequence[int]:
        """Return where every `LINE_STEP`-th row begins."""
        return array("I", memoryview(self._starts).cast("I")[::LINE_STEP])

    def complete(self, row: int, cells: list[str]) -> None:
        """Compute what the scan leaves to Python of a row: the days of unusual dates, and digests of texts in some scripts."""
        for number, name in enumerate(self._described.days):
            for side, day in enumerate(known_bounds(cells[self.table.names.index(name)]) or ()):
                if day is not None:
                    self._days.set(2 * number + side, row, day.toordinal() - _EPOCH, "i")
        if not self._marks[row] & RowMark.UNDIGESTED:
            return
        for number, sameness in enumerate(self._samenesses):
            if (digest := row_digest(self.table, sameness, cells)) is not None:
                self._digests.set(number, row, digest, "q")

    def __getitem__(self, name: str) -> pa.StringArray:
        if name not in self._columns:
            self._columns[name] = self._gather(self._described.spans.index(name))
        return self._columns[name]

    def _gather(self, number: int) -> pa.StringArray:
        rows, size = len(self), memoryview(self._sizes).cast("Q")[number]
        known = bytearray((rows + 7) // 8)
        offsets, values = pa.allocate_buffer(4 * (rows + 1)), pa.allocate_buffer(size)
        spans = _address(self._spans) + 8 * rows * number
        c.gather(self._block.content, spans, rows, offsets.address, _address(known), values.address)
        return pa.Array.from_buffers(pa.string(), rows, [pa.py_buffer(known), offsets, values])

    def days(self, name: str) -> Days:
        """The days of a column of dates."""
        number = 2 * self._described.days.index(name)
        return Days(*(self._days.column(number + side, pa.date32()) for side in (0, 1)))

    def digests(self, sameness: Sameness) -> pa.Int64Array:
        """The digests of the rows; null if a required field is empty."""
        return self._digests.column(self._samenesses.index(sameness), pa.int64())

    def skeletons(self) -> pa.StringArray:
        """The skeleton of each id; null if it is the id itself."""
        rows = [row for row, marks in self.marked.items() if marks & (RowMark.LOOKALIKE | RowMark.OPEN)]
        ids = self[self.table.key[0]].take(pa.array(rows, pa.int64()))
        return skeletons(len(self), zip(rows, ids.to_pylist(), strict=True))


def scan_block(table: Table, block: Block, whole: bool) -> ScannedBatch | None:
    """Scan a block; None if a line of it is no record in RFC 4180. `whole` asks for all cells, not for those of checks."""
    batch = ScannedBatch(scan_table(table.name, whole), block)
    return batch if batch.scan() else None


def _address(buffer: bytearray) -> int:
    return int(pa.py_buffer(buffer).address)
