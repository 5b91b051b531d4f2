"""The rows of one table, looked up by id or by what they refer to, in an SQLite file that is made of its export."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from fpdata.access.lookup_file import LookupFile

if TYPE_CHECKING:
    import pyarrow as pa

    from fpdata.model.table import Table

#: A query names at most so many ids.
_MOST_PARAMETERS = 900
#: The columns by which roles held on a day are found.
_SPAN = ("possible_from", "possible_to")


class TableStructure(NamedTuple):
    """What a look-up needs to know of a table, without its model."""

    record: str
    """What a row is called, such as "actor"."""
    key: tuple[str, ...]
    names: tuple[str, ...]
    """The columns of the table itself, without the bounds of dates."""
    columns: tuple[str, ...]
    """All columns of the export."""
    days: tuple[str, ...]
    """Those that hold days."""
    references: dict[str, str]
    """The columns that refer to records of a fixed table, each with that table."""
    table_column: str | None
    record_references: tuple[str, ...]
    """The columns that refer to records of the table that the row names in `table_column`."""


class LookupTable:
    """The rows of a table or view, in the order of its export, by number from 0."""

    def __init__(self, name: str, file: LookupFile) -> None:
        """Read from a file that `fill_lookup_table` filled."""
        self.name = name
        self._file = file

    @cached_property
    def structure(self) -> TableStructure:
        """What the table consists of."""
        ((text,),) = self._file.fetch("select text from structure")
        stored: dict[str, Any] = json.loads(text)
        values: dict[str, Any] = {
            name: tuple(value) if isinstance(value, list) else value for name, value in stored.items()
        }
        return TableStructure(**values)

    def rows(self, condition: str = "true", *values: object) -> list[dict[str, Any]]:
        """Return the rows for which a condition of SQL holds, with the values that an export has in Python."""
        names, days = self.structure.columns, self.structure.days
        found = self.select([f'"{name}"' for name in names], f"where {condition} order by rowid", values)
        rows = [dict(zip(names, cells, strict=True)) for cells in found]
        for name in days:
            for row in rows:
                if row[name] is not None:
                    row[name] = date.fromisoformat(row[name])
        return rows

    def rows_with(self, column: str, value: str) -> list[dict[str, Any]]:
        """Return the rows in which a column has a value."""
        return self.rows(f'"{column}" = ?', value) if _is_text(value) else []

    def row(self, id: str) -> dict[str, Any] | None:
        """Return the row with an id, the first if there are several, or None."""
        return next(iter(self.rows_with(self.structure.key[0], id)), None)

    def number(self, id: str) -> int | None:
        """Return the number of the row with an id, or None."""
        if not _is_text(id):
            return None
        ((row,),) = self.select(["min(rowid)"], f'where "{self.structure.key[0]}" = ?', [id])
        return None if row is None else int(row) - 1

    def select(
        self, expressions: Sequence[str], rest: str = "order by rowid", values: Sequence[object] = ()
    ) -> list[tuple[Any, ...]]:
        """Return expressions of SQL, such as columns in double quotes, for each row; days are text."""
        # All names are those of columns; what a user types is among the values.
        return self._file.fetch(f"select {', '.join(expressions)} from rows {rest}", values)  # noqa: S608

    def select_with(
        self, column: str, values: Iterable[object], expressions: Sequence[str], rest: str = ""
    ) -> Iterator[tuple[Any, ...]]:
        """Yield what `select` returns, for the rows in which a column has one of the values."""
        sought = list(values)
        for start in range(0, len(sought), _MOST_PARAMETERS):
            part = sought[start : start + _MOST_PARAMETERS]
            marks = ", ".join("?" * len(part))
            yield from self.select(expressions, f'where "{column}" in ({marks}) {rest}', part)


class KnownIds:
    """The ids of some tables."""

    def __init__(self, tables: Iterable[LookupTable]) -> None:
        self._tables = list(tables)

    def __contains__(self, id: object) -> bool:
        return isinstance(id, str) and any(table.number(id) is not None for table in self._tables)

    def __iter__(self) -> Iterator[str]:
        for table in self._tables:
            for (id,) in table.select([f'"{table.structure.key[0]}"']):
                yield id


def fill_lookup_table(database: sqlite3.Connection, content: pa.Table, described: Table) -> None:
    """Write the rows of an exported table, indexes on its ids and references, and its structure."""
    import pyarrow as pa

    names = content.column_names
    structure = TableStructure(
        record=described.model.__name__.lower(),
        key=described.key,
        names=tuple(name for name in described.names if name in names),
        columns=tuple(names),
        days=tuple(field.name for field in content.schema if pa.types.is_date(field.type)),
        references={column.name: column.target_table for column in described.references if column.name in names},
        table_column=described.table_column if described.table_column in names else None,
        record_references=tuple(column.name for column in described.record_references if column.name in names),
    )
    database.execute("create table structure (text text)")
    database.execute("insert into structure values (?)", [json.dumps(structure._asdict())])
    types = [pa.types.is_integer(field.type) for field in content.schema]
    columns = [f'"{name}" {"integer" if is_number else "text"}' for name, is_number in zip(names, types, strict=True)]
    database.execute(f"create table rows ({', '.join(columns)})")
    cells = [
        (column if is_number else column.cast(pa.string())).to_pylist()
        for column, is_number in zip(content.columns, types, strict=True)
    ]
    insert = f"insert into rows values ({', '.join('?' * len(names))})"  # noqa: S608 - question marks
    database.executemany(insert, zip(*cells, strict=True))
    indexed = [*structure.references, *structure.record_references]
    if len(structure.key) == 1 and structure.key[0] in names:
        indexed.insert(0, structure.key[0])
    for name in dict.fromkeys(indexed):
        database.execute(f'create index "by {name}" on rows ("{name}") where "{name}" is not null')
    if set(_SPAN) <= set(names):
        database.execute(f'create index "by span" on rows ({_quoted(_SPAN)})')


def _is_text(value: str) -> bool:
    """Whether SQLite can be asked for a text: not if it has lone surrogates, which no cell has."""
    try:
        value.encode()
    except UnicodeEncodeError:
        return False
    return True


def _quoted(names: Iterable[str]) -> str:
    return ", ".join(f'"{name}"' for name in names)
