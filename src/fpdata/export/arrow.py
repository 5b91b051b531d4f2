"""The Arrow schema and columns of an exported table: types, field descriptions, and bounds after each EDTF column."""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import cache
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from fpdata.checks.columnar.batch import ColumnBatch
from fpdata.generate.schemas import table_schema
from fpdata.model.table import Column, Table

#: A row of an export as Python values (text, days, numbers, None) by column.
ExportedRow = dict[str, Any]
#: The type of a code column: each code once, and its number in each row. Parquet readers restore exactly this type.
CODE = pa.dictionary(pa.int32(), pa.string())
_TYPES = {"code": CODE, "integer": pa.int32(), "date": pa.date32()}


def arrow_schema(table: Table, metadata: dict[str, str]) -> pa.Schema:
    """Return the schema of a table's export. `metadata` is added to the title, description and Table Schema it carries.

    Each EDTF column ``x`` is followed by ``x_min`` and ``x_max`` (date32; null if open or unknown).
    """
    return pa.schema(_all_fields(table), metadata=metadata | _own_metadata(table))


@cache
def _own_metadata(table: Table) -> dict[str, str]:
    return {
        "title": table.name,
        "description": table.description,
        "table_schema": json.dumps(table_schema(table, exported=True), ensure_ascii=False, sort_keys=True),
    }


@cache
def _all_fields(table: Table) -> list[pa.Field]:
    return [field for column in table.columns for field in _fields(column)]


def arrow_columns(cells: ColumnBatch, schema: pa.Schema) -> pa.Table:
    """Return some valid rows of a table with the columns and types of its export.

    The dictionary of a code column holds every code in the order of its enumeration, so that it does not depend on
    the rows.
    """
    arrays: list[pa.Array] = []
    for column in cells.table.columns:
        values = cells[column.name]
        if column.codes:
            values = encode_codes(values, column.codes)
        elif column.kind == "integer":
            values = values.cast(pa.int32())
        arrays.append(values)
        if column.bounds:
            days = cells.days(column.name)
            arrays += [days.earliest, days.latest]
    return pa.Table.from_arrays(arrays, schema=schema)


def encode_codes(texts: pa.Array, codes: Iterable[str]) -> pa.DictionaryArray:
    """Return texts as a dictionary that holds every code in its order, whatever the rows have; null for any other text."""
    known = pa.array([str(code) for code in codes])
    return pa.DictionaryArray.from_arrays(pc.index_in(texts, known), known)


def sort_by_key(table: Table, rows: pa.Table) -> pa.Table:
    """Return rows of a table in the order of an export. Codes sort as texts, since Arrow sorts no dictionaries."""
    keys = pa.table({name: rows[name].cast(pa.string()) for name in table.key})
    return rows.take(pc.sort_indices(keys, [(name, "ascending") for name in table.key]))


def _fields(column: Column) -> list[pa.Field]:
    metadata: dict[str, Any] = {"title": column.title, "description": column.description}
    if column.target_table:
        metadata["references"] = column.target_table
    fields = [pa.field(column.name, _TYPES.get(column.kind, pa.string()), column.nullable, metadata)]
    if column.bounds:
        for name, which in zip(column.bounds, ("Earliest", "Latest"), strict=True):
            description = f"{which} day that {column.name} can mean; null where open or unknown."
            fields.append(pa.field(name, pa.date32(), metadata={"title": name, "description": description}))
    return fields
