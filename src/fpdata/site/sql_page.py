"""What the SQL page is given: which database to open, the twenty questions, and the names of all columns."""

from __future__ import annotations

import shutil
from collections import defaultdict
from dataclasses import asdict
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from fpdata.access.questions import questions
from fpdata.model.tables import TABLES
from fpdata.site.database_chunks import ChunkManifest, write_database_chunks
from fpdata.site.store import PAGE_TABLES, RecordStore

DOWNLOAD = "data/fpdata.sqlite.zip"
"""The address of the whole database as one file."""


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


def sql_page_context(store: RecordStore, manifest: ChunkManifest) -> dict[str, Any]:
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
        "download": DOWNLOAD,
    }
