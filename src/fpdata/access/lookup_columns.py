"""Add columns of the records that a column refers to, such as their names and addresses, without reordering the rows."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from fpdata.access.locate import read_exported

if TYPE_CHECKING:
    import pyarrow as pa


def look_up_columns(
    rows: pa.Table, by: str, table: str, key: str, columns: Mapping[str, str], path: Path | str | None
) -> pa.Table:
    """Return `rows` with columns of `table`, of whose rows `key` is equal to the column `by`; null where none is.

    `columns` are the names of the new columns, each with that of the column in `table`.
    """
    import pyarrow.compute as pc  # keeps `import fpdata` fast

    content = read_exported(table, path, [key, *dict.fromkeys(columns.values())])
    places = pc.index_in(rows[by], content[key].combine_chunks())
    for name, column in columns.items():
        rows = rows.append_column(name, content[column].take(places))
    return rows


def add_names(rows: pa.Table, by: str, name: str, path: Path | str | None) -> pa.Table:
    """Return `rows` with a column of the names of the actors in the column `by`."""
    return look_up_columns(rows, by, "actors", "actor_id", {name: "name"}, path)


def add_addresses(rows: pa.Table, by: str, path: Path | str | None) -> pa.Table:
    """Return `rows` with the column `url`: the addresses of the documents in the column `by`."""
    return look_up_columns(rows, by, "documents", "document_id", {"url": "url"}, path)
