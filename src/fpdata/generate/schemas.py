"""Table Schema, JSON Schema and SQL of each table, generated from its model."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
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


def sql_schema(table: Table, foreign_keys: Collection[str] = ()) -> str:
    """Return the CREATE TABLE statement of a table's export, with its keys and codes, for SQLite: days are text.

    References to the tables `foreign_keys` are foreign keys, which SQLite takes in any order of the tables.
    """
    lines = [line for column in table.columns for line in _sql_columns(column)]
    lines.append(f"primary key ({_quote(table.key)})")
    for column in table.references:
        if column.target_table in foreign_keys:
            lines.append(f'foreign key ("{column.name}") references {_key_of(column)}')
    return _create_table(table, ",\n    ".join(lines))


def sql_indexes(table: Table, targets: Collection[str] = tuple(TABLES)) -> str:
    """Return the CREATE INDEX statements of a table's export, for SQLite.

    Indexed are its references to the tables `targets`, without which SQLite scans the table for every record that it refers
    to, and the first day of its first date.
    """
    groups: list[tuple[Column, ...]] = [(column,) for column in table.references if column.target_table in targets]
    groups += [(table.column(table.table_column), column) for column in table.record_references if table.table_column]
    indexes = [([column.name for column in columns], columns[-1].nullable) for columns in groups]
    indexes += [([bounds[0]], True) for column in table.columns if (bounds := column.bounds)][:1]
    return "".join(
        f'create index "{"_".join((table.name, *names))}" on "{table.name}" ({_quote(names)})'
        + (f' where "{names[-1]}" is not null;\n' if sparse else ";\n")
        for names, sparse in indexes
        if names[0] != table.key[0]  # whose index begins with it
    )


def csv_sql_schema() -> str:
    """Return the CREATE TABLE statements of all CSV files, which SQLite and DuckDB run.

    References are comments: tables refer to each other in cycles, which DuckDB has no foreign keys for.
    """
    tables = []
    for table in TABLES.values():
        lines = []
        for column in table.columns:
            reference = f" /* references {_key_of(column)} */" if column.target_table else ""
            lines.append(f"{_sql_column(column)}{reference},")
        tables.append(_create_table(table, "\n    ".join([*lines, f"primary key ({_quote(table.key)})"])))
    return "\n".join([_ABOUT_CSV_SQL, *tables])


_ABOUT_CSV_SQL = """-- The tables of fpdata as their CSV files have them, for SQLite and DuckDB. Generated by 'fpdata schema'.
-- An empty cell is NULL. DuckDB reads it so:
-- copy actors from 'datasets/actors.csv' (header, delimiter ',', quote '"', escape '"');
-- The shell of SQLite reads it as a text; 'fpdata export --to sqlite' writes a whole database instead, with foreign keys,
-- indexes, views, full-text search, and the first and last day of each date.
"""


def _create_table(table: Table, content: str) -> str:
    return f'create table "{table.name}" (\n    {content}\n);\n'


def _sql_columns(column: Column) -> Iterator[str]:
    yield _sql_column(column)
    yield from (f'"{name}" text' for name in column.bounds or ())


def _sql_column(column: Column) -> str:
    # SQLite has no days. In a column of type date, it compares '2024' as a number, which is below every day.
    type = "integer" if column.kind == "integer" else "text"
    line = f'"{column.name}" {type}' + ("" if column.nullable else " not null")
    if column.codes:
        codes = ", ".join(f"'{code}'" for code in column.codes)
        line += f' check ("{column.name}" in ({codes}))'
    return line


def _key_of(column: Column) -> str:
    target = TABLES[column.target_table]
    return f'"{target.name}" ({_quote(target.key)})'


def _quote(names: Iterable[str]) -> str:
    return ", ".join(f'"{name}"' for name in names)
