"""Keys: which row of a table has an id as its key; and digests that occur more than once.

Both are looked up in C where the scan is there (`native_keys`), else in plain Python: then pydantic reads every row, which
takes far longer.
"""

from __future__ import annotations

from itertools import count
from typing import Protocol

import pyarrow as pa
import pyarrow.compute as pc

from fpdata.checks.columnar import limits
from fpdata.checks.columnar.native import has_scan
from fpdata.package.arrow_scalars import number


class Keys(Protocol):
    """The keys of a table."""

    repeated: list[int]
    """The rows whose key an earlier row has, too."""
    unknown: UnknownIds
    """The ids that were looked up and are no keys."""

    def rows_of(self, ids: pa.StringArray) -> pa.Int32Array:
        """Return, for each id, the first row that has it as its key; null if none has."""


def keys_of(column: pa.ChunkedArray) -> Keys:
    """Return the keys in a column; a row with null has none."""
    if not has_scan() or column.nbytes >= limits.KEY_BYTES:
        return PlainKeys(column)
    from fpdata.checks.columnar.native_keys import NativeKeys  # an extra

    return NativeKeys(column)


class UnknownIds:
    """Numbers for ids that are no keys: below 0, and equal where the ids are."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._next = count(-1, -1)

    def __bool__(self) -> bool:
        return bool(self._numbers)

    def number_of(self, id: str) -> int:
        """Return the number of an id. Safe to call from several threads."""
        return self._numbers.get(id) or self._numbers.setdefault(id, next(self._next))


class PlainKeys:
    """Keys in plain Python."""

    def __init__(self, column: pa.ChunkedArray) -> None:
        self.unknown = UnknownIds()
        self._rows: dict[str, int] = {}
        self.repeated = []
        for row, key in enumerate(column.to_pylist()):
            if key is not None and self._rows.setdefault(key, row) != row:
                self.repeated.append(row)

    def rows_of(self, ids: pa.StringArray) -> pa.Int32Array:
        """Return, for each id, the first row that has it as its key; null if none has."""
        return pa.array(map(self._rows.get, ids.to_pylist()), pa.int32())


def repeated_digests(column: pa.ChunkedArray) -> pa.Array:
    """Return the digests that occur more than once in a column, each once. Nulls are ignored."""
    if has_scan():
        from fpdata.checks.columnar.native_keys import perhaps_repeated  # an extra

        column = perhaps_repeated(column)
    counts = column.drop_null().value_counts()
    return counts.field("values").filter(pc.greater(counts.field("counts"), number(1)))
