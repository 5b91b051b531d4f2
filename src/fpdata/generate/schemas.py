"""Table Schema, JSON Schema and SQL of each table, generated from its model."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from fpdata.model.table import Column, Table
from fpdata.model.tables import TABLES

JSON_SCHEMA_DIALECT = "https://json-schema.org/draft/2020-12/schema"
TABLE_SCHEMA_PROFILE = "https://datapackage.org/profiles/2.0/tableschema.json"


def table_schema(table: Table, exported: bool = False) -> dict[str, Any]:
    """Return the Table Schema (Data Package v2) of a table's CSV file or, if `exported`, of its Parquet file.

    An export has two date columns (the bounds) after each EDTF column.
    """
    fields = []
    for column in table.columns:
        fields.append(_table_schema_field(table, column))
        if exported and column.bounds:
            fields += [{"name": name, "type": "date"} for name in column.bounds]
    schema: dict[str, Any] = {"$schema": TABLE_SCHEMA_PROFILE, "fields": fields}
    if not exported:
        schema["missingValues"] = [""]
    schema["primaryKey"] = list(table.key)
    if keys := [_foreign_key(column) for column in table.references]:
        schema["foreignKeys"] = keys
    return schema


def _foreign_key(column: Column) -> dict[str, Any]:
    target = TABLES[column.target_table]
    return {"fields": [column.name], "reference": {"resource": target.name, "fields": list(target.key)}}


def _table_schema_field(table: Table, column: Column) -> dict[str, Any]:
    # Some validators accept a value outside the categories, so the codes are listed under enum, too.
    constraints: dict[str, Any] = {}
    if not column.nullable:
        constraints["required"] = True
    if table.key == (column.name,):
        constraints["unique"] = True
    if column.kind == "integer" and column.pattern:
        constraints["minimum"] = 1
    elif column.pattern:
        constraints["pattern"] = f"^{column.pattern}$"
    if column.max_length and column.kind != "integer":
        constraints["maxLength"] = column.max_length
    field: dict[str, Any] = {
        "name": column.name,
        "type": column.kind if column.kind in ("integer", "date") else "string",
        "title": column.title,
        "description": column.description,
    }
    if column.example:
        field["example"] = column.example
    if column.codes:
        constraints["enum"] = [str(code) for code in column.codes]
        field["categories"] = [{"value": str(code), "label": code.description} for code in column.codes]
    if constraints:
        field["constraints"] = constraints
    return field


def json_schema(table: Table) -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of one record of a table, derived by pydantic."""
    return {"$schema": JSON_SCHEMA_DIALECT, **table.model.model_json_schema(by_alias=True)}


def sql_schema(table: Table, foreign_keys: Collection[str] = tuple(TABLES)) -> str:
    """Return the CREATE TABLE statement of a table's export, with its keys and codes, for SQLite and DuckDB.

    References to the tables `foreign_keys` are foreign keys. Each foreign key has an index: without it, SQLite scans the table for every row of another that it refers to.
    """
    lines = ",\n    ".join(_sql_lines(table, foreign_keys))
    indexes = [
        f'create index "{table.name}_{column.name}" on "{table.name}" ("{column.name}");\n'
        for column in table.references
        if column.target_table in foreign_keys and column.name != table.key[0]
    ]
    return f'create table "{table.name}" (\n    {lines}\n);\n' + "".join(indexes)


def _sql_lines(table: Table, foreign_keys: Collection[str]) -> Iterator[str]:
    for column in table.columns:
        type = column.kind if column.kind in ("date", "integer") else "text"
        line = f'"{column.name}" {type}' + ("" if column.nullable else " not null")
        if column.codes:
            codes = ", ".join(f"'{code}'" for code in column.codes)
            line += f' check ("{column.name}" in ({codes}))'
        yield line
        yield from (f'"{name}" date' for name in column.bounds or ())
    yield f"primary key ({', '.join(_quote(table.key))})"
    for column in table.references:
        if column.target_table not in foreign_keys:
            continue
        target = TABLES[column.target_table]
        yield f'foreign key ("{column.name}") references "{target.name}" ({", ".join(_quote(target.key))})'


def _quote(names: tuple[str, ...]) -> list[str]:
    return [f'"{name}"' for name in names]
