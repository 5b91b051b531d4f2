"""Add records: read the given values, propose an id, look for duplicates, insert the row.

These functions alter tables in memory; `fpdata.edit.change.change` checks and writes them.
"""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from typing import Any

from fpdata.checks.issue import Issue
from fpdata.checks.rows.validate import validate_cells
from fpdata.checks.suggest import did_you_mean
from fpdata.edit.duplicates import DuplicateMatch, find_duplicates
from fpdata.edit.ids import propose_id, why_no_id
from fpdata.edit.tables import EditError, Tables, has_id
from fpdata.model.characters import quote
from fpdata.model.record import Record
from fpdata.model.table import Table, record_id
from fpdata.model.tables import TABLES
from fpdata.package.csv_writer import RowDict


class DuplicateError(EditError):
    """An existing record has the same name, text or address; the message names it. Nothing was changed."""

    def __init__(self, table: str, matches: Sequence[DuplicateMatch]) -> None:
        super().__init__(
            f"possible duplicate in {table}: {', '.join(f'{match.id} ({match.reason})' for match in matches)}. "
            f"Use that id (to change the record, 'fpdata edit {matches[0].id}'); "
            "if yours is a different record, pass --allow-duplicate"
        )


def read_value(table: Table, name: str, value: Any) -> tuple[str, str | None]:
    """Return the column called `name` and its cell, trimmed; "speaker" means the column "speaker_id".

    Raises EditError for an unknown column, or a value that is neither text nor a number.
    """
    column = column_called(table, name)
    if isinstance(value, bool | list | dict):
        raise EditError(f"{table.name}.{column} must be text or a number, not {_shown(value)}")
    if isinstance(value, float) and not math.isfinite(value):
        raise EditError(f"{table.name}.{column} must be text or a finite number, not {value}")
    cell = None if value is None else str(value).strip() or None
    try:
        (cell or "").encode()
    except UnicodeEncodeError:
        raise EditError(f"{table.name}.{column} is not valid UTF-8") from None
    return column, cell


def column_called(table: Table, name: str) -> str:
    """Return the column called `name`, with or without "_id". Raises EditError if there is none."""
    for column in (name, f"{name}_id"):
        if column in table.names:
            return column
    hint = did_you_mean(name, table.names) or f"the columns are {', '.join(table.names)}"
    raise EditError(f"{table.name} has no column {quote(name)}; {hint}")


def propose_missing_id(tables: Tables, table: str, row: RowDict) -> None:
    """Fill in the id of a row that has none, if its table has ids and the row anything to make one from.

    Raises EditError if it has, but in letters of which no id can be made.
    """
    key = TABLES[table].key
    if len(key) == 1 and not row[key[0]]:
        row[key[0]] = propose_id(tables, table, row) or None
        if not row[key[0]] and (reason := why_no_id(table, row)):
            raise EditError(reason)


def _shown(value: Any) -> str:
    try:
        return json.dumps(value)[:40]
    except (ValueError, RecursionError):  # a list in itself, from a caller in Python
        return f"a {type(value).__name__}"


def add_record(tables: Tables, table: str, row: RowDict, allow_duplicate: bool = False) -> list[DuplicateMatch]:
    """Insert a row as `insert_row` does, and return the existing records that are similar, the most similar first.

    Raises EditError if its key is in use, DuplicateError if one of them has the same name, text or address, unless
    `allow_duplicate`; the row is then not inserted.
    """
    matches = find_duplicates(tables, table, row)
    same = [match for match in matches if match.is_same]
    if same and not allow_duplicate and not has_id(tables, table, record_id(TABLES[table], row)):
        raise DuplicateError(table, same)
    insert_row(tables, table, row)
    return matches


def insert_row(tables: Tables, table: str, row: RowDict) -> None:
    """Insert a row. Raises EditError if its key is in use."""
    id = record_id(TABLES[table], row)
    if has_id(tables, table, id):
        raise EditError(f"{table} already has a record {quote(id)}; to change it, run 'fpdata edit {id}'")
    tables[table].append(row)


def row_issues(table: str, row: RowDict) -> list[Issue]:
    """Return what is wrong with a single row; none if it is valid."""
    described = TABLES[table]
    result = validate_cells(described, "", 0, [row[column] or "" for column in described.names])
    return [] if isinstance(result, Record) else result


def field_errors(table: str, row: RowDict) -> dict[str, str]:
    """Return the errors of a single row: a message by field; empty if it is valid."""
    return {
        issue.field: f"{issue.message}. {issue.hint}" if issue.hint else issue.message
        for issue in row_issues(table, row)
    }
