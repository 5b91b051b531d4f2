"""The Arrow form of a table: types, field descriptions, and the date columns beside each EDTF column."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import pyarrow as pa

from fpdata.export.schema import table_schema
from fpdata.model.edtf import bounds
from fpdata.model.record import Column, Table

#: What a code is: its text once, and a small number a row. Parquet readers restore exactly this type.
CODE = pa.dictionary(pa.int32(), pa.string())
_TYPES = {"code": CODE, "integer": pa.int32(), "date": pa.date32()}


def arrow_schema(table: Table, metadata: dict[str, str] | None = None) -> pa.Schema:
    """Return the schema of a table's export; `metadata` is added to that of the schema.

    Each EDTF column ``x`` is followed by ``x_min`` and ``x_max`` (date32, null where open or unknown).
    """
    fields = [field for column in table.columns for field in _fields(column)]
    own = {
        "title": table.name,
        "description": table.description,
        "table_schema": json.dumps(table_schema(table, exported=True), ensure_ascii=False, sort_keys=True),
    }
    return pa.schema(fields, metadata=own | (metadata or {}))


def arrow_table(table: Table, rows: Sequence[Sequence[str]], schema: pa.Schema) -> pa.Table:
    """Return rows of cells (empty: null), in the order of the table's columns, as an Arrow table."""
    columns = list(zip(*rows, strict=True)) if rows else [()] * len(table.columns)
    arrays: list[pa.Array] = []
    for column, cells in zip(table.columns, columns, strict=True):
        values = pa.array([cell or None for cell in cells], pa.string())
        arrays.append(values.dictionary_encode().cast(CODE) if column.kind == "code" else values)
        if column.bounds:
            spans = [bounds(cell) if cell not in ("", "..") else (None, None) for cell in cells]
            arrays += [pa.array([span[side] for span in spans], pa.date32()) for side in (0, 1)]
    return pa.Table.from_arrays(arrays, schema=schema)


def _fields(column: Column) -> list[pa.Field]:
    metadata: dict[str, Any] = {"title": column.title, "description": column.description}
    if column.references:
        metadata["references"] = column.references
    fields = [pa.field(column.name, _TYPES.get(column.kind, pa.string()), column.nullable, metadata)]
    if column.bounds:
        for name, which in zip(column.bounds, ("Earliest", "Latest"), strict=True):
            description = f"{which} day that {column.name} can mean; null where open or unknown."
            fields.append(pa.field(name, pa.date32(), metadata={"title": name, "description": description}))
    return fields
