"""The tables of a package in memory, as every edit sees them: rows by table, and one record by its id."""

from __future__ import annotations

import re
from collections.abc import Mapping, MutableSequence, Sequence
from functools import partial

from fpdata.checks.suggest import did_you_mean
from fpdata.edit.table_rows import TableRows
from fpdata.model.characters import quote
from fpdata.model.redirects import RedirectResolver
from fpdata.model.table import Table, record_id
from fpdata.model.tables import TABLES
from fpdata.package.csv_writer import FormatError, RowDict, read_table
from fpdata.package.locate import Package

#: Every table's rows by the table's name.
Tables = Mapping[str, MutableSequence[RowDict]]


class EditError(Exception):
    """The edit cannot be made; the message says why. Nothing was changed."""


def read_tables(package: Package) -> dict[str, TableRows]:
    """Return the rows of every table of a package, valid or not; they are read when they are first asked for.

    Raises PackageError if a file is missing; what is returned raises EditError for one that cannot be parsed.
    """
    package.require_tables()

    def read(name: str) -> list[RowDict]:
        try:
            return read_table(TABLES[name], package.files[name])
        except (FormatError, OSError) as error:
            raise EditError(f"{error}; run 'fpdata check' for details") from None

    return {name: TableRows(TABLES[name], path, partial(read, name)) for name, path in package.files.items()}


def rows_with_id(tables: Tables, table: str, id: str) -> Sequence[RowDict]:
    """Return the rows of a table with that id, themselves and not copies."""
    rows = tables[table]
    if isinstance(rows, TableRows):
        return rows.with_id(id)
    return [row for row in rows if record_id(TABLES[table], row) == id]


def has_id(tables: Tables, table: str, id: str) -> bool:
    """Whether a table has a row of that id."""
    rows = tables[table]
    return rows.has_id(id) if isinstance(rows, TableRows) else bool(rows_with_id(tables, table, id))


def record_noun(table: str) -> str:
    """Return what one record of a table is called.

    >>> record_noun("countries"), record_noun("statement_links")
    ('country', 'statement link')
    """
    return re.sub("(?<=[a-z])(?=[A-Z])", " ", TABLES[table].model.__name__).lower()


def require_table(name: str) -> Table:
    """Return the table called `name`. Raises EditError if there is none."""
    if name not in TABLES:
        hint = did_you_mean(name, TABLES) or f"the tables are {', '.join(TABLES)}"
        raise EditError(f"unknown table {quote(name)}; {hint}")
    return TABLES[name]


def table_of_new(name: str) -> Table:
    """Return the table called `name`, or whose record is, as in "new statement". Raises EditError if there is none."""
    return next((table for table in TABLES.values() if name == record_noun(table.name)), None) or require_table(name)


def find_record(tables: Tables, id: str, table: str | None = None) -> tuple[str, RowDict]:
    """Return the table and the row of the record `id`, the row itself and not a copy.

    Raises EditError if `table` (any table if it is None) has no such record, or if several tables have one.
    """
    names = [require_table(table).name] if table else list(tables)
    found = [(name, row) for name in names for row in rows_with_id(tables, name, id)]
    if not found:
        raise EditError(_unknown_id(tables, id, names))
    if len(found) > 1:
        raise EditError(
            f"{quote(id)} is an id in {' and '.join(name for name, _ in found)}; choose one of them with --table"
        )
    return found[0]


def _unknown_id(tables: Tables, id: str, names: list[str]) -> str:
    for name in names:
        redirects = {row["old_id"] or "": row["new_id"] for row in tables["redirects"] if row["table"] == name}
        if id in redirects:
            live = {record_id(TABLES[name], row) for row in tables[name]}
            outcome, new_id = RedirectResolver(redirects, live).resolve(id)
            if outcome == "live":
                return f"{quote(id)} is retired; use {quote(new_id)}"
            return (
                f"{quote(id)} was withdrawn and has no record"
                if outcome == "withdrawn"
                else f"{quote(id)} is retired, and no record replaces it"
            )
    hint = did_you_mean(id, (record_id(TABLES[name], row) for name in names for row in tables[name]))
    return f"unknown id {quote(id)}" + (f"; {hint}" if hint else "")
