"""Add records given as values: complete them, look for duplicates, write them as one change.

A record may have others within it: in place of an id, the record that it is the id of; and under the name of a table,
the records that refer to it, such as the claims of a statement.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from fpdata.checks.issue import Issue
from fpdata.edit.add import add_record, column_called, propose_missing_id, read_value, row_issues
from fpdata.edit.change import ChangeResult, RefusedError, change, refuse_errors
from fpdata.edit.duplicates import DuplicateMatch
from fpdata.edit.named_records import (
    NameSearch,
    ResolvedReference,
    explain_references,
    no_search,
    resolve_references,
)
from fpdata.edit.tables import EditError, Tables, require_table
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

    A name in place of an id means the record that `search` finds, and an address the record of that page. All that is
    wrong is found before anything is raised: RefusedError has it, or if it is one thing without a place in a table,
    DuplicateError for a record with the name, text or address of an existing one, unless `allow_duplicate`, and EditError
    for an unknown column, a value that is not text, or no value at all. Else raises as `change` does.
    """
    given = list(records)
    addition = _Addition(search, allow_duplicate)

    def edit(tables: Tables) -> None:
        for table, record in given:
            addition.add(tables, table, record)

    result = change(path, edit, dry_run, addition.refuse)
    return AddResult(tuple(addition.rows), tuple(addition.matches), tuple(addition.resolved), result)


@dataclass
class _Addition:
    """Records on their way into the tables, and everything that is wrong with them."""

    search: NameSearch
    allow_duplicate: bool
    rows: list[tuple[str, RowDict]] = field(default_factory=list)
    matches: list[DuplicateMatch] = field(default_factory=list)
    resolved: list[ResolvedReference] = field(default_factory=list)
    unresolved: list[Issue] = field(default_factory=list)
    problems: list[EditError] = field(default_factory=list)
    """What is wrong with values that have no cell, and with records that are not inserted."""
    issues: list[Issue] = field(default_factory=list)
    """What is wrong with the cells of records that are not inserted."""
    incomplete: set[tuple[str, str]] = field(default_factory=set)
    """Tables and ids of the records of which a value could not be used."""

    def refuse(self, errors: Sequence[Issue]) -> None:
        """Raise what is wrong with the records, all of it; `errors` is what the check finds in those that were inserted."""
        found = explain_references([*self.issues, *errors], self.unresolved)
        issues = [
            issue
            for issue in _without_consequences(found)
            if issue.code != "row-required" or (issue.table, issue.record) not in self.incomplete
        ]
        match self.problems:
            case []:
                refuse_errors(issues)
            case [problem] if not issues:
                raise problem
            case _:
                raise RefusedError(issues, self.problems)

    def add(self, tables: Tables, table: str, record: Mapping[str, Any]) -> str | None:
        """Add a record, those that it refers to before it, and those that refer to it after it.

        Returns its id; None if it has no value that can be used.
        """
        described = require_table(table)
        if all(value in (None, "") for value in record.values()):
            self.problems.append(EditError(f"a record of {table} was given without values"))
            return None
        row: RowDict = dict.fromkeys(described.names)
        given, referring = set[str](), list[tuple[Table, str, Any]]()
        known = len(self.problems)
        for name, value in record.items():
            with self._noted():
                if other := _referring(described, str(name), value):
                    referring.append((*other, value))
                    continue
                column, cell = self._read(tables, described, str(name), value)
                if column in given:
                    raise EditError(f"{table}: {column} is given twice; keep one")
                given.add(column)
                row[column] = cell
        if not given:
            return None
        resolved, unresolved = resolve_references(tables, described, row, self.search, self.rows)
        self.resolved += resolved
        with self._noted():
            propose_missing_id(tables, table, row)
        self.unresolved += [reference.issue(described, row) for reference in unresolved]
        id = record_id(described, row)
        if len(self.problems) > known:
            self.incomplete.add((table, id))
        try:
            self.matches += add_record(tables, table, row, self.allow_duplicate)
            self.rows.append((table, row))
        except EditError as error:
            self.problems.append(error)
            self.issues += row_issues(table, row)
        for target_table, column, value in referring:
            self._add_referring(tables, target_table, column, value, table, id)
        return id

    def _read(self, tables: Tables, table: Table, name: str, value: Any) -> tuple[str, str | None]:
        """Return a column and its cell; a record in its place is added, and the cell is its id."""
        column = column_called(table, name)
        target = table.column(column).target_table
        if isinstance(value, dict) and target:
            return column, self.add(tables, target, value)
        return read_value(table, name, value)

    def _add_referring(self, tables: Tables, table: Table, column: str, value: Any, of_table: str, id: str) -> None:
        for child in value if isinstance(value, list) else [value]:
            with self._noted():
                if not isinstance(child, dict):
                    raise EditError(f"{table.name} of {of_table} must be objects of field names and values")
                if column in child:
                    raise EditError(f"{table.name} of {id} have their {column} from it; leave it out")
                self.add(tables, table.name, child | {column: id})

    @contextmanager
    def _noted(self) -> Iterator[None]:
        """Keep an error, and go on after the block: the other records and values are looked at all the same."""
        try:
            yield
        except EditError as error:
            self.problems.append(error)


def _without_consequences(issues: Sequence[Issue]) -> Sequence[Issue]:
    """Return the issues without that a record has no id, where what the id would be made of is missing, too."""
    causes = [
        issue
        for issue in issues
        if issue.record or issue.table not in TABLES or issue.field != TABLES[issue.table].key[0]
    ]
    return causes or issues


def _referring(table: Table, name: str, value: Any) -> tuple[Table, str] | None:
    """Return the table called `name` and its column that refers to `table`, if `value` may be records of it.

    Raises EditError if it has not one such column.
    """
    if not isinstance(value, dict | list) or name in table.names or name not in TABLES:
        return None
    columns = [column.name for column in TABLES[name].references if column.target_table == table.name]
    if len(columns) != 1:
        raise EditError(f"{name} cannot be given within a record of {table.name}; give them on their own")
    return TABLES[name], columns[0]
