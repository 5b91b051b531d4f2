"""One SQLite database: tables with their keys, references and indexes, the views, full-text search and the codebook."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from pathlib import Path

from fpdata.access.database import APPLICATION_ID
from fpdata.access.formats.exported_table import (
    CODES,
    COLUMNS,
    TABLES_LISTED,
    ExportedTable,
    describe_codes,
    describe_columns,
    describe_tables,
    to_text,
)
from fpdata.access.formats.sqlite_search import add_search
from fpdata.export.views import derived_from_views, derived_tables, views_sql
from fpdata.generate.schemas import sql_indexes, sql_schema
from fpdata.model.tables import TABLES
from fpdata.model.views import VIEWS


def write_sqlite(tables: Sequence[ExportedTable], path: Path, about: Mapping[str, str]) -> None:
    """Write all tables to one database; the same tables give the same bytes, with one version of SQLite.

    They are explained in `tables`, `columns` and `codes`, the data set in `about`; `search` has their texts (see
    `add_search`). If all tables are there, the views are SQL views over them, and `tenures` and `panel` have what
    is computed for them; else each view that was asked for is a table.
    """
    by_name = {table.name: table for table in tables}
    targets = by_name.keys() & TABLES.keys()
    complete = by_name.keys() >= TABLES.keys()
    stored = [table for table in tables if not (complete and table.name in VIEWS)]
    with closing(sqlite3.connect(path)) as database:
        database.execute(f"pragma application_id = {int.from_bytes(APPLICATION_ID)}")
        # The file is not yet in its place: what is interrupted is deleted. What is written was checked before.
        for setting in (
            "journal_mode = off",
            "synchronous = off",
            "ignore_check_constraints = on",
            "cache_size = -65536",
        ):
            database.execute(f"pragma {setting}")
        database.execute("begin")
        for table in stored:
            database.execute(sql_schema(table.table, targets))
            _insert(database, table.name, len(table.columns), table.stored_rows())
        for name, columns, rows in (
            ("tables", TABLES_LISTED, describe_tables(tables)),
            ("columns", COLUMNS, describe_columns(tables)),
            ("codes", CODES, describe_codes(tables)),
            ("about", ("item", "text"), about.items()),
        ):
            declared = ", ".join(f'"{column}" {"integer" if column == "rows" else "text"}' for column in columns)
            database.execute(f"create table {name} ({declared})")
            _insert(database, name, len(columns), rows)
        add_search(database, targets)
        if complete:
            _add_derived(database, by_name)
            _execute_each(database, views_sql())
        _execute_each(database, "".join(sql_indexes(table.table, targets) for table in stored))
        database.commit()


def _add_derived(database: sqlite3.Connection, tables: Mapping[str, ExportedTable]) -> None:
    contents = {name: table.content for name, table in tables.items()}
    for name, content in (derived_from_views(contents) or derived_tables(contents)).items():
        first, *others = (f"{field.name} {'integer' if field.type == 'int32' else 'text'}" for field in content.schema)
        key = first + (" primary key" if name == "tenures" else "")
        database.execute(f"create table {name} ({key}, {', '.join(others)})")
        rows = ([to_text(value) for value in row.values()] for row in content.to_pylist())
        _insert(database, name, content.num_columns, rows)


def _insert(database: sqlite3.Connection, name: str, width: int, rows: Iterable[Sequence[object]]) -> None:
    marks = ", ".join("?" * width)
    database.executemany(f'insert into "{name}" values ({marks})', rows)  # noqa: S608 - a table's own name


def _execute_each(database: sqlite3.Connection, script: str) -> None:
    """Execute the statements of a script in the transaction, which `executescript` would end."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            database.execute(statement)
            statement = ""
