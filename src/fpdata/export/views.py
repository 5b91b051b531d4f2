"""Compute the views of an export: SQLite runs views.sql over the tables.

SQLite comes with Python, so a build needs no other database, and every reader of the export finds the views as Parquet.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Mapping
from importlib.resources import files

import pyarrow as pa

from fpdata.export.arrow import CODE, arrow_schema
from fpdata.export.disagreements import disagreements_sql, with_subjects
from fpdata.export.tenures import TENURE_SCHEMA, compute_tenures
from fpdata.generate.schemas import sql_schema
from fpdata.model.tables import TABLES
from fpdata.model.views import VIEWS


def views_sql() -> str:
    """Return the CREATE VIEW statements, which both SQLite and DuckDB run."""
    template = files("fpdata.export").joinpath("views.sql").read_text(encoding="utf-8")
    return with_subjects(template.replace("{disagreements}", disagreements_sql()))


def compute_views(tables: Mapping[str, pa.Table], metadata: dict[str, str]) -> dict[str, pa.Table]:
    """Return every view, by name, with its declared schema.

    `tables` are all exported tables of the package; `metadata` is added to each schema.
    """
    database = sqlite3.connect(":memory:")
    try:
        # Without foreign keys: the references were checked, and tables refer to each other in cycles.
        database.execute(f"create table tenures ({', '.join(TENURE_SCHEMA.names)})")
        for table in TABLES.values():
            database.execute(sql_schema(table, foreign_keys=()))
        # A table that the views do not read stays empty: to load all of them takes most of the time.
        mentioned = set(re.findall(r"\w+", views_sql()))
        read = [name for name in TABLES if name in mentioned]
        for name, content in (*((name, tables[name]) for name in read), ("tenures", compute_tenures(tables))):
            rows = zip(*map(_sqlite_values, content.columns), strict=True)
            marks = ", ".join("?" * content.num_columns)
            database.executemany(f'insert into "{name}" values ({marks})', rows)  # noqa: S608 - a table's own name
        for name in read:
            for column in TABLES[name].references:
                database.execute(f'create index "{name}_{column.name}" on "{name}" ("{column.name}")')
        database.executescript(views_sql())
        return {name: _fetch(database, name, arrow_schema(view, metadata)) for name, view in VIEWS.items()}
    finally:
        database.close()


def _sqlite_values(column: pa.ChunkedArray) -> list[object]:
    """Return a column as SQLite takes it, with days as text."""
    values: list[object] = (column.cast(pa.string()) if pa.types.is_date(column.type) else column).to_pylist()
    return values


def _fetch(database: sqlite3.Connection, name: str, schema: pa.Schema) -> pa.Table:
    names = ", ".join(f'"{column}"' for column in schema.names)
    rows = database.execute(f'select {names} from "{name}"').fetchall()  # noqa: S608 - names from the model
    columns = list(zip(*rows, strict=True)) if rows else [()] * len(schema)
    arrays = [_array(cells, field.type) for cells, field in zip(columns, schema, strict=True)]
    return pa.Table.from_arrays(arrays, schema=schema)


def _array(cells: tuple[object, ...], type: pa.DataType) -> pa.Array:
    if pa.types.is_integer(type):
        return pa.array(cells, type)
    text = pa.array(cells, pa.string())
    return text.dictionary_encode().cast(CODE) if type == CODE else text.cast(type)
