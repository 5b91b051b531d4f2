"""What the SQL page is given: which database to open, the questions, the answer to the first, and all columns."""

from __future__ import annotations

import shutil
import sqlite3
from collections import defaultdict
from contextlib import closing
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from fpdata.access.questions import questions
from fpdata.model.tables import TABLES
from fpdata.site.database_chunks import ChunkManifest, write_database_chunks
from fpdata.site.store import PAGE_TABLES, RecordStore

DOWNLOAD = "data/fpdata.sqlite.zip"
"""The address of the whole database as one file."""
_SHOWN = 100
"""So many rows of the first answer are in the page."""


@dataclass(frozen=True)
class FirstAnswer:
    """The answer with which the page opens, so that it is there before SQLite is."""

    columns: list[str]
    rows: list[tuple[Any, ...]]
    more: bool
    """Whether the query has more rows than these."""
    numeric: list[bool]
    """Of each column, whether it holds numbers only."""


def first_answer(database: Path) -> FirstAnswer:
    """Return the answer to the first of the twenty questions.

    Raises sqlite3.Error if the file is not a database of `fpdata build`.
    """
    with closing(sqlite3.connect(f"{database.absolute().as_uri()}?mode=ro", uri=True)) as connection:
        cursor = connection.execute(questions()[0].sql)
        rows = cursor.fetchmany(_SHOWN + 1)
    columns = [column[0] for column in cursor.description]
    shown = rows[:_SHOWN]
    # As in site/src/sql/rows.ts, which shows all other answers.
    numeric = [all(isinstance(row[index], int | float | None) for row in shown) for index in range(len(columns))]
    return FirstAnswer(columns, shown, len(rows) > _SHOWN, numeric)


def write_databases(database: Path, output: Path) -> ChunkManifest:
    """Write the database for the browser, and an archive of the whole one for download; return what the page needs."""
    manifest = write_database_chunks(database, output / "data" / "db")
    member = ZipInfo("fpdata.sqlite")  # with the time that ZIP begins at: the same database gives the same bytes
    member.compress_type = ZIP_DEFLATED
    with (
        ZipFile(output / DOWNLOAD, "w") as archive,
        database.open("rb") as content,
        archive.open(member, "w") as target,
    ):
        shutil.copyfileobj(content, target, 1 << 20)
    return manifest


def sql_page_context(store: RecordStore, manifest: ChunkManifest, answer: FirstAnswer) -> dict[str, Any]:
    """Return what the template of the page is given besides its title."""
    schema: defaultdict[str, list[str]] = defaultdict(list)
    references: defaultdict[str, set[str]] = defaultdict(set)
    for row in store["columns"].rows:
        schema[row["table"]].append(row["column"])
        if row["references"]:
            references[row["column"]].add(row["references"])
    for table in PAGE_TABLES:
        references[TABLES[table].key[0]].add(table)
    tables = {row["table"]: row for row in store["tables"].rows}
    return {
        "tables": [{"columns": columns, **tables[name]} for name, columns in schema.items()],
        "contents": {
            "database": asdict(manifest),
            "questions": [{"number": one.number, "title": one.title, "sql": one.sql} for one in questions()],
            "schema": schema,
            # Every record of these has a page; of actors, only those who do or say something.
            "references": {
                column: next(iter(targets))
                for column, targets in references.items()
                if len(targets) == 1 and targets <= {*PAGE_TABLES} - {"actors"}
            },
        },
        "answer": answer,
        "download": DOWNLOAD,
    }
