"""Draw cells at random, each with its source, so that anybody can measure how many are right."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fpdata.access.errors import UnknownIdError
from fpdata.access.load import load
from fpdata.access.locate import tables
from fpdata.access.resolver import resolve_name
from fpdata.checks.suggest import suggestions
from fpdata.table_names import TableName

if TYPE_CHECKING:
    import pyarrow as pa

Row = dict[str, Any]

#: How many sources of a table an error names.
_NAMED = 8
#: For a table without sources of its own: the column that refers to the record whose source it shares, and its table.
_SHARED = {"names": ("actor_id", "actors"), "identifiers": ("actor_id", "actors"), "claims": ("statement_id", "statements"),
           "addressees": ("statement_id", "statements"), "statement_links": ("from_id", "statements")}  # fmt: skip


def sample(
    table: TableName, n: int = 50, *, seed: int = 0, source: str | None = None, path: Path | str | None = None
) -> pa.Table:
    """Return `n` cells of a table, drawn at random without replacement, each with the source that should say it.

    Drawn from are the filled cells of all columns but ids of our own, and those that name the source itself. All of them
    are equally likely, so that the share of the drawn cells that are right estimates the share of all that are. The
    same `seed` draws the same cells of the same data. `source` limits the draw to records of one source, by document
    id; retired ids resolve to their replacement, with a RedirectWarning. `path` is that of `load`.

    Columns: record, column, value; source_id, the document that a correction or citation names for this cell, or else
    the record's own; title and url of that document; locator, where in it. One row per cell, in order of record.

    Raises UnknownIdError for an unknown table or source, ValueError if `n` is not positive or the table has no cells
    to draw, DataNotFoundError if the export is missing.

    >>> sample("roles", 2, seed=42).column_names
    ['record', 'column', 'value', 'source_id', 'title', 'url', 'locator']
    """
    import pyarrow as pa  # keeps `import fpdata` fast

    if n < 1:
        raise ValueError(f"n must be at least 1, not {n}")
    key, columns, provenance = _columns(table)
    rows = load(table, path=path).select(list(dict.fromkeys([*key, *columns, *provenance]))).to_pylist()
    sources = _Sources(table, path)
    every = rows
    if source is not None:
        document = resolve_name("source", source, path)
        rows = [row for row in rows if sources.of_record(row)[0] == document]
    cells = [(row, column) for row in rows for column in columns if row[column] is not None]
    if not cells:
        raise ValueError(_why_no_cells(table, source, (sources.of_record(row)[0] for row in every)))
    drawn = sorted(random.Random(seed).sample(range(len(cells)), min(n, len(cells))))  # noqa: S311 - not for secrets
    documents = {row["document_id"]: row for row in load("documents", path=path).to_pylist()}
    found = []
    for row, column in (cells[number] for number in drawn):
        record = "/".join(str(row[part]) for part in key)
        source_id, locator = sources.of_cell(record, column, row)
        document = documents.get(source_id, {})
        found.append((record, column, str(row[column]), source_id, document.get("title"), document.get("url"), locator))
    names = ("record", "column", "value", "source_id", "title", "url", "locator")
    return pa.table(
        {name: pa.array(values, pa.string()) for name, values in zip(names, zip(*found, strict=True), strict=True)}
    )


def _why_no_cells(table: TableName, source: str | None, known: Iterable[str | None]) -> str:
    """Return why there is nothing to draw; if the table has no record of a source, with the sources it has most of."""
    if source is None:
        return f"there are no cells to draw from in {table}"
    most = [id for id, _ in Counter(filter(None, known)).most_common(_NAMED)]
    return f"{table} has no cells of the source {source!r}; use one of its sources: {', '.join(most)}"


def _columns(table: TableName) -> tuple[tuple[str, ...], list[str], list[str]]:
    """Return the key of a table, the columns whose cells a source can show, and those that name the source."""
    from fpdata.model.tables import TABLES

    if table not in tables():
        raise UnknownIdError("table", table, suggestions(str(table), tables()), f"the tables are {', '.join(tables())}")
    key, names = TABLES[table].key, TABLES[table].names
    hidden = {"source_id", "source_locator", "locator", "accessed"}
    if table in ("statements", "citations"):
        hidden.add("document_id")
    if len(key) == 1:  # an id of our own; the parts of a longer key are what its row says
        hidden.add(key[0])
    facts = [name for name in names if name not in hidden]
    return key, facts, [name for name in ("source_id", "source_locator", "document_id") if name in hidden & {*names}]


class _Sources:
    """The source of each cell: that of a correction or citation of the cell, or else that of its record."""

    def __init__(self, table: str, path: Path | str | None) -> None:
        self._table = table
        self._shared: dict[str, Row] = {}
        if table in _SHARED:
            column, other = _SHARED[table]
            own = "statement_id" if other == "statements" else column
            self._shared = {row[own]: row for row in load(other, path=path).to_pylist()}  # type: ignore[arg-type]
        self._of_cell: dict[tuple[str, str], tuple[str, str | None]] = {}
        for row in load("citations", path=path).to_pylist():
            if row["table"] == table and row["field"] and row["stance"] == "supports":
                self._of_cell[row["record_id"], row["field"]] = row["document_id"], row["locator"]
        for row in load("corrections", path=path).to_pylist():
            if row["table"] == table and row["document_id"]:
                self._of_cell[row["record_id"], row["field"]] = row["document_id"], f"correction: {row['reason']}"

    def of_cell(self, record: str, column: str, row: Row) -> tuple[str | None, str | None]:
        """Return document and locator of a cell."""
        return self._of_cell.get((record, column)) or self.of_record(row)

    def of_record(self, row: Row) -> tuple[str | None, str | None]:
        """Return document and locator of a record: its own, or those of the record that it belongs to."""
        if source := row.get("source_id") or row.get("document_id"):
            return source, row.get("source_locator")
        if self._shared:
            owner = self._shared.get(row[_SHARED[self._table][0]], {})
            return owner.get("source_id") or owner.get("document_id"), owner.get("source_locator")
        return None, None
