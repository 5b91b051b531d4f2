"""Add records to a package: values as people and programs give them, completed and put in their place."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from typing import Any

from fpdata.checks.rows.validate import record_id, validate_cells
from fpdata.edit.edit import EditError, Row, Tables
from fpdata.edit.ids import DuplicateMatch, find_duplicates, propose_id
from fpdata.model.record import Record, Table
from fpdata.model.tables import TABLES


class DuplicateError(EditError):
    """A record with the same name, text or address is there already; the message says which. Nothing was changed."""

    def __init__(self, table: str, known: Sequence[DuplicateMatch]) -> None:
        super().__init__(
            f"it is in {table} already, it seems: {', '.join(f'{one.id} ({one.why})' for one in known)}. Use that id "
            f"(to change the record, 'fpdata edit {known[0].id}'); if yours is another, add --anyway"
        )


def read_records(text: str) -> list[Mapping[str, Any]]:
    """Return the records that `text` holds: an object or a list of them, in JSON, or in YAML with PyYAML at hand.

    Raises EditError where it holds something else.
    """
    try:
        value = json.loads(text)
    except (json.JSONDecodeError, RecursionError) as error:
        value = _read_yaml(text, str(error))
    records = value if isinstance(value, list) else [value]
    if not records or not all(isinstance(record, dict) for record in records):
        raise EditError("a record is an object of field and value, or a list of such objects")
    return records


def _read_yaml(text: str, why: str) -> Any:
    try:
        import yaml  # noqa: PLC0415 - at hand or not
    except ImportError:
        raise EditError(f"not JSON: {why}. YAML needs PyYAML, which is not installed: pip install pyyaml") from None
    try:
        return yaml.load(text, yaml.BaseLoader)  # noqa: S506 - makes texts, lists and mappings alone
    except (yaml.YAMLError, RecursionError) as error:
        raise EditError(f"neither JSON nor YAML: {str(error).splitlines()[0]}") from None


def complete(tables: Tables, name: str, values: Mapping[str, Any]) -> Row:
    """Return a row of table `name` with `values`; its id is proposed where it is not given.

    Raises EditError for a field that the table does not have, and a value that is no text or number.
    """
    table = require_table(name)
    row: Row = dict.fromkeys(table.names)
    for field, value in values.items():
        if field not in row:
            close = get_close_matches(str(field), table.names, n=1)
            hint = f"did you mean {close[0]!r}?" if close else f"the columns are {', '.join(table.names)}"
            raise EditError(f"{name} has no column {str(field)!r}; {hint}")
        if isinstance(value, bool | list | dict):
            raise EditError(f"{field} holds {json.dumps(value)[:40]}; a value is a text")
        row[field] = None if value is None else str(value).strip() or None
    if len(table.key) == 1 and not row[table.key[0]]:
        row[table.key[0]] = propose_id(tables, name, row) or None
    return row


def add_new(tables: Tables, name: str, row: Row, anyway: bool = False) -> list[DuplicateMatch]:
    """Add a row as `add` does, and return the records that it may be.

    Raises KnownError where one of them has the same name, text or address, unless `anyway`.
    """
    likely = find_duplicates(tables, name, row) if len(TABLES[name].key) == 1 else []
    add(tables, name, row)
    if not anyway and (known := [one for one in likely if one.same]):
        raise DuplicateError(name, known)
    return likely


def add(tables: Tables, name: str, row: Row) -> None:
    """Add a row to table `name`. Raises EditError where its key is taken."""
    identity = record_id(TABLES[name], row)
    if any(record_id(TABLES[name], other) == identity for other in tables[name]):
        raise EditError(f"{name} has a record {identity!r} already; to change it, run 'fpdata edit {identity}'")
    tables[name].append(row)


def require_table(name: str) -> Table:
    """Return the table of that name. Raises EditError where there is none."""
    if name not in TABLES:
        close = get_close_matches(name, TABLES, n=1)
        raise EditError(
            f"there is no table {name!r}; "
            + (f"did you mean {close[0]!r}?" if close else f"the tables are {', '.join(TABLES)}")
        )
    return TABLES[name]


def problems(name: str, row: Row) -> dict[str, str]:
    """Return what is wrong with a row by itself: field to message."""
    found = validate_cells(TABLES[name], "", 0, [row[column] or "" for column in TABLES[name].names])
    return {} if isinstance(found, Record) else {issue.field: _told(issue.message, issue.hint) for issue in found}


def _told(message: str, hint: str) -> str:
    return f"{message}. {hint}" if hint else message
