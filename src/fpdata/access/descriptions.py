"""Say in a few words what a record is, for a list of records of different tables."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fpdata.access.locate import read_exported
from fpdata.access.searched_tables import SPECS

if TYPE_CHECKING:
    import pyarrow as pa

_LONGEST = 100


class RecordDescriptions:
    """Describes records; the tables that this needs are read when they are first needed."""

    def __init__(self, path: Path | str | None) -> None:
        """Prepare to describe records of the export at `path`, which is that of `load`."""
        self._path = path
        self._contents: dict[str, pa.Table] = {}

    def __call__(self, table: str, id: str) -> tuple[str, str | None]:
        """Return the kind of a record, and a description: of a person, the latest office."""
        if table not in SPECS:
            return table.removesuffix("s"), None
        row = self._row(table, id)
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
                return kind, ", ".join(filter(None, [self._names.get(row["speaker_id"]), row["date"]]))
            case "outlets":
                return "outlet", kind if kind != "unknown" else None
            case "topics":
                return kind, _shortened(row["description"])
            case _:
                return kind, row["date"]

    def _row(self, table: str, id: str) -> dict[str, Any]:
        import pyarrow.compute as pc

        spec = SPECS[table]  # type: ignore[index]
        if table not in self._contents:
            columns = dict.fromkeys([spec.key, *([spec.kind] if spec.kind else []), *spec.shown])
            self._contents[table] = read_exported(table, self._path, [*columns])
        content = self._contents[table]
        row: dict[str, Any] = content.slice(pc.index(content[spec.key], id).as_py(), 1).to_pylist()[0]
        return row

    def _office(self, actor: str) -> str | None:
        """Return the office that an actor held last, with the date from which."""
        role = self._latest("actor_id", actor)
        if role is None:
            return None
        title = self._titles.get(role["office_id"]) or role["title"]
        return f"{title}, from {role['start']}" if role["start"] else str(title)

    def _holder(self, office: str) -> str | None:
        """Return the last recorded holder of an office."""
        role = self._latest("office_id", office)
        if role is None:
            return None
        name = self._names.get(role["actor_id"], role["actor_id"])
        return f"last recorded: {name}, from {role['start']}" if role["start"] else f"last recorded: {name}"

    def _latest(self, column: str, id: str) -> dict[str, Any] | None:
        import pyarrow.compute as pc

        rows = self._roles.filter(pc.equal(self._roles[column], id)).to_pylist()
        held = [row for row in rows if row["basis"] not in ("nominated-not-served", "designated")] or rows
        return max(held, key=lambda row: (str(row["start_min"] or ""), row["role_id"]), default=None)

    @cached_property
    def _roles(self) -> Any:
        columns = ["role_id", "actor_id", "office_id", "title", "basis", "start", "start_min"]
        return read_exported("roles", self._path, columns)

    @cached_property
    def _titles(self) -> dict[str | None, str]:
        return self._pairs("offices", "office_id", "title")

    @cached_property
    def _names(self) -> dict[str | None, str]:
        return self._pairs("actors", "actor_id", "name")

    def _pairs(self, table: str, key: str, value: str) -> dict[str | None, str]:
        content = read_exported(table, self._path, [key, value])
        return dict(zip(content[key].to_pylist(), content[value].to_pylist(), strict=True))


def _shortened(text: str | None) -> str | None:
    if text is None or len(text) <= _LONGEST:
        return text
    return text[:_LONGEST].rsplit(" ", 1)[0] + " …"


def _span(start: str | None, end: str | None) -> str | None:
    if not start and end in (None, ".."):
        return None
    return f"{start or '?'} to {end}" if end not in (None, "..") else f"since {start}"
