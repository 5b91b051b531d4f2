"""The scan in C, as Python calls it: the structures of ``scan.h``, and its functions.

Use it through fpdata, which makes the description of a table from its model. A call does not hold the interpreter's
lock, so threads scan blocks at the same time.
"""

from __future__ import annotations

import ctypes
from collections.abc import Sequence
from ctypes import POINTER, Structure, c_char_p, c_int, c_int32, c_uint16, c_uint32, c_uint64, c_void_p
from pathlib import Path
from typing import Any

#: Changes with the structures and with what marks mean; fpdata uses the scan that it was written for, or none.
INTERFACE = 2


class Texts(Structure):
    """Distinct texts, which are given in bytes."""

    _fields_ = (
        ("bytes", c_char_p),
        ("ends", POINTER(c_uint32)),
        ("slots", POINTER(c_int32)),
        ("mask", c_uint32),
        ("count", c_int32),
    )

    @classmethod
    def of(cls, texts: Sequence[bytes]) -> Texts:
        """Return a set of texts, numbered in their order."""
        ends = [0]
        for text in texts:
            ends.append(ends[-1] + len(text))
        size = 1 << (2 * len(texts)).bit_length()
        slots = (c_int32 * size)()
        found = cls(b"".join(texts), (c_uint32 * len(ends))(*ends), slots, size - 1, len(texts))
        _library.fpdata_hash_texts(ctypes.byref(found))
        return found


class Column(Structure):
    """A column: see ``scan.h``."""

    _fields_ = (
        ("kind", c_int32),
        ("traits", c_int32),
        ("max_bytes", c_uint32),
        ("span", c_int32),
        ("days", c_int32),
        ("codes", Texts),
    )


class CountRule(Structure):
    """How many of some columns must be filled."""

    _fields_ = (("columns", c_uint64), ("codes", c_uint64 * 2), ("counts", c_uint64), ("by", c_int32))


class OrderRule(Structure):
    """Which date must not be after which."""

    _fields_ = (("first", c_int32), ("last", c_int32))


class ValueRule(Structure):
    """Which texts a column may have beside a code."""

    _fields_ = (("by", c_int32), ("code", c_int32), ("column", c_int32), ("allowed", Texts))


class DigestField(Structure):
    """A column of a digest."""

    _fields_ = (("column", c_int32), ("otherwise", c_int32), ("required", c_int32))


class Digest(Structure):
    """The columns of which rows that may be the same share the letters and digits."""

    _fields_ = (("fields", POINTER(DigestField)), ("count", c_int32))


class Table(Structure):
    """What the scan is told about a table."""

    _fields_ = (
        ("columns", POINTER(Column)),
        ("counts", POINTER(CountRule)),
        ("orders", POINTER(OrderRule)),
        ("values", POINTER(ValueRule)),
        ("digests", POINTER(Digest)),
        ("classes", c_void_p),
        ("folds", c_void_p),
        ("first_label", POINTER(c_uint16)),
        ("labels", Texts),
        ("column_count", c_int32),
        ("count_count", c_int32),
        ("order_count", c_int32),
        ("value_count", c_int32),
        ("digest_count", c_int32),
    )


class Result(Structure):
    """Where the scan writes: addresses of arrays."""

    _fields_ = (
        ("rows", c_uint32),
        ("stride", c_uint32),
        ("starts", c_void_p),
        ("marks", c_void_p),
        ("spans", c_void_p),
        ("sizes", c_void_p),
        ("days", c_void_p),
        ("known_days", c_void_p),
        ("digests", c_void_p),
        ("known_digests", c_void_p),
    )


class Strings(Structure):
    """Texts as Arrow has them."""

    _fields_ = (
        ("ends", c_void_p),
        ("bytes", c_void_p),
        ("known", c_void_p),
        ("first", c_uint32),
        ("count", c_uint32),
    )


class Numbers(Structure):
    """Numbers as Arrow has them."""

    _fields_ = (("values", c_void_p), ("known", c_void_p), ("first", c_uint32), ("count", c_uint32))


class KeyTable(Structure):
    """Where each key of a table is."""

    _fields_ = (("keys", Strings), ("slots", c_void_p), ("mask", c_uint64))


def scan(table: Table, content: bytes, result: Result) -> bool:
    """Scan whole lines; return whether each is a record in RFC 4180. Raises MemoryError."""
    status = _library.fpdata_scan(ctypes.byref(table), content, len(content), ctypes.byref(result))
    if status < 0:
        raise MemoryError("the scan of a block needs more memory")
    return bool(status)


def gather(content: bytes, spans: int, rows: int, offsets: int, known: int, values: int) -> None:
    """Copy the cells of a column to the buffers of an Arrow array of text; all but `content` and `rows` are addresses."""
    _library.fpdata_gather(content, spans, rows, offsets, known, values)


def add_keys(table: KeyTable, repeated: int) -> int:
    """Fill a table of keys; return how many of them an earlier row has, too. `repeated` is the address of bits of rows."""
    return int(_library.fpdata_add_keys(ctypes.byref(table), repeated))


def find_keys(table: KeyTable, ids: Strings, rows: int, found: int) -> None:
    """Note the row of each text that is a key at the address `rows`, and set its bit at `found`."""
    _library.fpdata_find_keys(ctypes.byref(table), ctypes.byref(ids), rows, found)


def note_repeated(numbers: Numbers, once: int, again: int, mask: int) -> None:
    """Set a bit of each number at the address `once`, and at `again` if it was set before."""
    _library.fpdata_note_repeated(ctypes.byref(numbers), once, again, mask)


def find_repeated(numbers: Numbers, again: int, mask: int, found: int) -> None:
    """Set the bits at the address `found` of the numbers that have one at `again`."""
    _library.fpdata_find_repeated(ctypes.byref(numbers), again, mask, found)


def count_lines(content: bytes) -> int:
    """Return how many line feeds there are."""
    return int(_library.fpdata_count_lines(content, len(content)))


def _load() -> Any:
    (path,) = (
        path for path in Path(__file__).parent.glob("scan.*") if path.suffix in {".so", ".dylib", ".dll", ".pyd"}
    )
    library = ctypes.CDLL(str(path))
    library.fpdata_prepare.restype = library.fpdata_hash_texts.restype = library.fpdata_gather.restype = None
    library.fpdata_hash_texts.argtypes = [c_void_p]
    library.fpdata_scan.restype = c_int
    library.fpdata_scan.argtypes = [c_void_p, c_char_p, c_uint64, c_void_p]
    library.fpdata_gather.argtypes = [c_char_p, c_void_p, c_uint32, c_void_p, c_void_p, c_void_p]
    library.fpdata_add_keys.restype = library.fpdata_count_lines.restype = c_uint32
    library.fpdata_add_keys.argtypes = [c_void_p, c_void_p]
    library.fpdata_find_keys.argtypes = [c_void_p] * 4
    library.fpdata_note_repeated.argtypes = [c_void_p, c_void_p, c_void_p, c_uint64]
    library.fpdata_find_repeated.argtypes = [c_void_p, c_void_p, c_uint64, c_void_p]
    library.fpdata_count_lines.argtypes = [c_char_p, c_uint64]
    library.fpdata_find_keys.restype = library.fpdata_note_repeated.restype = library.fpdata_find_repeated.restype = (
        None
    )
    library.fpdata_prepare()
    return library


_library = _load()
