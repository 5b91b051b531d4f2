"""Look up one record: what it says, what it refers to, and everything that refers to it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fpdata.access.errors import DataNotFoundError
from fpdata.access.locate import tables
from fpdata.access.lookup_database import lookup_database
from fpdata.access.lookup_table import TableStructure
from fpdata.access.record_labels import RecordLabel, record_label, source_document
from fpdata.access.redirects import resolve

if TYPE_CHECKING:
    from fpdata.export.arrow import ExportedRow

#: Tables whose rows take their date from a record that they belong to: its table, and the field that refers to it.
_DATED_BY = {
    "participations": ("events", "event_id"),
    "claims": ("statements", "statement_id"),
    "addressees": ("statements", "statement_id"),
    "statement_links": ("statements", "from_id"),
    "contributions": ("documents", "document_id"),
}


#: Columns of days, the one by which a record is sorted first.
_DAYS = ("start_min", "start_max", "date_min", "date_max", "end_min", "end_max")
#: Later than any day, so that records without a date come last.
UNDATED = "9999"


@dataclass(frozen=True)
class Backlink:
    """A record that refers to the one looked up, and the field that holds the reference."""

    table: str
    field: str
    row: ExportedRow
    day: str
    """The first day that its date can mean, as text; UNDATED if it has none."""


@dataclass(frozen=True)
class RecordView:
    """A record with the names of what it refers to, and with the records that refer to it."""

    table: str
    id: str
    row: ExportedRow
    names: dict[str, str]
    """For each field that refers to another record: the name of that record."""
    key: str
    """The field that holds the id."""
    fields: dict[str, tuple[str, ...]]
    """The fields of each table, without the bounds of dates."""
    backlinks: list[Backlink] = field(default_factory=list)
    """Every record that refers to this one, by table and field, in order of date."""

    def to_dict(self) -> dict[str, Any]:
        """Return the view as JSON shows it, without empty fields and without the bounds of dates."""
        return {
            "table": self.table,
            "id": self.id,
            "record": self._filled_fields(self.table, self.row),
            "names": self.names,
            "referred_to_by": [
                {"table": link.table, "field": link.field, "record": self._filled_fields(link.table, link.row)}
                for link in self.backlinks
            ],
        }

    def _filled_fields(self, table: str, row: ExportedRow) -> ExportedRow:
        return {name: row[name] for name in self.fields[table] if row[name] is not None}


class RecordIndex:
    """The records of all tables of an export, and what refers to them."""

    def __init__(self, *, path: Path | str | None = None) -> None:
        """Prepare to read the tables in `path`, a folder that `build` wrote; by default, the installed data."""
        self._database = lookup_database(path)

    def look_up(self, id: str, within: Collection[str] = ()) -> list[RecordView]:
        """Return every record with that id: rarely more than one, since an id is unique within its table.

        `within` are the tables in which it is looked for; by default, all.
        A retired id resolves to its replacement, with a RedirectWarning. Raises UnknownIdError for an unknown or
        withdrawn id, DataNotFoundError if the export is missing.
        """
        with_ids = [
            name for name in tables() if len(self._database[name].structure.key) == 1 and (not within or name in within)
        ]
        current = resolve("record", id, with_ids, self._database)
        return [self._view(table, row) for table in with_ids if (row := self.row(table, current))]

    def row(self, table: str, id: str) -> ExportedRow | None:
        """Return the row of a table with that id, or None."""
        return self._database[table].row(id)

    def tenure(self, role_id: str) -> ExportedRow | None:
        """Return the row of `role_holders` of a role, or None if the export was built without views."""
        try:
            return self.row("role_holders", role_id)
        except DataNotFoundError:
            return None

    def label(self, backlink: Backlink) -> RecordLabel:
        """Return the label of a record that refers to the one looked up, without what it refers to."""
        return record_label(self, backlink.table, backlink.row, backlink.field)

    def address(self, table: str, row: ExportedRow) -> str | None:
        """Return the address at which what a row says can be read, or None."""
        id = source_document(self, table, row)
        document = self.row("documents", id) if id else None
        return document["url"] if document else None

    def name(self, table: str, id: str) -> str:
        """Return the name of the record with that id; the id if the record is missing or has no name."""
        row = self.row(table, id) or {}
        return str(row.get("name") or row.get("title") or row.get("summary") or id)

    def _view(self, table: str, row: ExportedRow) -> RecordView:
        structure = self._database[table].structure
        id = row[structure.key[0]]
        names = {
            column: self.name(target, row[column]) for column, target in structure.references.items() if row[column]
        }
        backlinks = [
            link for name, column in self.referring(table) for link in self._backlinks(table, id, name, column)
        ]
        fields = {name: self._database[name].structure.names for name in (table, *(link.table for link in backlinks))}
        return RecordView(table, id, row, names, structure.key[0], fields, backlinks)

    def referring(self, table: str) -> list[tuple[str, str]]:
        """Return every table and column that can hold the id of a record of `table`."""
        structures: dict[str, TableStructure] = {name: self._database[name].structure for name in tables()}
        fixed = [
            (name, column)
            for name, structure in structures.items()
            for column, target in structure.references.items()
            if target == table
        ]
        return fixed + [
            (name, column) for name, structure in structures.items() for column in structure.record_references
        ]

    def _backlinks(self, table: str, id: str, name: str, column: str) -> list[Backlink]:
        """Return the rows of the table `name` that refer to a record by a column, by date and key."""
        about = self._database[name].structure.table_column
        rows = [row for row in self._database[name].rows_with(column, id) if about is None or row[about] == table]
        links = [Backlink(name, column, row, day) for row, day in zip(rows, self._days(name, rows), strict=True)]
        key = self._database[name].structure.key
        return sorted(links, key=lambda link: (link.day, *(str(link.row[part] or "") for part in key)))

    def _days(self, table: str, rows: list[ExportedRow]) -> list[str]:
        """Return the days by which rows are sorted among others of their table."""
        if table not in _DATED_BY:
            return [next((str(row[name]) for name in _DAYS if row.get(name)), UNDATED) for row in rows]
        parent, column = _DATED_BY[table]
        structure = self._database[parent].structure
        days = ", ".join(f'"{name}"' for name in _DAYS if name in structure.columns)
        key = structure.key[0]
        ids = {row[column] for row in rows}
        known = dict(self._database[parent].select_with(key, ids, [f'"{key}"', f"coalesce({days}, '{UNDATED}')"]))
        return [known.get(row[column], UNDATED) for row in rows]
