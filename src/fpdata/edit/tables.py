"""The tables of a package in memory, as every edit sees them: rows by table, and one record by its id."""

from __future__ import annotations

from fpdata.checks.suggest import did_you_mean
from fpdata.model.characters import quote
from fpdata.model.redirects import RedirectResolver
from fpdata.model.table import Table, record_id
from fpdata.model.tables import TABLES
from fpdata.package.csv_writer import FormatError, RowDict, read_table
from fpdata.package.locate import Package

#: Every table's rows by the table's name.
Tables = dict[str, list[RowDict]]


class EditError(Exception):
    """The edit cannot be made; the message says why. Nothing was changed."""


def read_tables(package: Package) -> Tables:
    """Return the rows of every table of a package, valid or not.

    Raises EditError if a file cannot be parsed, PackageError if one is missing.
    """
    package.require_tables()
    try:
        return {name: read_table(TABLES[name], path) for name, path in package.files.items()}
    except (FormatError, OSError) as error:
        raise EditError(f"{error}; run 'fpdata check' for details") from None


def require_table(name: str) -> Table:
    """Return the table called `name`. Raises EditError if there is none."""
    if name not in TABLES:
        hint = did_you_mean(name, TABLES) or f"the tables are {', '.join(TABLES)}"
        raise EditError(f"unknown table {quote(name)}; {hint}")
    return TABLES[name]


def find_record(tables: Tables, id: str, table: str | None = None) -> tuple[str, RowDict]:
    """Return the table and the row of the record `id`, the row itself and not a copy.

    Raises EditError if `table` (any table if it is None) has no such record, or if several tables have one.
    """
    names = [require_table(table).name] if table else list(tables)
    found = [(name, row) for name in names for row in tables[name] if record_id(TABLES[name], row) == id]
    if not found:
        raise EditError(_unknown_id(tables, id, names))
    if len(found) > 1:
        raise EditError(f"{id!r} is in {' and '.join(name for name, _ in found)}; choose one with --table")
    return found[0]


def _unknown_id(tables: Tables, id: str, names: list[str]) -> str:
    for name in names:
        redirects = {row["old_id"] or "": row["new_id"] for row in tables["redirects"] if row["table"] == name}
        if id in redirects:
            live = {record_id(TABLES[name], row) for row in tables[name]}
            outcome, new_id = RedirectResolver(redirects, live).resolve(id)
            if outcome == "live":
                return f"{id!r} is retired; use {new_id!r}"
            return f"{id!r} was withdrawn" if outcome == "withdrawn" else f"{id!r} is retired, and leads to no record"
    hint = did_you_mean(id, (record_id(TABLES[name], row) for name in names for row in tables[name]))
    return f"unknown id {quote(id)}" + (f"; {hint}" if hint else "")
