"""Compute the views of an export: the SQL of views.sql, run by SQLite over the tables."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from datetime import date
from importlib.resources import files

import pyarrow as pa

from fpdata.export.arrow import CODE, arrow_schema
from fpdata.export.schema import sql_schema
from fpdata.export.tenures import compute_tenures
from fpdata.model.claims import Predicate
from fpdata.model.tables import TABLES
from fpdata.model.views import VIEWS

_TENURES = "tenures"


def views_sql() -> str:
    """Return the CREATE VIEW statements, for SQLite and DuckDB alike."""
    template = files("fpdata.export").joinpath("views.sql").read_text(encoding="utf-8")
    single = ", ".join(f"'{predicate}'" for predicate in Predicate if predicate.single)
    return template.replace("{single}", single)


def compute_views(tables: Mapping[str, pa.Table], metadata: dict[str, str]) -> dict[str, pa.Table]:
    """Return every view of `tables` (all tables of the package, as exported), with its declared schema."""
    database = sqlite3.connect(":memory:")
    try:
        # Out of order on purpose: references were checked, and tables refer to each other in rings.
        tenures = {_TENURES: compute_tenures(tables, arrow_schema(VIEWS[_TENURES], metadata))}
        for name, content in (*tables.items(), *tenures.items()):
            database.execute(sql_schema((TABLES | VIEWS)[name], foreign_keys=False))
            rows = zip(*(map(_sqlite_value, column.to_pylist()) for column in content.columns), strict=True)
            marks = ", ".join("?" * content.num_columns)
            database.executemany(f'insert into "{name}" values ({marks})', rows)  # noqa: S608 - a table's own name
        for table in TABLES.values():
            for column in table.references:
                database.execute(f'create index "{table.name}_{column.name}" on "{table.name}" ("{column.name}")')
        database.executescript(views_sql())
        joined = (view for view in VIEWS.values() if view.name not in tenures)
        return tenures | {view.name: _fetch(database, view.name, arrow_schema(view, metadata)) for view in joined}
    finally:
        database.close()


def _sqlite_value(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value


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
