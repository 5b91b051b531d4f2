"""Add records given as values: complete them, look for duplicates, write them as one change.

A record may have others within it: in place of an id, the record that it is the id of; and under the name of a table,
the records that refer to it, such as the claims of a statement.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from fpdata.checks.issue import Issue
from fpdata.edit.add import add_record, column_called, fill_row, propose_missing_id
from fpdata.edit.change import ChangeResult, RefusedError, change
from fpdata.edit.duplicates import DuplicateMatch
from fpdata.edit.named_records import NameSearch, ResolvedReference, no_search, resolve_references
from fpdata.edit.tables import EditError, Tables, has_id, require_table
from fpdata.model.table import Table, record_id
from fpdata.model.tables import TABLES
from fpdata.package.csv_writer import RowDict


@dataclass(frozen=True)
class AddResult:
    """The records that were added, what they may duplicate, which records were meant by names, and the change."""

    rows: tuple[tuple[str, RowDict], ...]
    matches: tuple[DuplicateMatch, ...]
    resolved: tuple[ResolvedReference, ...]
    change: ChangeResult


def add_records(
    path: Path | str,
    records: Iterable[tuple[str, Mapping[str, Any]]],
    *,
    search: NameSearch = no_search,
    allow_duplicate: bool = False,
    dry_run: bool = False,
) -> AddResult:
    """Add records, each with its table, to the package at `path`; an id is proposed if none is given.

    A name in place of an id means the record that `search` finds. Raises DuplicateError for a record with the name,
    text or address of an existing one, unless `allow_duplicate`; EditError for an unknown column, a value that is not
    text, no value at all, or a name that is not that of exactly one record; else as `change` does.
    """
    given = list(records)
    addition = _Addition(search, allow_duplicate)

    def edit(tables: Tables) -> None:
        for table, record in given:
            addition.add(tables, table, record)

    try:
        result = change(path, edit, dry_run)
    except RefusedError as error:
        raise RefusedError(_without_consequences(error.issues)) from None
    return AddResult(tuple(addition.rows), tuple(addition.matches), tuple(addition.resolved), result)


def _without_consequences(issues: Sequence[Issue]) -> Sequence[Issue]:
    """Return the issues without that a record has no id, where what the id would be made of is missing, too."""
    causes = [
        issue
        for issue in issues
        if issue.record or issue.table not in TABLES or issue.field != TABLES[issue.table].key[0]
    ]
    return causes or issues


@dataclass
class _Addition:
    """Records on their way into the tables."""

    search: NameSearch
    allow_duplicate: bool
    rows: list[tuple[str, RowDict]] = field(default_factory=list)
    matches: list[DuplicateMatch] = field(default_factory=list)
    resolved: list[ResolvedReference] = field(default_factory=list)

    def add(self, tables: Tables, table: str, record: Mapping[str, Any]) -> str:
        """Add a record, those that it refers to before it, and those that refer to it after it; return its id."""
        described = require_table(table)
        if all(value in (None, "") for value in record.values()):
            raise EditError(f"a record of {table} was given without values")
        values, referring = dict[str, Any](), list[tuple[Table, str, Any]]()
        for name, value in record.items():
            if (
                isinstance(value, dict | list)
                and str(name) not in described.names
                and (other := _referring(described, str(name)))
            ):
                referring.append((*other, value))
            elif isinstance(value, dict) and (
                target := described.column(column_called(described, str(name))).target_table
            ):
                values[name] = self.add(tables, target, value)
            else:
                values[name] = value
        row = fill_row(table, values)
        self.resolved += resolve_references(described, row, partial(has_id, tables), self.search, self.rows)
        propose_missing_id(tables, table, row)
        self.matches += add_record(tables, table, row, self.allow_duplicate)
        self.rows.append((table, row))
        id = record_id(described, row)
        for target_table, column, value in referring:
            for child in value if isinstance(value, list) else [value]:
                if not isinstance(child, dict):
                    raise EditError(f"{target_table.name} of {table} must be objects of field names and values")
                if column in child:
                    raise EditError(f"{target_table.name} of {id} have their {column} from it; leave it out")
                self.add(tables, target_table.name, child | {column: id})
        return id


def _referring(table: Table, name: str) -> tuple[Table, str] | None:
    """Return the table called `name` and its column that refers to `table`, if it is one table and one such column."""
    if name not in TABLES:
        return None
    columns = [column.name for column in TABLES[name].references if column.target_table == table.name]
    if len(columns) != 1:
        raise EditError(f"{name} cannot be given within a record of {table.name}; give them on their own")
    return TABLES[name], columns[0]
