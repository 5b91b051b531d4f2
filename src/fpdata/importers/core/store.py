"""The tables of a package as an import works on them: every row by its key, as text."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from fpdata.importers.core.source import SourceError
from fpdata.model.table import Table
from fpdata.model.tables import TABLES
from fpdata.package.csv_writer import FormatError, read_table, render
from fpdata.package.locate import TABLES_FOLDER, Package, find_package
from fpdata.package.transaction import replace_files

Row = dict[str, str | None]
Key = tuple[str, ...]

# The places in a source as imports write them: a sort of record, then upstream's id. What people write by
# hand reads otherwise ("legislators-current.yaml: K000383"), and is how rows of theirs are known.
_SORTS = (
    *("people", "principals", "missions", "organizations", "iso-3166", "territories"),
    *("legislators", "committees", "offices", "trips", "journeys", "visits", "visitors"),
)
_PLACE = re.compile(rf"(?:{'|'.join(_SORTS)})/[^\s:]+(?:/[^\s:]+)*")


class Store:
    """The rows of a package, to be read, added to and written back.

    Raises PackageError where `root` holds no package, SourceError where a file of it cannot be understood.
    """

    def __init__(self, root: Path | str) -> None:
        self._package = find_package(root)
        self.tables: dict[str, dict[Key, Row]] = {name: {} for name in TABLES}
        self._changed: set[str] = set()
        try:
            for name, file in self._package.files.items():
                self.tables[name] = {key_of(TABLES[name], row): row for row in read_table(TABLES[name], file)}
        except FormatError as error:
            raise SourceError(f"{error}; run 'fpdata check'") from None

    def get(self, table: str, *key: str) -> Row | None:
        """Return the row with that key, or None."""
        return self.tables[table].get(key)

    def rows(self, table: str) -> Iterable[Row]:
        """Return the rows of a table."""
        return self.tables[table].values()

    def put(self, table: str, row: Row) -> None:
        """Add a row, or put it in the place of the one with its key."""
        self.tables[table][key_of(TABLES[table], row)] = row
        self._changed.add(table)

    def delete(self, table: str, row: Row) -> None:
        """Take a row out."""
        del self.tables[table][key_of(TABLES[table], row)]
        self._changed.add(table)

    def by_place(self, table: str, source_id: str) -> dict[str, Row]:
        """Return the rows of a table that imports of a source made, by locator."""
        return {
            row["source_locator"] or "": row
            for row in self.rows(table)
            if row.get("source_id") == source_id and is_imported(row)
        }

    def index(self, table: str, column: str) -> dict[str, list[Row]]:
        """Return the rows of a table by the value of a column."""
        found: dict[str, list[Row]] = defaultdict(list)
        for row in self.rows(table):
            if row[column]:
                found[row[column] or ""].append(row)
        return found

    def write(self) -> list[Path]:
        """Write the tables that changed, canonically, all or none; return their files. Only within `writing`."""
        changed: dict[str, bytes] = {}
        for name in TABLES:
            if name in self._changed:
                file = _file_of(self._package, name)
                content = render(TABLES[name], self.rows(name))
                if not file.is_file() or file.read_bytes() != content:
                    changed[file.relative_to(self._package.root).as_posix()] = content
        replace_files(self._package.root, changed)
        return [self._package.root / name for name in changed]


def is_imported(row: Row) -> bool:
    """Whether an import made the row, and not somebody by hand."""
    return _PLACE.fullmatch(row.get("source_locator") or "") is not None


def key_of(table: Table, row: Row) -> Key:
    """Return the primary key of a row."""
    return tuple(row[part] or "" for part in table.key)


def _file_of(package: Package, table: str) -> Path:
    return package.files.get(table) or package.root / TABLES_FOLDER / f"{table}.csv"
