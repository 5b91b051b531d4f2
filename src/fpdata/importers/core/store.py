"""The tables of a package: every row by its key, to be read, changed and written back."""

from __future__ import annotations

import filecmp
import re
import weakref
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from fpdata.importers.core.row_table import Key, RowTable, temporary_database
from fpdata.importers.core.source import SourceError
from fpdata.model.table import record_key
from fpdata.model.tables import TABLES
from fpdata.package.csv_writer import FormatError, RowDict, iter_table, write_rows
from fpdata.package.files import temporary_folder
from fpdata.package.locate import TABLES_FOLDER, Package, find_package
from fpdata.package.transaction import replace_files

__all__ = ["Key", "Store", "is_imported"]

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
        database = temporary_database()
        weakref.finalize(self, database.close)
        self.tables = {name: RowTable(database, table) for name, table in TABLES.items()}
        self._changed: set[str] = set()
        for name, file in self._package.files.items():
            try:
                self.tables[name].load(iter_table(TABLES[name], file))
            except FormatError as error:
                raise SourceError(f"{error}; run 'fpdata check'") from None
            except UnicodeEncodeError:
                raise SourceError(f"{file.name}: a cell is not UTF-8; run 'fpdata check'") from None

    def get(self, table: str, *key: str) -> RowDict | None:
        """Return the row with a key, or None."""
        return self.tables[table].get(key)

    def rows(self, table: str) -> Iterable[RowDict]:
        """Return the rows of a table."""
        return self.tables[table].rows()

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
        return _by_locator(self._added_by(source_id, self.rows(table)))

    def imported_from(self, table: str, source_id: str, part: str) -> dict[str, RowDict]:
        """Return those of `imported_rows` that are of a part of the source, such as a volume."""
        rows = (row for kind in _LOCATOR_KINDS for row in self._at_or_below(table, f"{kind}/{part}"))
        return _by_locator(self._added_by(source_id, rows))

    def imported_at(self, table: str, source_id: str, locator: str) -> RowDict | None:
        """Return that of `imported_rows` with a locator."""
        rows = self.tables[table].where("source_locator", locator)
        return _by_locator(self._added_by(source_id, rows)).get(locator)

    def _at_or_below(self, table: str, locator: str) -> Iterable[RowDict]:
        rows = self.tables[table]
        return (*rows.where("source_locator", locator), *rows.starting_with("source_locator", f"{locator}/"))

    def _added_by(self, source_id: str, rows: Iterable[RowDict]) -> Iterator[RowDict]:
        return (row for row in rows if is_imported(row) and self.is_from(row, source_id))

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
        changed: dict[str, Path] = {}
        with temporary_folder() as folder:
            for name in filter(self._changed.__contains__, TABLES):
                file, rendered = _file_of(self._package, name), folder / f"{name}.csv"
                write_rows(TABLES[name], self.tables[name].canonical_rows(), rendered)
                if not file.is_file() or not filecmp.cmp(file, rendered, shallow=False):
                    changed[file.relative_to(self._package.root).as_posix()] = rendered
            replace_files(self._package.root, changed)
        return [self._package.root / name for name in changed]


def is_imported(row: RowDict) -> bool:
    """Whether an import added the row, as opposed to somebody by hand."""
    return _IMPORT_LOCATOR.fullmatch(row.get("source_locator") or "") is not None


def _by_locator(rows: Iterable[RowDict]) -> dict[str, RowDict]:
    return {row["source_locator"] or "": row for row in rows}


def _file_of(package: Package, table: str) -> Path:
    return package.files.get(table) or package.root / TABLES_FOLDER / f"{table}.csv"
