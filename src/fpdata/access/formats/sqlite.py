"""One SQLite database: tables with their keys, references, indexes and codes; the views as views."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import closing
from pathlib import Path

from fpdata.access.formats.exported_table import (
    CODES,
    COLUMNS,
    ExportedTable,
    describe_codes,
    describe_columns,
    to_text,
)
from fpdata.export.views import derived_tables, views_sql
from fpdata.generate.schemas import sql_schema
from fpdata.model.tables import TABLES
from fpdata.model.views import VIEWS

#: Marks the file as one of this program: "fpdt".
_APPLICATION_ID = 0x66706474


def write_sqlite(tables: Sequence[ExportedTable], path: Path) -> None:
    """Write all tables to one database, with their columns and codes explained in `columns` and `codes`.

    If all tables are there, the views are SQL views over them, and `tenures` and `panel` have what
    is computed for them; else each view that was asked for is a table.
    """
    by_name = {table.name: table for table in tables}
    complete = by_name.keys() >= TABLES.keys()
    with closing(sqlite3.connect(path)) as database, database:
        database.execute(f"pragma application_id = {_APPLICATION_ID}")
        stored = [table for table in tables if not (complete and table.name in VIEWS)]
        for table in stored:
            database.executescript(sql_schema(table.table, foreign_keys=by_name.keys() & TABLES.keys()))
            rows = ([to_text(value) for value in row.values()] for row in table.rows())
            _insert(database, table.name, len(table.columns), rows)
        for name, columns, explained in (
            ("columns", COLUMNS, describe_columns(tables)),
            ("codes", CODES, describe_codes(tables)),
        ):
            declared = [f'"{column}" text' for column in columns]
            database.execute(f"create table {name} ({', '.join(declared)})")
            _insert(database, name, len(columns), explained)
        if complete:
            for name, content in derived_tables({name: by_name[name].content for name in TABLES}).items():
                first, *names = content.column_names
                key = f"{first} text" + (" primary key" if name == "tenures" else "")
                database.execute(f"create table {name} ({key}, {', '.join(names)})")
                rows = ([to_text(value) for value in row.values()] for row in content.to_pylist())
                _insert(database, name, content.num_columns, rows)
            database.executescript(views_sql())


def _insert(database: sqlite3.Connection, name: str, width: int, rows: Iterable[Sequence[object]]) -> None:
    marks = ", ".join("?" * width)
    database.executemany(f'insert into "{name}" values ({marks})', rows)  # noqa: S608 - a table's own name
