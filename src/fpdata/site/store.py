"""The whole database in memory, read once, so that a page is made without a query."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Mapping
from contextlib import closing
from functools import cached_property
from pathlib import Path
from typing import Any

from fpdata.model.tables import TABLES

Row = dict[str, Any]

#: The tables whose records have a page each, in the order of the site's index.
PAGE_TABLES = ("actors", "offices", "countries", "events", "documents", "statements", "topics", "outlets")
#: The views that pages read. Others, such as the panels, would only take memory.
_VIEWS = ("role_holders", "statement_chain", "contested", "power", "country_lineage", "country_years")
_GENERATED = ("about", "codes", "columns", "tables")
#: Who is mentioned in one of these columns has done, said or been told something, and so has a page.
_MENTIONS = (
    ("roles", "actor_id"),
    ("participations", "actor_id"),
    ("contributions", "actor_id"),
    ("statements", "speaker_id"),
    ("claims", "holder_id"),
    ("claims", "about_actor_id"),
    ("claims", "object_actor_id"),
    ("relationships", "actor_id"),
    ("relationships", "other_id"),
    ("addressees", "actor_id"),
    ("documents", "author_id"),
    ("outlets", "actor_id"),
    ("offices", "organization_id"),
    ("actors", "parent_id"),
)


class StoredTable:
    """The rows of a table or view, by key and by any column; days are text (YYYY-MM-DD)."""

    def __init__(self, rows: list[Row], key: str | None) -> None:
        self.rows = rows
        self._by_id = {row[key]: row for row in reversed(rows)} if key else {}
        self._by_column: dict[str, dict[object, list[Row]]] = {}

    def row(self, id: object) -> Row | None:
        """Return the row with an id, or None."""
        return self._by_id.get(id)

    def rows_with(self, column: str, value: object) -> list[Row]:
        """Return the rows in which a column has a value, in the order of the table."""
        index = self._by_column.get(column)
        if index is None:
            index = defaultdict(list)
            for row in self.rows:
                if row[column] is not None:
                    index[row[column]].append(row)
            self._by_column[column] = index = dict(index)
        return index.get(value, [])


class RecordStore:
    """The tables and views of a database by name: `store["actors"].row("dean-rusk")`."""

    def __init__(self, database: Path) -> None:
        """Read a database that `fpdata build` wrote. Raises sqlite3.Error if it is none."""
        self._tables: dict[str, StoredTable] = {}
        with closing(sqlite3.connect(f"{database.absolute().as_uri()}?mode=ro", uri=True)) as connection:
            for name in (*TABLES, *_VIEWS, *_GENERATED):
                cursor = connection.execute(f'select * from "{name}"')
                columns = [column[0] for column in cursor.description]
                rows = [dict(zip(columns, cells, strict=True)) for cells in cursor]
                self._tables[name] = StoredTable(rows, _key(name))

    def __getitem__(self, table: str) -> StoredTable:
        return self._tables[table]

    @cached_property
    def about(self) -> Mapping[str, str]:
        """The title, version, license, address and citation of the data set."""
        return {row["item"]: row["text"] for row in self["about"].rows}

    @cached_property
    def meanings(self) -> Mapping[tuple[str, str, str], str]:
        """What a code means, by table, column and code."""
        return {(row["table"], row["column"], row["code"]): row["meaning"] for row in self["codes"].rows}

    @cached_property
    def active_actors(self) -> frozenset[str]:
        """The actors who have a page: not those who are only listed with a name."""
        return frozenset(row[column] for table, column in _MENTIONS for row in self[table].rows if row[column])

    def has_page(self, table: str, id: str) -> bool:
        """Return whether a record has a page of its own."""
        if table == "actors":
            return id in self.active_actors
        return table in PAGE_TABLES and self[table].row(id) is not None

    def page_ids(self, table: str) -> list[str]:
        """Return the ids of the records of a table that have a page."""
        key = TABLES[table].key[0]
        return [row[key] for row in self[table].rows if self.has_page(table, row[key])]

    def name(self, table: str, id: str | None) -> str:
        """Return the name or title of a record, without the brackets of a title that is ours; its id if it has none."""
        row = self[table].row(id) or {}
        name = str(row.get("name") or row.get("title") or row.get("summary") or id)
        return name[1:-1] if name.startswith("[") and name.endswith("]") else name

    def retired_ids(self, table: str) -> list[str]:
        """Return the retired ids of a table, each with a page that says what became of it."""
        return [row["old_id"] for row in self["redirects"].rows_with("table", table)]


def _key(name: str) -> str | None:
    """Return the column that alone identifies a row, or None."""
    if name in TABLES:
        key = TABLES[name].key
        return key[0] if len(key) == 1 else None
    return {"role_holders": "role_id", "statement_chain": "statement_id", "contested": "claim_id"}.get(name)
