"""Records meant by the address of their page, as somebody copies it from a browser."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from fpdata.edit.table_rows import TableRows
from fpdata.edit.tables import Tables
from fpdata.model.addresses import distinctive_part, is_same_page
from fpdata.model.tables import TABLES
from fpdata.package.csv_writer import RowDict

if TYPE_CHECKING:
    import pyarrow as pa

#: The columns with an address at which a record can be read.
_ADDRESS_COLUMNS = ("url", "archived_url")


def is_address(text: str) -> bool:
    """Whether a text is a web address.

    >>> is_address("https://gazette.example/1"), is_address("The Gazette")
    (True, False)
    """
    return re.match(r"https?://", text, re.IGNORECASE) is not None


def rows_at(tables: Tables, table: str, address: str) -> list[RowDict]:
    """Return the rows of a table, with all of their columns or some, of which the page or its preserved copy is at an address."""
    columns = [column for column in _ADDRESS_COLUMNS if column in TABLES[table].names]
    rows, part = tables[table], distinctive_part(address)
    if not columns or not part:
        return []

    def may_match(cells: pa.Table) -> pa.ChunkedArray:
        import pyarrow.compute as pc

        url, *others = (
            pc.coalesce(pc.match_substring(cells[column], part, ignore_case=True), False) for column in columns
        )
        for other in others:
            url = pc.or_(url, other)
        return url

    candidates = rows.select(TABLES[table].names, may_match) if isinstance(rows, TableRows) else rows
    return [row for row in candidates if any(is_same_page(address, row[column] or "") for column in columns)]
