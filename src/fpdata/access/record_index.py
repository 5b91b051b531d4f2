"""Look one record up: what it says, what it refers to, and everything that refers to it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from fpdata.access.load import load
from fpdata.model.redirects import RedirectResolver
from fpdata.model.references import referring_columns
from fpdata.model.table import Table
from fpdata.model.tables import TABLES

Row = dict[str, Any]


@dataclass(frozen=True)
class Backlink:
    """A record that refers to the one looked up, and the field by which it does."""

    table: str
    field: str
    row: Row
    label: str


@dataclass(frozen=True)
class RecordView:
    """A record with its surroundings."""

    table: str
    id: str
    row: Row
    names: dict[str, str]
    """For each field that refers to another record: what that record is called."""
    mentions: list[Backlink] = field(default_factory=list)
    """Every record that refers to this one, by table and field, in order of date."""

    def to_dict(self) -> dict[str, Any]:
        """Return the record and its surroundings as JSON has them; columns of days are left out."""
        return {
            "table": self.table,
            "id": self.id,
            "record": _recorded(TABLES[self.table], self.row),
            "names": self.names,
            "referred_to_by": [
                {"table": m.table, "field": m.field, "record": _recorded(TABLES[m.table], m.row)} for m in self.mentions
            ],
        }


class RecordIndex:
    """All tables of an export, each read when first asked for."""

    def __init__(self, path: Path | str | None = None) -> None:
        self._path = path
        self._tables: dict[str, pa.Table] = {}

    def look_up(self, id: str) -> list[RecordView]:
        """Return every record with that id (rarely more than one: an id is unique in its table)."""
        single = [table for table in TABLES.values() if len(table.key) == 1]
        return [self._found(table, row) for table in single for row in self.rows_with(table.name, table.key[0], id)]

    def redirects(self, id: str) -> list[Row]:
        """Return the redirects of a retired id, in the order in which they are followed; none where it is not retired."""
        rows: dict[str, Row] = {}
        for row in self._table("redirects").to_pylist():
            rows.setdefault(row["old_id"], row)
        resolver = RedirectResolver({old: row["new_id"] for old, row in rows.items()}, live=frozenset(self.ids()))
        return [rows[old] for old in resolver.steps(id)]

    def ids(self) -> Iterator[str]:
        """Yield every id that can be looked up."""
        for table in TABLES.values():
            if len(table.key) == 1:
                yield from self._table(table.name)[table.key[0]].to_pylist()

    def rows_with(self, table: str, column: str, value: str) -> list[Row]:
        """Return the rows of a table in which `column` is `value`."""
        content = self._table(table)
        rows: list[Row] = content.filter(pc.equal(content[column], value)).to_pylist()
        return rows

    def row(self, table: str, id: str) -> Row | None:
        """Return the row of a table with that id, or None."""
        return next(iter(self.rows_with(table, TABLES[table].key[0], id)), None)

    def name(self, table: str, id: str) -> str:
        """Return what the record with that id is called; its id where it has no name or is not there."""
        row = self.row(table, id) or {}
        return str(row.get("name") or row.get("title") or row.get("summary") or id)

    def _table(self, name: str) -> pa.Table:
        if name not in self._tables:
            self._tables[name] = load(name, self._path)  # type: ignore[arg-type]
        return self._tables[name]

    def _found(self, table: Table, row: Row) -> RecordView:
        id = row[table.key[0]]
        names = {
            column.name: self.name(column.references or "", row[column.name])
            for column in table.references
            if row[column.name]
        }
        mentions = [
            (number, _when(self, name, other), Backlink(name, column, other, label(self, name, other)))
            for number, (name, column) in enumerate(referring_columns(table.name))
            for other in self.rows_with(name, column, id)
            if other.get("table", table.name) == table.name
        ]
        ordered = sorted(mentions, key=lambda mention: (*mention[:2], mention[2].label))
        return RecordView(table.name, id, row, names, [mention for *_, mention in ordered])


def _when(library: RecordIndex, table: str, row: Row) -> str:
    """Return the date by which a record is sorted among its like; undated ones come last."""
    for holder, column in (("events", "event_id"), ("statements", "statement_id")):
        if table in ("participations", "claims") and row.get(column):
            row = library.row(holder, row[column]) or row
    days = (row.get(f"{name}_{side}") for name in ("start", "date", "end") for side in ("min", "max"))
    return next((day.isoformat() for day in days if day), "9999")


def _recorded(table: Table, row: Row) -> Row:
    return {name: row[name] for name in table.names if row[name] is not None}


def _period(row: Row) -> str:
    start, end = row["start"] or "?", row["end"] or "?"
    return f"{start} – {'now' if end == '..' else end}"


def label(library: RecordIndex, table: str, row: Row) -> str:
    """Return one line that tells a record of `table` to a person."""

    def actor(column: str) -> str:
        return library.name("actors", row[column])

    match table:
        case "roles":
            office = library.name("offices", row["office_id"]) if row["office_id"] else row["title"]
            title = row["title"] if office == row["title"] else f"{row['title']}, {office}"
            return f"{_period(row)}  {actor('actor_id')}: {title} ({row['basis']})"
        case "events":
            return f"{row['date']}  {row['name']}"
        case "statements":
            quote = f" “{row['quote']}”" if row["quote"] else ""
            return f"{row['date'] or '?'}  {_speaker(library, row)}: {row['summary']}{quote}"
        case "claims":
            return _claim_label(library, row)
        case "participations":
            event = library.row("events", row["event_id"]) or {"date": "?", "name": row["event_id"]}
            return f"{event['date']}  {event['name']}: {actor('actor_id')}, {row['part']} ({row['presence']})"
        case "relationships":
            return f"{_period(row)}  {actor('actor_id')} {row['kind']} {actor('other_id')}"
        case "statement_links":
            return f"{row['from_id']} {row['kind']} {row['to_id']}"
        case "documents":
            return f"{row['date'] or '?'}  {row['title']}"
        case "identifiers":
            return f"{row['scheme']}: {row['value']}"
        case "offices":
            return str(row["title"])
        case "citations":
            value = f": {row['reported_value']}" if row["reported_value"] else ""
            return f"{row['document_id']} {row['stance']} {row['field'] or 'the record'}{value}"
        case "redirects":
            return f"{row['old_id']} → {row['new_id'] or 'withdrawn'} ({row['date']}): {row['reason']}"
        case "corrections":
            return (
                f"{row['field']}: {row['upstream_value'] or 'nothing'} → {row['value'] or 'nothing'}: {row['reason']}"
            )
        case "judgements":
            return f"{row['left_id']} and {row['right_id']} the same: {row['same']}: {row['reason']}"
        case "coverage":
            return f"{row['table']}, {row['scope']}: {row['missing']}"
        case _:
            return str(row["name"])


def _speaker(library: RecordIndex, statement: Row) -> str:
    """Return who speaks, and on whose word we have it."""
    name = library.name("actors", statement["speaker_id"])
    outer = library.row("statements", statement["within_id"]) if statement["within_id"] else None
    return f"{name} (per {library.name('actors', outer['speaker_id'])})" if outer else name


def _claim_label(library: RecordIndex, row: Row) -> str:
    """Return who claims what of whom, when, how surely, and how it stands."""
    parts = [
        library.name(f"{kind}s", row[f"{side}_{kind}_id"])
        for side in ("about", "object")
        for kind in ("actor", "event", "document")
        if row[f"{side}_{kind}_id"]
    ]
    subject, *objects = parts + ([row["value"]] if row["value"] else [])
    statement = library.row("statements", row["statement_id"]) or {"date": None, "speaker_id": "?", "within_id": None}
    claimant = _speaker(library, statement)
    says = f"{subject} {'not ' if row['polarity'] == 'negated' else ''}{row['predicate']} {' '.join(objects)}".strip()
    return f"{statement['date'] or '?'}  {claimant}: {says} ({row['mode']}, {row['certainty']}; {row['verdict']})"
