"""The columns of some rows of a table, whichever way the rows were read."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from enum import IntEnum
from functools import cache
from typing import NamedTuple, Protocol

import pyarrow as pa

from fpdata.checks.rows.quality import confusable_skeleton
from fpdata.checks.sameness import Sameness, row_digest
from fpdata.model.edtf import known_bounds
from fpdata.model.table import Table


class Days(NamedTuple):
    """For each date of a column, the first and the last day that it can mean; null if open, unknown or no date."""

    earliest: pa.Date32Array
    latest: pa.Date32Array


class RowMark(IntEnum):
    """A bit that is set in the marks of a row (``enum mark`` in ``scan.h``). All but the first two mean "perhaps"."""

    OPEN = 1
    """It is not proved valid."""
    MALFORMED = 2
    """It has the wrong number of cells, or is not UTF-8."""
    LABEL = 4
    SPOILED = 8
    TRACKED = 16
    YEAR_END = 32
    LOOKALIKE = 64
    UNDIGESTED = 128


class ColumnBatch(Protocol):
    """Some rows of a table as columns. A malformed row is null throughout."""

    table: Table

    def __len__(self) -> int:
        """The number of rows."""

    def __getitem__(self, name: str) -> pa.StringArray:
        """The cells of a column; null if empty."""

    def days(self, name: str) -> Days:
        """The days of a column of dates."""

    def digests(self, sameness: Sameness) -> pa.Int64Array:
        """The digests of the rows; null if a required field is empty."""

    def skeletons(self) -> pa.StringArray:
        """The skeleton of each id; null if it is the id itself."""


class RowBatch:
    """The batch of rows that the CSV reader has read; a malformed row is None.

    Only cells of `invalid` rows are given, no days, digests or skeletons: no rule sees these rows.
    """

    def __init__(self, table: Table, rows: Sequence[list[str] | None], invalid: Collection[int] = ()) -> None:
        self.table = table
        self._rows = rows
        self._valid = [None if number in invalid else row for number, row in enumerate(rows)] if invalid else rows

    def __len__(self) -> int:
        return len(self._rows)

    def __getitem__(self, name: str) -> pa.StringArray:
        return pa.array(self._cells(self._rows, name), pa.string())

    def _cells(self, rows: Sequence[list[str] | None], name: str) -> list[str | None]:
        place = self.table.names.index(name)
        return [(row[place] or None) if row else None for row in rows]

    def days(self, name: str) -> Days:
        """The days of a column of dates."""
        bounds = [known_bounds(cell) or (None, None) for cell in self._cells(self._valid, name)]
        return Days(*(pa.array([each[side] for each in bounds], pa.date32()) for side in (0, 1)))

    def digests(self, sameness: Sameness) -> pa.Int64Array:
        """The digests of the rows; null if a required field is empty."""
        return pa.array([row_digest(self.table, sameness, row) if row else None for row in self._valid], pa.int64())

    def skeletons(self) -> pa.StringArray:
        """The skeleton of each id; null if it is the id itself."""
        return skeletons(len(self), enumerate(self._cells(self._valid, self.table.key[0])))


def skeletons(size: int, ids: Iterable[tuple[int, str | None]]) -> pa.StringArray:
    """Return the skeletons of `size` ids (see `confusable_skeleton`), of which only `ids` may have another, by row."""
    found = {row: skeleton for row, id in ids if id and (skeleton := confusable_skeleton(id)) != id}
    return (
        pa.array(map(found.get, range(size)), pa.string(), size=size)
        if found
        else _nulls(1 << size.bit_length())[:size]
    )


@cache
def _nulls(size: int) -> pa.StringArray:
    """Return nulls of which blocks share a part, so that memory has them once."""
    return pa.nulls(size, pa.string())
