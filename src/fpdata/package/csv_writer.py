"""The canonical form of a table's file: the one way to write its records.

UTF-8 without a byte order mark, LF, RFC 4180 with no more quotes than needed, the model's columns in
their order, records sorted by primary key (by code point), an empty cell for what is not recorded,
text in Unicode NFC, dates in the normal form of EDTF.
"""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Iterable, Mapping
from pathlib import Path

from fpdata.model.edtf import normalize
from fpdata.model.record import Column, Record, Table
from fpdata.package.csv_reader import FileFault, read_csv

RowMapping = Mapping[str, str | None]


class FormatError(Exception):
    """The file cannot be put into canonical form as it stands; the message says where and why."""


def to_cells(record: Record) -> dict[str, str | None]:
    """Return a record as its cells: column name to text, None where nothing is recorded."""
    return {name: None if value is None else str(value) for name, value in record.model_dump().items()}


def render(table: Table, rows: Iterable[RowMapping]) -> bytes:
    """Return the canonical file of `rows`."""
    canonical = (
        {column.name: _canonical(column, row.get(column.name) or "") for column in table.columns} for row in rows
    )
    ordered = sorted(canonical, key=lambda row: tuple(row[part] for part in table.key))
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n", quoting=csv.QUOTE_MINIMAL)
    writer.writerow(table.names)
    writer.writerows(row.values() for row in ordered)
    return text.getvalue().encode("utf-8", "surrogateescape")


def _canonical(column: Column, cell: str) -> str:
    text = unicodedata.normalize("NFC", cell)
    return normalize(text) if text and column.kind == "edtf" else text


def canonical_bytes(table: Table, path: Path) -> bytes:
    """Return the canonical form of the file at `path`; no value changes its meaning.

    Columns may stand in any order and missing ones come out empty. Raises FormatError where a
    record or the header cannot be understood.
    """
    return render(table, read_table(table, path))


def read_table(table: Table, path: Path) -> list[dict[str, str | None]]:
    """Return the records of the file at `path` as their cells, valid or not, None for an empty one.

    Raises as `format_file` does.
    """
    header: list[str] | None = None
    rows = []
    for item in read_csv(path):
        if isinstance(item, FileFault):
            if item.code == "file-quotes":
                raise FormatError(f"{path.name}:{item.line}: {item.message}")
        elif header is None:
            header = item.cells
            if unknown := set(header) - set(table.names):
                raise FormatError(f"{path.name}:1: {table.name} has no column {sorted(unknown)[0]!r}")
            if len(set(header)) < len(header):
                raise FormatError(f"{path.name}:1: a column is there twice")
        elif len(item.cells) != len(header):
            raise FormatError(f"{path.name}:{item.line}: {len(item.cells)} cells, {len(header)} columns")
        else:
            cells = dict(zip(header, item.cells, strict=True))
            rows.append({name: cells.get(name) or None for name in table.names})
    if header is None:
        raise FormatError(f"{path.name}: the file is empty")
    return rows
