"""Add records given as values: complete them, look for duplicates, write them as one change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fpdata.edit.add import add_record, complete_row
from fpdata.edit.change import ChangeResult, change
from fpdata.edit.duplicates import DuplicateMatch
from fpdata.edit.tables import EditError, Tables
from fpdata.package.csv_writer import RowDict


@dataclass(frozen=True)
class AddResult:
    """The rows that were added, the existing records that they may duplicate, and the change."""

    rows: tuple[RowDict, ...]
    matches: tuple[DuplicateMatch, ...]
    change: ChangeResult


def add_records(
    path: Path | str,
    table: str,
    records: Sequence[Mapping[str, Any]],
    *,
    allow_duplicate: bool = False,
    dry_run: bool = False,
) -> AddResult:
    """Add records to a table of the package at `path`; an id is proposed if none is given.

    Raises DuplicateError for a record with the name, text or address of an existing one, unless `allow_duplicate`;
    EditError for an unknown column, a value that is not text, or no value at all; else as `change` does.
    """
    rows: list[RowDict] = []
    matches: list[DuplicateMatch] = []

    def edit(tables: Tables) -> None:
        for record in records:
            if all(value in (None, "") for value in record.values()):
                raise EditError(f"a record of {table} was given without values")
            row = complete_row(tables, table, record)
            matches.extend(add_record(tables, table, row, allow_duplicate))
            rows.append(row)

    result = change(path, edit, dry_run)
    return AddResult(tuple(rows), tuple(matches), result)
