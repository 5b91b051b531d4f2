"""Look up keys and digests in C (``native/src/keys.c``)."""

from __future__ import annotations

import fpdata_scan as c
import pyarrow as pa
import pyarrow.compute as pc

from fpdata.checks.columnar.keys import UnknownIds

_NO_BYTES = bytearray(1)


class NativeKeys:
    """Keys as a hash table of the first row of each, in C."""

    def __init__(self, column: pa.ChunkedArray) -> None:
        self.unknown = UnknownIds()
        self._keys = column.chunk(0) if column.num_chunks == 1 else column.combine_chunks()
        size = 1 << (len(self._keys) * 4 // 3).bit_length()
        self._slots = bytearray(8 * size)
        self._table = c.KeyTable(_strings(self._keys), _address(self._slots), size - 1)
        repeated = _Bits(len(self._keys))
        self.repeated: list[int] = []
        if c.add_keys(self._table, repeated.address):
            self.repeated = pc.indices_nonzero(repeated.mask()).to_pylist()

    def rows_of(self, ids: pa.StringArray) -> pa.Int32Array:
        """Return, for each id, the first row that has it as its key; null if none has."""
        rows, found = bytearray(4 * len(ids)), _Bits(len(ids))
        c.find_keys(self._table, _strings(ids), _address(rows), found.address)
        return pa.Array.from_buffers(pa.int32(), len(ids), [pa.py_buffer(found.bits), pa.py_buffer(rows)])


def perhaps_repeated(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """Return the digests that share many of their bits with another: those that are repeated, and one in 16 or fewer others."""
    size = 1 << max(16 * len(column), 8).bit_length()
    once, again = _Bits(size), _Bits(size)
    chunks = [(chunk, _numbers(chunk)) for chunk in column.chunks]
    for _, numbers in chunks:
        c.note_repeated(numbers, once.address, again.address, size - 1)
    shared = []
    for chunk, numbers in chunks:
        found = _Bits(len(chunk))
        c.find_repeated(numbers, again.address, size - 1, found.address)
        shared.append(chunk.filter(found.mask()))
    return pa.chunked_array(shared, column.type)


class _Bits:
    """A bit for each of `size` places, all zero at the beginning."""

    def __init__(self, size: int) -> None:
        self.size = size
        self.bits = bytearray((size + 7) // 8)
        self.address = _address(self.bits)

    def mask(self) -> pa.BooleanArray:
        return pa.Array.from_buffers(pa.bool_(), self.size, [None, pa.py_buffer(self.bits)])


def _strings(texts: pa.StringArray) -> c.Strings:
    known, ends, values = (buffer.address if buffer else None for buffer in texts.buffers())
    values = values or _address(_NO_BYTES)  # C must not be given NULL even for texts that are all empty
    return c.Strings(ends + 4 * texts.offset if ends else None, values, known, texts.offset, len(texts))


def _numbers(digests: pa.Int64Array) -> c.Numbers:
    known, values = (buffer.address if buffer else None for buffer in digests.buffers())
    return c.Numbers(values + 8 * digests.offset if values else None, known, digests.offset, len(digests))


def _address(buffer: bytearray) -> int:
    return int(pa.py_buffer(buffer).address)
