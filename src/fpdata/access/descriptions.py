"""Say in a few words what a record is, for a list of records of different tables."""

from __future__ import annotations

from typing import Any

from fpdata.access.lookup_database import LookupDatabase
from fpdata.access.searched_tables import SPECS

_LONGEST = 100


class RecordDescriptions:
    """Describes records; the tables that this needs are read when they are first needed."""

    def __init__(self, database: LookupDatabase) -> None:
        """Prepare to describe the records of a database."""
        self._database = database

    def __call__(self, table: str, id: str) -> tuple[str, str | None]:
        """Return the kind of a record, and a description: of a person, the latest office."""
        if table not in SPECS:
            return table.removesuffix("s"), None
        row = self._database[table].row(id) or {}
        spec = SPECS[table]
        kind = str(row[spec.kind]) if spec.kind else table.removesuffix("s")
        match table:
            case "actors":
                return kind, self._office(id) or _shortened(row["description"])
            case "offices":
                return "office", self._holder(id)
            case "countries":
                return kind, _span(row["start"], row["end"])
            case "statements":
                return kind, ", ".join(filter(None, [self._value("actors", row["speaker_id"], "name"), row["date"]]))
            case "outlets":
                return "outlet", kind if kind != "unknown" else None
            case "topics":
                return kind, _shortened(row["description"])
            case _:
                return kind, row["date"]

    def _office(self, actor: str) -> str | None:
        """Return the office that an actor held last, with the date from which."""
        role = self._latest("actor_id", actor)
        if role is None:
            return None
        title = self._value("offices", role["office_id"], "title") or role["title"]
        return f"{title}, from {role['start']}" if role["start"] else str(title)

    def _holder(self, office: str) -> str | None:
        """Return the last recorded holder of an office."""
        role = self._latest("office_id", office)
        if role is None:
            return None
        name = self._value("actors", role["actor_id"], "name") or role["actor_id"]
        return f"last recorded: {name}, from {role['start']}" if role["start"] else f"last recorded: {name}"

    def _latest(self, column: str, id: str) -> dict[str, Any] | None:
        rows = self._database["roles"].rows_with(column, id)
        held = [row for row in rows if row["basis"] not in ("nominated-not-served", "designated")] or rows
        return max(held, key=lambda row: (str(row["start_min"] or ""), row["role_id"]), default=None)

    def _value(self, table: str, id: str | None, column: str) -> str | None:
        row = self._database[table].row(id) if id else None
        return row[column] if row else None


def _shortened(text: str | None) -> str | None:
    if text is None or len(text) <= _LONGEST:
        return text
    return text[:_LONGEST].rsplit(" ", 1)[0] + " …"


def _span(start: str | None, end: str | None) -> str | None:
    if not start and end in (None, ".."):
        return None
    return f"{start or '?'} to {end}" if end not in (None, "..") else f"since {start}"
