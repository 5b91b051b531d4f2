"""The rows of a table on disk, by key: however many there are, they take no memory."""

from __future__ import annotations

import sqlite3
import unicodedata
from collections.abc import Iterable, Iterator, MutableMapping

from fpdata.model.table import Table, record_key
from fpdata.package.csv_writer import RowDict

Key = tuple[str, ...]
#: SQLite's own cache, in KiB; more rows than it holds go to a temporary file, which ends with the connection.
_CACHE_KIB = 32 << 10
#: Joins the parts of a key: keys sort like their parts.
_SEPARATOR = "\0"
_LAST_CHARACTER = "\U0010ffff"


def temporary_database(cache_kib: int = _CACHE_KIB) -> sqlite3.Connection:
    """Return a connection to a new database that nobody else sees, and that is gone when it is closed."""
    database = sqlite3.connect("")
    database.execute(f"pragma cache_size = -{cache_kib}")
    database.execute("pragma journal_mode = off")  # nothing is ever rolled back
    database.create_function("nfc", 1, lambda text: unicodedata.normalize("NFC", text), deterministic=True)
    return database


class RowTable(MutableMapping[Key, RowDict]):
    """The rows of a table, in the order of their keys. A row that is read is a copy: assign it to change it."""

    def __init__(self, database: sqlite3.Connection, table: Table) -> None:
        self._database = database
        self._table = table
        self._indexed: set[str] = set()
        columns = ", ".join(f'"{name}"' for name in table.names)
        database.execute(f'create table "{table.name}" (_key primary key, {columns}) without rowid')
        self._select = f'select {columns} from "{table.name}"'  # noqa: S608 - names from the model
        marks = ", ".join("?" * (len(table.names) + 1))
        self._insert = f'insert or replace into "{table.name}" values ({marks})'  # noqa: S608 - names from the model

    def load(self, rows: Iterable[RowDict]) -> None:
        """Add rows. Raises UnicodeEncodeError if a cell has a byte that is not UTF-8."""
        self._database.executemany(self._insert, map(self._values, rows))

    def __getitem__(self, key: Key) -> RowDict:
        found = self.get(key)
        if found is None:
            raise KeyError(key)
        return found

    def get(self, key: Key, default: RowDict | None = None) -> RowDict | None:  # type: ignore[override]
        """Return the row with a key."""
        return next(self._rows("where _key = ?", _SEPARATOR.join(key)), default)

    def __contains__(self, key: object) -> bool:
        return isinstance(key, tuple) and self.get(key) is not None

    def __setitem__(self, key: Key, row: RowDict) -> None:
        self._database.execute(self._insert, self._values(row))

    def __delitem__(self, key: Key) -> None:
        sql = f'delete from "{self._table.name}" where _key = ?'  # noqa: S608 - a name from the model
        if not self._database.execute(sql, (_SEPARATOR.join(key),)).rowcount:
            raise KeyError(key)

    def __iter__(self) -> Iterator[Key]:
        return (record_key(self._table, row) for row in self.rows())

    def __len__(self) -> int:
        ((count,),) = self._database.execute(f'select count(*) from "{self._table.name}"')  # noqa: S608 - as above
        return int(count)

    def rows(self) -> Iterator[RowDict]:
        """Yield all rows."""
        return self._rows("order by _key")

    def canonical_rows(self) -> Iterator[RowDict]:
        """Yield all rows in the order of their keys in Unicode NFC, which is that of the table's file."""
        sql = f'select 1 from "{self._table.name}" where _key <> nfc(_key)'  # noqa: S608 - a name from the model
        is_same = self._database.execute(sql).fetchone() is None
        return self.rows() if is_same else self._rows("order by nfc(_key)")

    def below(self, part: str) -> list[RowDict]:
        """Return the rows whose keys begin with a part."""
        return list(self._rows("where _key > ? and _key < ?", part + _SEPARATOR, part + chr(ord(_SEPARATOR) + 1)))

    def where(self, column: str, value: str) -> list[RowDict]:
        """Return the rows with a value in a column."""
        self._index(column)
        return list(self._rows(f'where "{column}" = ?', value))

    def starting_with(self, column: str, prefix: str) -> list[RowDict]:
        """Return the rows whose value in a column begins with a prefix."""
        self._index(column)
        return list(self._rows(f'where "{column}" >= ? and "{column}" < ?', prefix, prefix + _LAST_CHARACTER))

    def _index(self, column: str) -> None:
        if column not in self._indexed:
            name = f"{self._table.name}_{column}"
            self._database.execute(f'create index "{name}" on "{self._table.name}" ("{column}")')
            self._indexed.add(column)

    def _rows(self, condition: str, *values: str) -> Iterator[RowDict]:
        names = self._table.names
        try:
            found = self._database.execute(f"{self._select} {condition}", values)
        except UnicodeEncodeError:
            return  # no row has half a character
        for cells in found:
            yield dict(zip(names, cells, strict=True))

    def _values(self, row: RowDict) -> list[str | None]:
        cells = [row.get(name) or None for name in self._table.names]
        return [_SEPARATOR.join(record_key(self._table, row)), *cells]
