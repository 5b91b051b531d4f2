"""CSV and JSON Lines: one file for each table, UTF-8, days as YYYY-MM-DD."""

from __future__ import annotations

import csv
import json
from pathlib import Path

from fpdata.access.formats.exported_table import ExportedTable, to_text


def write_csv(table: ExportedTable, path: Path) -> None:
    """Write a table as CSV (RFC 4180, LF): an empty cell where nothing is recorded."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(table.columns)
        writer.writerows([to_text(value) for value in row.values()] for row in table.rows())


def write_jsonl(table: ExportedTable, path: Path) -> None:
    """Write a table as JSON Lines: an object a row with all columns, null where nothing is recorded."""
    with path.open("w", encoding="utf-8", newline="") as file:
        for row in table.rows():
            file.write(json.dumps(row, ensure_ascii=False, default=to_text) + "\n")
