"""Look up one record: what it says, what it refers to, and everything that refers to it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.compute as pc

from fpdata.access.errors import DataNotFoundError
from fpdata.access.load import load
from fpdata.access.record_labels import RecordLabel, record_label, source_document
from fpdata.access.redirects import resolve
from fpdata.model.references import referring_columns
from fpdata.model.table import Table
from fpdata.model.tables import TABLES

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
    backlinks: list[Backlink] = field(default_factory=list)
    """Every record that refers to this one, by table and field, in order of date."""

    def to_dict(self) -> dict[str, Any]:
        """Return the view as JSON shows it, without empty fields and without the bounds of dates."""
        return {
            "table": self.table,
            "id": self.id,
            "record": _filled_fields(TABLES[self.table], self.row),
            "names": self.names,
            "referred_to_by": [
                {"table": link.table, "field": link.field, "record": _filled_fields(TABLES[link.table], link.row)}
                for link in self.backlinks
            ],
        }


class RecordIndex:
    """All tables of an export, each read when first needed."""

    def __init__(self, *, path: Path | str | None = None) -> None:
        """Prepare to read the tables in `path`, a folder that `build` wrote; by default, the installed data."""
        self._path = path
        self._tables: dict[str, pa.Table] = {}
        self._positions: dict[str, dict[str, int]] = {}
        self._days: dict[str, dict[str, str]] = {}

    def look_up(self, id: str, tables: Collection[str] = ()) -> list[RecordView]:
        """Return every record with that id: rarely more than one, since an id is unique within its table.

        `tables` are the tables in which it is looked for; by default, all.
        A retired id resolves to its replacement, with a RedirectWarning. Raises UnknownIdError for an unknown or
        withdrawn id, DataNotFoundError if the export is missing.
        """
        with_ids = [table for table in TABLES.values() if len(table.key) == 1 and (not tables or table.name in tables)]
        known = [self._table(table.name)[table.key[0]] for table in with_ids]
        current = resolve("record", id, known, lambda: self._table("redirects").to_pylist())
        return [self._view(table, row) for table in with_ids if (row := self.row(table.name, current))]

    def rows_with(self, table: str, column: str, value: str) -> list[ExportedRow]:
        """Return the rows of a table in which `column` is `value`."""
        content = self._table(table)
        rows: list[ExportedRow] = content.filter(pc.equal(content[column], value)).to_pylist()
        return rows

    def row(self, table: str, id: str) -> ExportedRow | None:
        """Return the row of a table with that id, or None."""
        return self._row(table, TABLES[table].key[0], id)

    def tenure(self, role_id: str) -> ExportedRow | None:
        """Return the row of `role_holders` of a role, or None if the export was built without views."""
        try:
            return self._row("role_holders", "role_id", role_id)
        except DataNotFoundError:
            return None

    def _row(self, table: str, key: str, id: str) -> ExportedRow | None:
        content = self._table(table)
        if table not in self._positions:
            ids = content[key].to_pylist()
            # Reversed, so that the first of several rows with one id is found, as in `rows_with`.
            self._positions[table] = {id: position for position, id in reversed(list(enumerate(ids)))}
        position = self._positions[table].get(id)
        return None if position is None else content.slice(position, 1).to_pylist()[0]

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

    def _table(self, name: str) -> pa.Table:
        if name not in self._tables:
            self._tables[name] = load(name, path=self._path)  # type: ignore[arg-type]
        return self._tables[name]

    def _view(self, table: Table, row: ExportedRow) -> RecordView:
        id = row[table.key[0]]
        names = {
            column.name: self.name(column.target_table, row[column.name])
            for column in table.references
            if row[column.name]
        }
        backlinks = [
            Backlink(name, column, other, self._day(name, other))
            for name, column in referring_columns(table.name)
            for other in self._in_order(name, self.rows_with(name, column, id))
            if other.get("table", table.name) == table.name
        ]
        return RecordView(table.name, id, row, names, backlinks)

    def _in_order(self, table: str, rows: list[ExportedRow]) -> list[ExportedRow]:
        """Return rows of a table by date and key."""
        key = TABLES[table].key
        return sorted(rows, key=lambda row: (self._day(table, row), *(str(row[name] or "") for name in key)))

    def _day(self, table: str, row: ExportedRow) -> str:
        """Return the day by which a row is sorted among others of its table."""
        if table in _DATED_BY:
            parent, column = _DATED_BY[table]
            return self._parent_days(parent).get(row[column], UNDATED)
        return next((day.isoformat() for name in _DAYS if (day := row.get(name))), UNDATED)

    def _parent_days(self, table: str) -> dict[str, str]:
        """Return the day of each record of a table that has one, by id."""
        if table not in self._days:
            content = self._table(table)
            days = pc.coalesce(*(content[name] for name in _DAYS if name in content.column_names))
            dated = zip(content[TABLES[table].key[0]].to_pylist(), days.cast(pa.string()).to_pylist(), strict=True)
            self._days[table] = {id: day for id, day in dated if day}
        return self._days[table]


def _filled_fields(table: Table, row: ExportedRow) -> ExportedRow:
    return {name: row[name] for name in table.names if row[name] is not None}
