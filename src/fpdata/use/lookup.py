"""Look one record up: what it says, what it refers to, and everything that refers to it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pyarrow.compute as pc

from fpdata.model.record import Table
from fpdata.model.tables import TABLES
from fpdata.use.load import load

Row = dict[str, Any]


@dataclass(frozen=True)
class Mention:
    """A record that refers to the one looked up, and the field by which it does."""

    table: str
    field: str
    row: Row
    label: str


@dataclass(frozen=True)
class Found:
    """A record with its surroundings."""

    table: str
    id: str
    row: Row
    names: dict[str, str]
    """For each field that refers to another record: what that record is called."""
    mentions: list[Mention] = field(default_factory=list)
    """Every record that refers to this one, in order of table and date."""

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


class Library:
    """All tables of an export, read when first asked for."""

    def __init__(self, path: Path | str | None = None) -> None:
        self._path = path
        self._rows: dict[tuple[str, str], dict[Any, list[Row]]] = {}

    def look_up(self, id: str) -> list[Found]:
        """Return every record with that id (rarely more than one: an id is unique in its table)."""
        return [
            self._found(table, row)
            for table in TABLES
            for row in self.rows_with(table, TABLES[table].key[0], id)
            if len(TABLES[table].key) == 1
        ]

    def redirect(self, id: str) -> Row | None:
        """Return the redirect of a retired id, or None where it is none."""
        return next(iter(self.rows_with("redirects", "old_id", id)), None)

    def ids(self) -> Iterator[str]:
        """Yield every id that can be looked up."""
        for name, table in TABLES.items():
            if len(table.key) == 1:
                yield from load(name, self._path)[table.key[0]].to_pylist()  # type: ignore[arg-type]

    def rows_with(self, table: str, column: str, value: str) -> list[Row]:
        """Return the rows of a table in which `column` is `value`."""
        content = load(table, self._path)  # type: ignore[arg-type]
        rows: list[Row] = content.filter(pc.equal(content[column], value)).to_pylist()
        return rows

    def name(self, table: str, id: str) -> str:
        """Return what the record with that id is called; its id where it is not there."""
        rows = self.rows_with(table, TABLES[table].key[0], id)
        return self.label(table, rows[0]) if rows else id

    def label(self, table: str, row: Row) -> str:
        """Return one line that tells a record of `table` to a person."""
        return _label(self, table, row)

    def _found(self, table: str, row: Row) -> Found:
        described = TABLES[table]
        id = row[described.key[0]]
        names = {
            column.name: self.name(column.references or "", row[column.name])
            for column in described.references
            if row[column.name]
        }
        mentions = [
            Mention(name, column, other, self.label(name, other))
            for name, column in _columns_that_name(table)
            for other in self.rows_with(name, column, id)
            if other.get("table", table) == table and not (name == table and other == row)
        ]
        return Found(table, id, row, names, sorted(mentions, key=_order))


def _columns_that_name(table: str) -> Iterator[tuple[str, str]]:
    """Yield every table and column that can hold the id of a record of `table`."""
    for name, other in TABLES.items():
        yield from ((name, column.name) for column in other.references if column.references == table)
    yield from (("citations", "record_id"), ("corrections", "record_id"), ("redirects", "new_id"))
    yield from (("judgements", "left_id"), ("judgements", "right_id"))


def _order(mention: Mention) -> tuple[int, str, str]:
    row = mention.row
    return list(TABLES).index(mention.table), str(row.get("start") or row.get("date") or "9999"), mention.label


def _recorded(table: Table, row: Row) -> Row:
    return {name: row[name] for name in table.names if row[name] is not None}


def _period(row: Row) -> str:
    start, end = row["start"] or "?", row["end"] or "?"
    return f"{start} – {'now' if end == '..' else end}"


def _label(library: Library, table: str, row: Row) -> str:
    match table:
        case "roles":
            return f"{row['title']} ({row['basis']}), {_period(row)}"
        case "events":
            return f"{row['date']}  {row['name']}"
        case "statements":
            quote = f" “{row['quote']}”" if row["quote"] else ""
            return f"{row['date'] or '?'}  {library.name('actors', row['speaker_id'])}: {row['summary']}{quote}"
        case "claims":
            parts = (
                "about_actor_id",
                "about_event_id",
                "about_document_id",
                "object_actor_id",
                "object_document_id",
                "object_event_id",
                "value",
            )
            about, *objects = [row[part] for part in parts if row[part]]
            negated = "not " if row["polarity"] == "negated" else ""
            return f"{about} {negated}{row['predicate']} {' '.join(objects)} ({row['mode']}, {row['certainty']}; {row['verdict']})"
        case "participations":
            event = library.rows_with("events", "event_id", row["event_id"])
            when = f"{event[0]['date']}  {event[0]['name']}: " if event else ""
            return f"{when}{library.name('actors', row['actor_id'])}, {row['part']} ({row['presence']})"
        case "relationships":
            return f"{row['actor_id']} {row['kind']} {row['other_id']}, {_period(row)}"
        case "statement_links":
            return f"{row['from_id']} {row['kind']} {row['to_id']}"
        case "documents":
            return f"{row['date'] or '?'}  {row['title']}"
        case "identifiers":
            return f"{row['scheme']}: {row['value']}"
        case "offices":
            return str(row["title"])
        case "citations":
            return f"{row['document_id']} {row['stance']} {row['field'] or 'the record'}{': ' + row['reported_value'] if row['reported_value'] else ''}"
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
