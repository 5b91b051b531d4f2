"""The tables of a package in memory: every row by its key, to be read, changed and written back."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from fpdata.importers.core.source import SourceError
from fpdata.model.table import record_key
from fpdata.model.tables import TABLES
from fpdata.package.csv_writer import FormatError, RowDict, read_table, render
from fpdata.package.files import differs
from fpdata.package.locate import TABLES_FOLDER, Package, find_package
from fpdata.package.transaction import replace_files

Key = tuple[str, ...]

# A locator as imports write it: a kind of record, then the upstream id. Locators of rows entered by hand look
# different ("legislators-current.yaml: K000383"), which is how the two are told apart.
_LOCATOR_KINDS = (
    *("people", "principals", "missions", "organizations", "iso-3166", "territories"),
    *("legislators", "committees", "offices", "trips", "journeys", "visits", "visitors"),
    *("persons", "volumes", "frus", "meetings", "pages", "factbook"),
)
_IMPORT_LOCATOR = re.compile(rf"(?:{'|'.join(_LOCATOR_KINDS)})/[^\s:]+(?:/[^\s:]+)*")


class Store:
    """The rows of a package by table and key.

    Raises PackageError if `root` contains no package or a table is missing, SourceError if one of its files cannot be parsed.
    """

    def __init__(self, root: Path | str) -> None:
        self._package = find_package(root)
        self._package.require_tables()
        self.tables: dict[str, dict[Key, RowDict]] = {name: {} for name in TABLES}
        self._changed: set[str] = set()
        try:
            for name, file in self._package.files.items():
                self.tables[name] = {record_key(TABLES[name], row): row for row in read_table(TABLES[name], file)}
        except FormatError as error:
            raise SourceError(f"{error}; run 'fpdata check'") from None

    def get(self, table: str, *key: str) -> RowDict | None:
        """Return the row with a key, or None."""
        return self.tables[table].get(key)

    def rows(self, table: str) -> Iterable[RowDict]:
        """Return the rows of a table."""
        return self.tables[table].values()

    def put(self, table: str, row: RowDict) -> None:
        """Add a row, or replace the one with the same key."""
        self.tables[table][record_key(TABLES[table], row)] = row
        self._changed.add(table)

    def delete(self, table: str, row: RowDict) -> None:
        """Delete the row with the key of `row`. Raises KeyError if there is none."""
        del self.tables[table][record_key(TABLES[table], row)]
        self._changed.add(table)

    def imported_rows(self, table: str, source_id: str) -> dict[str, RowDict]:
        """Return the rows of a table that imports of a source added, by locator."""
        return {
            row["source_locator"] or "": row
            for row in self.rows(table)
            if is_imported(row) and self.is_from(row, source_id)
        }

    def is_from(self, row: RowDict, source_id: str) -> bool:
        """Whether a row has a data set, or a document that was imported from it, as its source."""
        if row.get("source_id") == source_id:
            return True
        document = self.get("documents", row.get("source_id") or "")
        return document is not None and document["source_id"] == source_id and is_imported(document)

    def group_by(self, table: str, column: str) -> dict[str, list[RowDict]]:
        """Return the rows of a table by the value of a column; rows without one are left out."""
        groups: dict[str, list[RowDict]] = defaultdict(list)
        for row in self.rows(table):
            if value := row[column]:
                groups[value].append(row)
        return groups

    def write(self) -> list[Path]:
        """Write the changed tables in canonical form, all or none; return the files whose bytes changed.

        Call it while holding the package's `write_lock`.
        """
        changed: dict[str, bytes] = {}
        for name in TABLES:
            if name in self._changed:
                file = _file_of(self._package, name)
                content = render(TABLES[name], self.rows(name))
                if differs(file, content):
                    changed[file.relative_to(self._package.root).as_posix()] = content
        replace_files(self._package.root, changed)
        return [self._package.root / name for name in changed]


def is_imported(row: RowDict) -> bool:
    """Whether an import added the row, as opposed to somebody by hand."""
    return _IMPORT_LOCATOR.fullmatch(row.get("source_locator") or "") is not None


def _file_of(package: Package, table: str) -> Path:
    return package.files.get(table) or package.root / TABLES_FOLDER / f"{table}.csv"
